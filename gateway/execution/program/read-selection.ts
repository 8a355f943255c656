import { type ArgumentNode, type FieldNode, Kind, print, type SelectionSetNode } from 'graphql';

/** A field that a fetch selects of one object. */
export interface Selected {
  /** The name that the subgraph answers under. */
  readonly key: string;
  /** The name that the planner gave it. */
  readonly name: string;
  readonly field: string;
  /** The arguments as text, in the order of their names. */
  readonly given: string;
  /** Types that the object must all be of. */
  readonly conditions: readonly string[];
  /** What is selected of it; undefined for a leaf. */
  readonly below: readonly Selected[] | undefined;
}

/** Arguments as text that does not depend on their order. */
export function printGiven(given: readonly ArgumentNode[] | undefined): string {
  return (given ?? [])
    .map((each) => print(each))
    .sort()
    .join(',');
}

/**
 * Reads what is selected of one object, with fragments unfolded; what is selected twice is taken together.
 *
 * @param aliases the names of fields that are asked under another than the planner's.
 */
export function readSelection(
  sets: readonly SelectionSetNode[],
  aliases: ReadonlyMap<FieldNode, string>,
): readonly Selected[] {
  const found = new Map<string, { first: Omit<Selected, 'below'>; sets: SelectionSetNode[] }>();

  function collect(set: SelectionSetNode, conditions: readonly string[]): void {
    for (const node of set.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) throw new Error('A program needs fragments unfolded.');
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value;
        const isNew = condition !== undefined && !conditions.includes(condition);
        collect(node.selectionSet, isNew ? [...conditions, condition] : conditions);
        continue;
      }
      const first = {
        key: aliases.get(node) ?? responseName(node),
        name: responseName(node),
        field: node.name.value,
        given: printGiven(node.arguments),
        conditions,
      };
      const name = JSON.stringify(first);
      const known = found.get(name) ?? { first, sets: [] };
      found.set(name, known);
      if (node.selectionSet) known.sets.push(node.selectionSet);
    }
  }

  for (const set of sets) collect(set, []);
  return [...found.values()].map(({ first, sets: below }) => ({
    ...first,
    below: below.length > 0 ? readSelection(below, aliases) : undefined,
  }));
}

/** The name that a field answers under. */
export function responseName(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}
