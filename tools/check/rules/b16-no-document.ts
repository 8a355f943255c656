import { NOT_GIVEN, type VoterRule } from './rule.ts';

interface Row {
  readonly ktpElStatus: string | null;
  /** Null when the row has no passport. */
  readonly passportValidOnPollingDay: boolean | null;
}

/** Neither a recorded identity card nor a passport or travel letter. */
export const b16NoDocument: VoterRule<Row> = {
  code: 'B16',
  name: 'NO_DOCUMENT',
  version: 1,
  about: 'VOTER',
  voter: 'ktpElStatus passportValidOnPollingDay',
  find: ({ ktpElStatus, passportValidOnPollingDay }) => {
    if (ktpElStatus === null) return NOT_GIVEN;
    return ktpElStatus === 'B' && passportValidOnPollingDay === null ? {} : null;
  },
};
