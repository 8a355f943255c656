import type { PublishedTable } from '../shared/small-cells.ts';
import type { VotingMethod } from './voter-document.ts';

/** MongoDB expression for a polling point: {@link pointOf} takes it apart. */
export const POINT_CODE = { $concat: ['$method', ' ', '$pollingPoint'] } as const;

/** A polling point inside its committee. */
interface Point {
  readonly method: VotingMethod;
  readonly code: string;
}

/** Reads what {@link POINT_CODE} gave. Pure. */
export function pointOf(code: string): Point {
  const space = code.indexOf(' ');
  return { method: code.slice(0, space) as VotingMethod, code: code.slice(space + 1) };
}

/** Gives all counts as they are: for tables that only those are given who may count the rows themselves. Pure. */
export function publishWhole(counts: ReadonlyMap<string, number>): PublishedTable {
  return { total: [...counts.values()].reduce((sum, count) => sum + count, 0), cells: counts };
}
