import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type Code, joinCode, js } from './code.ts';
import { responseName } from './read-selection.ts';
import type { TypeNames } from './type-names.ts';

/** A selection set, and what must hold for it to count: a test in code, empty for nothing. */
export interface GuardedSet {
  readonly set: SelectionSetNode;
  readonly guard: Code;
  /** The type that it selects on; fields of one response name can be of several. */
  readonly parent: GraphQLCompositeType;
}

/** One mention of a field. */
export interface Mention {
  readonly node: FieldNode;
  readonly guard: Code;
  /** What is below it, if anything. */
  readonly below: GuardedSet | undefined;
  /** Its place among all mentions of fields of the object. */
  readonly order: number;
}

/** A field of an object, with all that mentions it under one response name. */
export interface CollectedField {
  readonly name: string;
  /** As the first that mentions it says; undefined for `__typename`. */
  readonly definition: GraphQLField<unknown, unknown> | undefined;
  readonly mentions: readonly [Mention, ...Mention[]];
}

/** What fields are collected for. */
export interface Collecting {
  readonly schema: GraphQLSchema;
  readonly types: TypeNames;
  /** The test of a variable of `@skip` and `@include`. */
  readonly testOf: (variable: string) => Code;
}

/**
 * Collects the fields that apply to an object of a type, in the order in which they are asked.
 *
 * @param name of the object's type: an interface for an object that could not be told more exactly.
 * @see https://spec.graphql.org/October2021/#CollectFields()
 */
export function collectFields(
  { schema, types, testOf }: Collecting,
  sets: readonly GuardedSet[],
  name: string,
): readonly CollectedField[] {
  const found = new Map<string, { definition: CollectedField['definition']; mentions: Mention[] }>();
  let order = 0;
  const own = schema.getType(name);

  function collect({ selections }: SelectionSetNode, outer: Code, type: GraphQLCompositeType): void {
    for (const node of selections) {
      const guard = guardOf(node.directives ?? [], outer, testOf);
      if (guard === undefined) continue;
      if (node.kind === Kind.FIELD) {
        const key = responseName(node);
        // What the object is says more of its field than the interface through which it is asked.
        const definition = fieldOf(isObjectType(own) ? own : type, node.name.value);
        const known = found.get(key) ?? { definition, mentions: [] };
        found.set(key, known);
        known.mentions.push({ node, guard, below: belowOf(node, guard, definition), order: order++ });
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD) throw new Error('A program needs fragments unfolded.');
      const condition = node.typeCondition?.name.value;
      const narrower = condition === undefined ? type : schema.getType(condition);
      if (!isCompositeType(narrower)) continue;
      if (condition === undefined || types.under(condition).has(name))
        collect(node.selectionSet, guard, narrower);
    }
  }

  for (const { set, guard, parent } of sets) collect(set, guard, parent);
  return [...found].flatMap(
    ([
      key,
      {
        definition,
        mentions: [first, ...others],
      },
    ]) => (first ? [{ name: key, definition, mentions: [first, ...others] }] : []),
  );
}

/** True in code where any of these holds; empty where one always does. */
export function anyOf(guards: readonly Code[]): Code {
  const different = [...new Set(guards)];
  return different.includes(js``)
    ? js``
    : joinCode(
        different.map((guard) => js`(${guard})`),
        '||',
      );
}

/** Adds the directives of a node to what must hold already; undefined when it can never hold. */
function guardOf(
  directives: readonly DirectiveNode[],
  outer: Code,
  testOf: (variable: string) => Code,
): Code | undefined {
  let guard = outer;
  for (const { name, arguments: given } of directives) {
    const isSkip = name.value === 'skip';
    if (!isSkip && name.value !== 'include') continue;
    const value = given?.find((each) => each.name.value === 'if')?.value;
    if (value?.kind === Kind.BOOLEAN && value.value === isSkip) return undefined;
    if (value?.kind !== Kind.VARIABLE) continue;
    const test = isSkip ? js`!${testOf(value.name.value)}` : testOf(value.name.value);
    guard = guard === js`` ? test : js`${guard}&&${test}`;
  }
  return guard;
}

function belowOf(
  { selectionSet }: FieldNode,
  guard: Code,
  definition: CollectedField['definition'],
): GuardedSet | undefined {
  const parent = definition && getNamedType(definition.type);
  return selectionSet && isCompositeType(parent) ? { set: selectionSet, guard, parent } : undefined;
}

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
