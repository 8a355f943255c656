import { NOT_GIVEN, type VoterRule } from './rule.ts';

interface Row {
  readonly nikState: string | null;
}

/** A NIK of a wrong form, of one repeated digit, or of another sex or birth date than the row's. None at all is no fault. */
export const b14NikInvalid: VoterRule<Row> = {
  code: 'B14',
  name: 'NIK_INVALID',
  version: 1,
  about: 'VOTER',
  voter: 'nikState',
  find: ({ nikState }) => {
    if (nikState === null) return NOT_GIVEN;
    return nikState === 'VALID' || nikState === 'MISSING' ? null : { nikState };
  },
};
