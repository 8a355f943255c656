import type { RowMatch } from './matches.ts';
import type { VoterRule } from './rule.ts';

interface Row {
  readonly samePerson: RowMatch | null;
}

/** The same name, birth date, sex and address twice on one list; both rows are findings. */
export const b04DuplicatePerson: VoterRule<Row> = {
  code: 'B04',
  name: 'DUPLICATE_PERSON',
  version: 1,
  about: 'VOTER',
  voter: 'samePerson { token rows }',
  needsWholeList: true,
  find: ({ samePerson }) =>
    samePerson !== null && samePerson.rows > 1 ? { token: samePerson.token, rows: samePerson.rows } : null,
};
