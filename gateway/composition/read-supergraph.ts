import { createHash } from 'node:crypto';
import { Supergraph } from '@apollo/federation-internals';
import {
  type DocumentNode,
  type FieldDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
} from 'graphql';
import type { Mask } from '../access/agreement.ts';
import type { DataClass, Graph, Reduction } from '../access/graph.ts';
import { DATA_CLASSES } from '../access/graph.ts';
import { findAccessDirectives } from './access-directives.ts';
import {
  type Directed,
  directives,
  enumArgument,
  isTrue,
  stringArgument,
  stringsArgument,
} from './directive-arguments.ts';
import { listElements } from './list-elements.ts';
import { readRequirements } from './read-requirements.ts';

/**
 * Reads a supergraph into what access decisions need.
 *
 * @throws Error when the text is no supergraph that Apollo's gateway can load; the message is Apollo's.
 */
export function readSupergraph(supergraphSdl: string): Graph {
  const supergraph = Supergraph.build(supergraphSdl);
  const apiSchema = supergraph.apiSchema().toGraphQLJSSchema();
  // A schema is large: where clients see every type there is one.
  const fullSchema = /@inaccessible\b/.test(supergraphSdl)
    ? supergraph.schema.toGraphQLJSSchema()
    : apiSchema;
  const document = parse(supergraphSdl, { noLocation: true });
  const names = findAccessDirectives(document);
  const { subgraphs, byEnumValue } = readSubgraphs(document);

  const sources = new Map<string, readonly string[]>();
  const inputSources = new Map<string, readonly string[]>();
  const structures = new Set<string>();
  const keyFields = new Set<string>();
  const classes = new Map<string, DataClass>();
  const reads = new Map<string, readonly string[]>();
  const reductions = new Map<string, readonly Reduction[]>();
  const persons = new Map<string, readonly string[]>();

  function graphsOf(node: Directed): readonly string[] {
    return unique(
      directives(node, 'join__type').map((join) => byEnumValue.get(enumArgument(join, 'graph')) ?? ''),
    );
  }

  function readInputType(definition: InputObjectTypeDefinitionNode): void {
    const type = definition.name.value;
    inputSources.set(type, graphsOf(definition));
    for (const field of definition.fields ?? []) {
      const read = readCoordinates(field, names.reads);
      if (read) reads.set(`${type}.${field.name.value}`, read);
    }
  }

  function readOutputType(definition: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode): void {
    const typeClass = dataClass(definition, names.classified);
    const [about] = directives(definition, names.about);
    if (about) persons.set(definition.name.value, stringArgument(about, 'person').split('.'));
    for (const join of directives(definition, 'join__type')) {
      for (const name of stringArgument(join, 'key').match(/[_A-Za-z]\w*/g) ?? []) {
        keyFields.add(`${definition.name.value}.${name}`);
      }
    }
    for (const field of definition.fields ?? []) {
      const coordinate = `${definition.name.value}.${field.name.value}`;
      sources.set(coordinate, fieldSources(field, graphsOf(definition), byEnumValue));
      const fieldClass = dataClass(field, names.classified) ?? typeClass;
      if (fieldClass) classes.set(coordinate, fieldClass);
      const reduced = readReductions(field, names.reduced, definition.name.value);
      if (reduced.length > 0) reductions.set(coordinate, reduced);
      for (const argument of field.arguments ?? []) {
        const read = readCoordinates(argument, names.reads);
        if (read) reads.set(`${coordinate}(${argument.name.value}:)`, read);
      }
    }
  }

  for (const definition of document.definitions) {
    const isInput = definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION;
    const isOutput =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if ((isInput || isOutput) && directives(definition, names.structure).length > 0) {
      structures.add(definition.name.value);
    }
    if (isInput) readInputType(definition);
    if (isOutput) readOutputType(definition);
  }
  const pairwise = new Set(
    listElements(document).flatMap(({ coordinate, node }) =>
      directives(node, names.pairwise).length > 0 ? [coordinate] : [],
    ),
  );
  const { fieldTypes, requirements } = readRequirements(document, byEnumValue);
  const hash = createHash('sha256').update(supergraphSdl).digest('hex');
  return {
    apiSchema,
    fullSchema,
    hash,
    subgraphs,
    sources,
    inputSources,
    structures,
    keyFields,
    classes,
    reads,
    pairwise,
    reductions,
    persons,
    fieldTypes,
    requirements,
  };
}

/** The subgraphs that resolve a field: those that join it, without the ones that only refer to it. */
function fieldSources(
  field: FieldDefinitionNode,
  typeGraphs: readonly string[],
  byEnumValue: ReadonlyMap<string, string>,
): readonly string[] {
  const joins = directives(field, 'join__field');
  if (joins.length === 0) return typeGraphs;
  const resolving = joins.filter((join) => !isTrue(join, 'external') && !isTrue(join, 'usedOverridden'));
  return unique(
    resolving.flatMap((join) => {
      const graph = enumArgument(join, 'graph');
      return graph === '' ? typeGraphs : [byEnumValue.get(graph) ?? ''];
    }),
  );
}

function readSubgraphs(document: DocumentNode): {
  readonly subgraphs: ReadonlyMap<string, string>;
  readonly byEnumValue: ReadonlyMap<string, string>;
} {
  const subgraphs = new Map<string, string>();
  const byEnumValue = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const [join] = directives(value, 'join__graph');
      const name = join ? stringArgument(join, 'name') : '';
      subgraphs.set(name, join ? stringArgument(join, 'url') : '');
      byEnumValue.set(value.name.value, name);
    }
  }
  return { subgraphs, byEnumValue };
}

function dataClass(node: Directed, directiveName: string): DataClass | undefined {
  const [directive] = directives(node, directiveName);
  const value = directive && enumArgument(directive, 'as');
  return DATA_CLASSES.find((each) => each === value);
}

function readCoordinates(node: Directed, directiveName: string): readonly string[] | undefined {
  const [directive] = directives(node, directiveName);
  return directive && stringsArgument(directive, 'coordinates');
}

/** Masks are taken as they are written: `lintGraph` tells those that there are not. */
function readReductions(node: Directed, directiveName: string, type: string): readonly Reduction[] {
  return directives(node, directiveName).map((directive) => {
    const from = stringArgument(directive, 'from');
    return {
      from: from.includes('.') ? from : `${type}.${from}`,
      mask: stringArgument(directive, 'mask') as Mask,
    };
  });
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== '');
}
