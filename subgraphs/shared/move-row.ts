import { trusted } from 'mongoose';
import { anyOf, type Condition, isEqual, isOneOf } from './condition.ts';
import { subgraphError } from './errors.ts';
import type { Row, RowChange, VisibleRows } from './visible-rows.ts';

/** States that a record has, each with those from which it is reached; null stands for a record without one. */
export type Moves<State extends string> = Readonly<Record<State, readonly (State | null)[]>>;

/** One move of one record. */
export interface RowMove<Stored extends Row, State extends string> {
  readonly rows: VisibleRows<Stored>;
  readonly id: string;
  /** Field that holds the state. */
  readonly field: keyof Stored & string;
  readonly moves: Moves<State>;
  readonly to: State;
  /** List field to the element that the same write puts behind its last. */
  readonly append?: RowChange['append'];
  /** Whether a record that has the state already has it by this same move. True when absent. */
  readonly isRepeated?: (row: Stored) => boolean;
}

/**
 * Moves a record from one state to another, in one step of the store: of two that move it at once, one finds it moved.
 * A record that has the state already, by the same move, is given back unchanged, so that a call may be repeated.
 *
 * @throws GraphQLError `NOT_FOUND` for a record that is not among the visible rows, `CONFLICT` for a move that is not one of `moves`
 */
export async function moveRow<Stored extends Row, State extends string>(
  move: RowMove<Stored, State>,
): Promise<Stored> {
  const { rows, id, field, moves, to, append = {}, isRepeated = () => true } = move;
  const moved = await rows.update(id, isInState(field, moves[to]), { set: { [field]: to }, append });
  if (moved) return moved;
  const row = await findRow(rows, id);
  if (row[field] === to && isRepeated(row)) return row;
  throw subgraphError('CONFLICT', { message: describeMove(field, moves[to], to), field });
}

/** Finds a visible row by its id. @throws GraphQLError `NOT_FOUND` */
export async function findRow<Stored extends Row>(rows: VisibleRows<Stored>, id: string): Promise<Stored> {
  const [row] = await rows.find(isEqual('_id', id), { limit: 1 });
  if (!row) throw subgraphError('NOT_FOUND');
  return row;
}

function isInState(field: string, states: readonly (string | null)[]): Condition {
  const named = states.filter((state) => state !== null);
  return anyOf([
    isOneOf(field, named),
    ...(states.includes(null) ? [{ [field]: trusted({ $exists: false }) }] : []),
  ]);
}

function describeMove(field: string, states: readonly (string | null)[], to: string): string {
  const before = states.map((state) => state ?? `a record without ${field}`);
  return before.length === 0
    ? `${field}: nothing is moved to ${to}.`
    : `${field}: ${to} is reached from ${before.join(' or ')} only.`;
}
