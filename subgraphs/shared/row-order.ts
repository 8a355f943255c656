import { trusted } from 'mongoose';
import type { Condition } from './condition.ts';
import type { Row } from './visible-rows.ts';

/** An order in which no two rows are equal, so that a list can go on after any of them. */
export interface RowOrder<Stored extends Row> {
  readonly sort: Readonly<Record<string, 1 | -1>>;
  /** The place of a row: what a cursor holds. */
  readonly positionOf: (row: Stored) => string;
  /** Meets the rows that come after a place. */
  readonly after: (position: string) => Condition;
}

/** The order of ids. */
export const BY_ID: RowOrder<Row> = {
  sort: { _id: 1 },
  positionOf: ({ _id }) => _id,
  after: (id) => ({ _id: trusted({ $gt: id }) }),
};
