import type { RowMatch } from './matches.ts';
import type { VoterRule } from './rule.ts';

interface Row {
  readonly samePassport: RowMatch | null;
}

/** One passport on the rows of two persons or more. One person twice is B03 or B04. */
export const b05DuplicatePassport: VoterRule<Row> = {
  code: 'B05',
  name: 'DUPLICATE_PASSPORT',
  version: 1,
  about: 'VOTER',
  voter: 'samePassport { token rows persons }',
  needsWholeList: true,
  find: ({ samePassport }) =>
    samePassport !== null && samePassport.persons > 1
      ? { token: samePassport.token, rows: samePassport.rows, persons: samePassport.persons }
      : null,
};
