import type { Clause, Mask, RowRule } from './agreement.ts';
import type { Graph, Reduction } from './graph.ts';

/** The name by which an agreement for tests and benchmarks gives everything that its provider has. */
export const WILDCARD = '*';

/**
 * True when a clause gives a field whole. Who has a field, or has it under the very mask that a reduced field of
 * the same type stands for, has the reduced field too: it tells nothing more.
 */
export function givesWhole(clause: Clause, coordinate: string, { reductions }: Graph): boolean {
  return names(clause, coordinate) || givesByReduction(clause, coordinate, reductions);
}

/** True when a clause gives the field because it gives the one that it is reduced from. */
export function givesByReduction(
  clause: Clause,
  coordinate: string,
  reductions: ReadonlyMap<string, readonly Reduction[]>,
): boolean {
  return (reductions.get(coordinate) ?? []).some(
    ({ from, mask }) =>
      // What is reduced into a field of another type tells of other rows: it has to be named.
      ownerOf(from) === ownerOf(coordinate) && (names(clause, from) || maskOf(clause, from) === mask),
  );
}

/** The mask under which a clause names a field. */
export function maskOf(clause: Clause, coordinate: string): Mask | undefined {
  const [type = '', field = ''] = coordinate.split('.');
  return clause.mask.get(type)?.get(field);
}

/** True when a clause names an argument of a field, or a field of an input type. */
export function givesInput(clause: Clause, owner: string, input: string): boolean {
  return clause.inputs.has(WILDCARD) || (clause.inputs.get(owner)?.includes(input) ?? false);
}

/** True when a clause names anything of a type. */
export function namesType({ allow, mask, inputs }: Clause, type: string): boolean {
  const isOfType = (owner: string) => owner === type || owner.startsWith(`${type}.`);
  return allow.has(type) || mask.has(type) || [...inputs.keys()].some(isOfType);
}

/**
 * Joins the rows of several clauses. Where two disagree about a row type, it gives no rows: either rule
 * alone could hand fields of the other clause to rows that it does not cover. A clause that gives fields of
 * the type and no rows disagrees too.
 */
export function mergeRows(clauses: readonly Clause[]): ReadonlyMap<string, RowRule> {
  const merged = new Map<string, RowRule>();
  for (const [type, rule] of clauses.flatMap((clause) => [...clause.rows])) {
    const text = JSON.stringify(rule);
    const agrees = (clause: Clause) =>
      clause.rows.has(type) ? JSON.stringify(clause.rows.get(type)) === text : !givesAnyOf(clause, type);
    if (clauses.every(agrees)) merged.set(type, rule);
  }
  return merged;
}

function givesAnyOf({ allow, mask }: Clause, type: string): boolean {
  return allow.has(WILDCARD) || allow.has(type) || mask.has(type);
}

function names(clause: Clause, coordinate: string): boolean {
  const [type = '', field = ''] = coordinate.split('.');
  return clause.allow.has(WILDCARD) || (clause.allow.get(type)?.includes(field) ?? false);
}

function ownerOf(coordinate: string): string | undefined {
  return coordinate.split('.')[0];
}
