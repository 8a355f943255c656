import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { printGiven, responseName } from './read-selection.ts';
import type { TypeNames } from './type-names.ts';

/** A field under the name that it keeps, with all that selects it. */
interface Kept {
  readonly identity: string;
  readonly conditions: readonly string[];
  readonly sets: SelectionSetNode[];
}

/**
 * Finds the fields of a fetch that would overwrite each other, and names under which they do not: the planner puts
 * what a client asks and what a `@requires` needs into one fetch under one name, with the arguments of both.
 *
 * @see https://spec.graphql.org/October2021/#sec-Field-Selection-Merging
 */
export function separateFields(set: SelectionSetNode, types: TypeNames): ReadonlyMap<FieldNode, string> {
  const aliases = new Map<FieldNode, string>();

  function separate(sets: readonly SelectionSetNode[]): void {
    const kept = new Map<string, Kept[]>();
    const found: { readonly node: FieldNode; readonly conditions: readonly string[] }[] = [];

    function collect({ selections }: SelectionSetNode, conditions: readonly string[]): void {
      for (const node of selections) {
        if (node.kind === Kind.FIELD) {
          found.push({ node, conditions });
          continue;
        }
        if (node.kind === Kind.FRAGMENT_SPREAD) throw new Error('A program needs fragments unfolded.');
        const condition = node.typeCondition?.name.value;
        collect(node.selectionSet, condition ? [...conditions, condition] : conditions);
      }
    }

    for (const each of sets) collect(each, []);
    const planned = new Set(found.map(({ node }) => responseName(node)));
    for (const { node, conditions } of found) {
      const identity = `${node.name.value}(${printGiven(node.arguments)})`;
      const name = responseName(node);
      let key = name;
      const isFree = () => (key === name || !planned.has(key)) && !meets(kept.get(key), identity, conditions);
      for (let count = 1; !isFree(); count++) key = `${name}__${count}`;
      if (key !== name) aliases.set(node, key);
      const group = kept.get(key) ?? [];
      kept.set(key, group);
      group.push({ identity, conditions, sets: node.selectionSet ? [node.selectionSet] : [] });
    }
    for (const group of kept.values()) separateBelow(group);
  }

  function separateBelow(group: readonly Kept[]): void {
    const below = group.flatMap(({ sets }) => sets);
    if (below.length > 0) separate(below);
  }

  function meets(
    group: readonly Kept[] | undefined,
    identity: string,
    conditions: readonly string[],
  ): boolean {
    return (group ?? []).some(
      (other) => other.identity !== identity && canMeet(other.conditions, conditions),
    );
  }

  /** True unless no object can be of all these types. */
  function canMeet(ones: readonly string[], others: readonly string[]): boolean {
    return ones.every((one) =>
      others.every((other) => [...types.under(one)].some((name) => types.under(other).has(name))),
    );
  }

  separate([set]);
  return aliases;
}
