import type { RowMatch } from './matches.ts';
import type { VoterRule } from './rule.ts';

interface Row {
  readonly sameNik: RowMatch | null;
}

/** The same NIK on the lists of two committees or more; all of the rows are findings. */
export const b03DuplicateNik: VoterRule<Row> = {
  code: 'B03',
  name: 'DUPLICATE_NIK',
  version: 1,
  about: 'VOTER',
  voter: 'sameNik { token rows committees }',
  needsWholeList: true,
  find: ({ sameNik }) =>
    sameNik !== null && sameNik.committees > 1
      ? { token: sameNik.token, rows: sameNik.rows, committees: sameNik.committees }
      : null,
};
