import type { VoterRule } from './rule.ts';

interface Row {
  /** Null when the row has no passport. */
  readonly passportValidOnPollingDay: boolean | null;
}

/** The passport ends before polling day, by KPU's copy: a sign of risk, and no ground for removal. */
export const b17ExpiredPassport: VoterRule<Row> = {
  code: 'B17',
  name: 'EXPIRED_PASSPORT',
  version: 1,
  about: 'VOTER',
  voter: 'passportValidOnPollingDay',
  find: ({ passportValidOnPollingDay }) => (passportValidOnPollingDay === false ? {} : null),
};
