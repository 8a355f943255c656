import type { RowMatch } from './matches.ts';
import type { VoterRule } from './rule.ts';

/** Rows at one address from which on it is a finding: a large household, or a small hostel, has fewer. */
const FEWEST_ROWS = 10;

interface Row {
  readonly sameAddress: RowMatch | null;
}

/** Ten rows or more of one committee at one full or partial address. */
export const b13SharedAddress: VoterRule<Row> = {
  code: 'B13',
  name: 'SHARED_ADDRESS',
  version: 1,
  about: 'VOTER',
  voter: 'sameAddress { token rows }',
  needsWholeList: true,
  find: ({ sameAddress }) =>
    sameAddress !== null && sameAddress.rows >= FEWEST_ROWS
      ? { token: sameAddress.token, rows: sameAddress.rows }
      : null,
};
