import { type DocumentNode, Kind, type ValueNode } from 'graphql';
import { argument, text } from './directive-arguments.ts';

/** The specification by which schemas say what a field is; its directives are known by this URL, never by name. */
export const ACCESS_SPEC = 'https://specs.simpul.example/access/v1.0';

/** What a document calls the directives of the access specification. */
export interface AccessDirectiveNames {
  readonly classified: string;
  readonly structure: string;
  readonly reads: string;
  readonly pairwise: string;
  readonly reduced: string;
  readonly about: string;
}

const DIRECTIVES = ['classified', 'structure', 'reads', 'pairwise', 'reduced', 'about'] as const;

/**
 * Finds the names under which a supergraph imports the directives of the access specification.
 *
 * A schema may rename what it imports. Looking for the bare name would miss a renamed directive and with
 * it the protection (the class of CVE-2025-64347), so only the `@link` to the specification counts.
 */
export function findAccessDirectives(document: DocumentNode): AccessDirectiveNames {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const link of definition.directives ?? []) {
      if (link.name.value !== 'link' || text(argument(link, 'url')) !== ACCESS_SPEC) continue;
      const prefix = text(argument(link, 'as')) ?? 'access';
      for (const name of DIRECTIVES) names.set(name, `${prefix}__${name}`);
      const imports = argument(link, 'import');
      for (const each of imports?.kind === Kind.LIST ? imports.values : []) {
        const [name, local] = importedName(each);
        if (name) names.set(name, local);
      }
    }
  }
  return {
    classified: names.get('classified') ?? '',
    structure: names.get('structure') ?? '',
    reads: names.get('reads') ?? '',
    pairwise: names.get('pairwise') ?? '',
    reduced: names.get('reduced') ?? '',
    about: names.get('about') ?? '',
  };
}

function importedName(value: ValueNode): readonly [name: string, local: string] {
  if (value.kind === Kind.STRING) return [bare(value.value), bare(value.value)];
  if (value.kind !== Kind.OBJECT) return ['', ''];
  const name = text(value.fields.find((field) => field.name.value === 'name')?.value) ?? '';
  const as = text(value.fields.find((field) => field.name.value === 'as')?.value) ?? name;
  return [bare(name), bare(as)];
}

function bare(name: string): string {
  return name.replace(/^@/, '');
}
