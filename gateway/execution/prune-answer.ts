import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { decidingTypes } from '../access/deciding-types.ts';

/** What is left of an answer. */
export interface PrunedAnswer {
  readonly data: Record<string, unknown>;
  /** True when something in it had another shape than was asked for; there it is null now. */
  readonly isMisshapen: boolean;
}

/** Response key to what is selected below it; undefined for a leaf. */
type Selection = ReadonlyMap<string, Selection | undefined>;
type Growing = Map<string, Growing | undefined>;

const selections = new WeakMap<DocumentNode, Selection>();

/**
 * Keeps of a subgraph's answer what its fetch selects, in the shape in which it is selected.
 *
 * Apollo's gateway merges whatever a subgraph sends into the answer: fields of other agencies under their
 * names, entities that nobody asked for, another type in the place of `__typename`. And a text where an object
 * belongs ends the answer as a whole, with what the others gave. Pure.
 *
 * @param document of the fetch.
 * @param representations the entities that were asked for; undefined for a fetch from the root.
 * @param schema knows which types an entity can be of.
 * @returns undefined when the answer holds not one entity for each that was asked for.
 */
export function pruneAnswer(
  data: Readonly<Record<string, unknown>>,
  document: DocumentNode,
  representations: readonly unknown[] | undefined,
  schema: GraphQLSchema,
): PrunedAnswer | undefined {
  let isMisshapen = false;
  const entities = data._entities;
  if (representations && (!Array.isArray(entities) || entities.length !== representations.length)) {
    return undefined;
  }
  const kept = keepObject(data, selectionOf(document));
  if (representations && Array.isArray(kept._entities)) {
    kept._entities = kept._entities.map((entity, index) =>
      isOfType(entity, representations[index], schema) ? entity : misshapen(),
    );
  }
  return { data: kept, isMisshapen };

  function keep(value: unknown, selection: Selection): unknown {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) return value.map((each) => keep(each, selection));
    return isObject(value) && hasTypename(value) ? keepObject(value, selection) : misshapen();
  }

  function keepObject(object: Readonly<Record<string, unknown>>, selection: Selection) {
    const kept: [string, unknown][] = [];
    for (const [key, below] of selection) {
      if (!Object.hasOwn(object, key)) continue;
      kept.push([key, below ? keep(object[key], below) : object[key]]);
    }
    return Object.fromEntries(kept);
  }

  function misshapen(): null {
    isMisshapen = true;
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasTypename(object: Readonly<Record<string, unknown>>): boolean {
  return !Object.hasOwn(object, '__typename') || typeof object.__typename === 'string';
}

/** True for an entity that can be the one that was asked for. */
function isOfType(entity: unknown, representation: unknown, schema: GraphQLSchema): boolean {
  if (entity === null) return true;
  if (!isObject(entity) || !isObject(representation)) return false;
  const asked = String(representation.__typename);
  const type = schema.getType(asked);
  const possible = type ? decidingTypes(schema, type) : [asked];
  return entity.__typename === undefined || possible.includes(String(entity.__typename));
}

/** What a document selects, its fragments taken together whatever their types; worked out once a document. */
function selectionOf(document: DocumentNode): Selection {
  const known = selections.get(document);
  if (known) return known;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const root: Growing = new Map();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) collect(definition.selectionSet, root, fragments);
  }
  selections.set(document, root);
  return root;
}

function collect(
  selectionSet: SelectionSetNode,
  into: Growing,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void {
  for (const node of selectionSet.selections) {
    if (node.kind !== Kind.FIELD) {
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (fragment) collect(fragment.selectionSet, into, fragments);
      continue;
    }
    const key = node.alias?.value ?? node.name.value;
    if (!node.selectionSet) {
      into.set(key, undefined);
      continue;
    }
    const below: Growing = into.get(key) ?? new Map();
    into.set(key, below);
    collect(node.selectionSet, below, fragments);
  }
}
