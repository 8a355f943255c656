import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Graph } from '../../gateway/access/graph.ts';

/** An object of an answer, as the ledger should see it. */
export interface SeenObject {
  readonly type: string;
  /** `Type.field` of what was asked of it under the variables of the request; none of `__typename`. */
  readonly coordinates: readonly string[];
  /** The id of the person whom it is about, as the client knows it. */
  readonly person: string | undefined;
}

const TYPE = 'zz_type';
const PERSON = 'zz_person';

/** The text of an operation that asks, under names of its own, what type each object is of and whom it is about. */
export function askForEverything({ apiSchema, persons }: Graph, text: string): string {
  const typeInfo = new TypeInfo(apiSchema);
  const extra = (type: GraphQLNamedType): string => {
    if (isAbstractType(type)) {
      const possible = apiSchema
        .getPossibleTypes(type)
        .map((each) => `... on ${each.name} { ${extra(each)} }`);
      return `${TYPE}: __typename ${possible.join(' ')}`;
    }
    const path = (persons.get(type.name) ?? []).toReversed();
    const person = path.reduce((below, name) => `${PERSON}: ${name}${below && ` { ${below} }`}`, '');
    return `${TYPE}: __typename ${person}`;
  };
  const document = visit(
    parse(text),
    visitWithTypeInfo(typeInfo, {
      Field: {
        leave(node): FieldNode | undefined {
          const type = typeInfo.getType();
          if (!type || !node.selectionSet) return undefined;
          const added = selectionsOf(`{ ${extra(getNamedType(type))} }`);
          const selections = [...node.selectionSet.selections, ...added];
          return { ...node, selectionSet: { ...node.selectionSet, selections } };
        },
      },
    }),
  );
  return print(document);
}

function selectionsOf(text: string): readonly SelectionNode[] {
  const [definition] = parse(text).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
}

/**
 * Goes through an answer field by field, the slow and plain way.
 *
 * @param text as the client wrote it.
 * @param data what the same text answers with all that `askForEverything` adds.
 */
export function readSeen(
  { apiSchema, persons, structures }: Graph,
  text: string,
  variables: Readonly<Record<string, unknown>>,
  data: unknown,
): readonly SeenObject[] {
  const seen: SeenObject[] = [];
  const document = parse(text, { noLocation: true });
  const fragments = fragmentsOf(document);
  const whole = fragmentsOf(withoutConditions(document));
  const given = Object.assign(Object.create(null), defaultsOf(document), variables);

  function read(
    value: unknown,
    static_: GraphQLNamedType,
    nodes: readonly FieldNode[],
    outer: string | undefined,
  ): void {
    if (Array.isArray(value)) {
      for (const each of value) read(each, static_, nodes, outer);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const object = value as Readonly<Record<string, unknown>>;
    const type = isObjectType(static_) ? static_ : apiSchema.getType(String(object[TYPE]));
    if (!isObjectType(type)) throw new Error('An object must be of an object type.');
    const path = persons.get(type.name);
    const person = path ? personAt(object, path.length) : outer;
    const asked = collectSubfields(apiSchema, fragments, given, type, [...nodes]);
    const written = collectSubfields(apiSchema, whole, {}, type, nodes.map(withoutConditions));
    note(type, asked, written.size > 0, person);
    readFields(object, type, asked, person);
  }

  function note(
    { name }: GraphQLObjectType,
    asked: ReadonlyMap<string, readonly FieldNode[]>,
    isMentioned: boolean,
    person: string | undefined,
  ): void {
    if (structures.has(name) || !isMentioned) return;
    const names = [...asked.values()].map(([node]) => node?.name.value ?? '');
    const coordinates = names.filter((each) => each !== '__typename').map((each) => `${name}.${each}`);
    seen.push({ type: name, coordinates, person });
  }

  function readFields(
    object: Readonly<Record<string, unknown>>,
    type: GraphQLObjectType,
    asked: ReadonlyMap<string, readonly FieldNode[]>,
    person: string | undefined,
  ): void {
    for (const [key, nodes] of asked) {
      const definition = type.getFields()[nodes[0]?.name.value ?? ''];
      if (definition) read(object[key], getNamedType(definition.type), nodes, person);
    }
  }

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION || data === null) continue;
    const root = apiSchema.getRootType(definition.operation);
    if (!root) continue;
    const asked = collectFields(apiSchema, fragments, given, root, definition.selectionSet);
    note(root, asked, true, undefined);
    readFields(data as Readonly<Record<string, unknown>>, root, asked, undefined);
  }
  return seen;
}

function personAt(object: unknown, length: number): string | undefined {
  let value = object;
  for (let step = 0; step < length; step += 1) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[PERSON];
  }
  return typeof value === 'string' ? value : undefined;
}

type Fragments = Record<string, FragmentDefinitionNode>;

function fragmentsOf(document: DocumentNode): Fragments {
  const fragments: Fragments = Object.create(null);
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
  }
  return fragments;
}

/** Everything that some variables let through. */
function withoutConditions<Node extends DocumentNode | FieldNode>(node: Node): Node {
  return visit(node, {
    Directive(directive) {
      const value = directive.arguments?.[0]?.value;
      return value?.kind === Kind.BOOLEAN ? undefined : null;
    },
  });
}

function defaultsOf(document: DocumentNode): Readonly<Record<string, unknown>> {
  const defaults: Record<string, unknown> = {};
  for (const each of document.definitions) {
    if (each.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const { variable, defaultValue } of each.variableDefinitions ?? []) {
      if (defaultValue?.kind === Kind.BOOLEAN) defaults[variable.name.value] = defaultValue.value;
    }
  }
  return defaults;
}

/** What a subgraph was sent of one object. */
export interface SentObject {
  readonly recipient: string;
  readonly coordinates: readonly string[];
  /** Ids in it, as the recipient knows them. */
  readonly ids: readonly string[];
  /** Those of them that the recipient had told itself before. */
  readonly own: readonly string[];
}

/** Goes through what subgraphs were sent. */
export function readSent(
  { fieldTypes, structures }: Graph,
  calls: readonly {
    readonly subgraph: string;
    readonly call: { readonly variables: Readonly<Record<string, unknown>> };
    readonly before: readonly { readonly subgraph: string; readonly answer?: unknown }[];
  }[],
): readonly SentObject[] {
  return calls.flatMap(({ subgraph, call, before }) => {
    const told = before
      .filter((each) => each.subgraph === subgraph)
      .map(({ answer }) => JSON.stringify(answer))
      .join();
    const lists = Object.entries(call.variables).filter(([name]) => /^_*representations\d*$/.test(name));
    return lists.flatMap(([, list]) =>
      (list as readonly Readonly<Record<string, unknown>>[]).map((representation) => {
        const coordinates: string[] = [];
        const ids: string[] = [];
        const read = (value: unknown, type: string) => {
          if (typeof value === 'string' && value.startsWith(`${subgraph}:`)) ids.push(value);
          if (typeof value !== 'object' || value === null) return;
          for (const [name, each] of Object.entries(value)) {
            if (name === '__typename') continue;
            const coordinate = `${type}.${name}`;
            if (!structures.has(type)) coordinates.push(coordinate);
            read(each, fieldTypes.get(coordinate) ?? '');
          }
        };
        read(representation, String(representation.__typename));
        return { recipient: subgraph, coordinates, ids, own: ids.filter((id) => told.includes(`"${id}"`)) };
      }),
    );
  });
}
