import type { VoterDocument } from '../../../subgraphs/electoral/voter-document.ts';
import type { Ballots } from './ballot.ts';
import type { Identity } from './identity.ts';
import type { Person } from './person.ts';
import type { TravelDocument } from './travel-document.ts';

/** Whom a row is about, and from whom it takes what it repeats. */
export interface RowSubject {
  readonly identity: Identity;
  /** Absent for rows about people whom the population register does not have. */
  readonly person?: Person;
  /** The row of the same person that this one repeats. */
  readonly repeated?: VoterDocument;
  /** Somebody else's passport that stands on the row. */
  readonly foreignPassport?: TravelDocument;
}

/** What rows depend on besides the sources. */
export interface RowTables {
  readonly ballots: Ballots;
  /** Rows that are on the special list whatever is drawn, so that Kuala Lumpur has its surge at any scale. */
  readonly specialRows: ReadonlySet<number>;
  /** Digit of the NIKs of one repeated digit on the list of a committee. */
  readonly digitOf: ReadonlyMap<string, number>;
}
