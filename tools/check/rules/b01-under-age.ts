import { NOT_GIVEN, type VoterRule } from './rule.ts';

const VOTING_AGE = 17;

interface Row {
  readonly ageOnPollingDay: number | null;
  readonly everMarried: boolean | null;
}

/** Younger than 17 on polling day, and never married (UU 7/2017, article 198). */
export const b01UnderAge: VoterRule<Row> = {
  code: 'B01',
  name: 'UNDER_AGE',
  version: 1,
  about: 'VOTER',
  voter: 'ageOnPollingDay everMarried',
  find: ({ ageOnPollingDay, everMarried }) => {
    if (everMarried === null) return NOT_GIVEN;
    if (everMarried) return null;
    // KPU tells no age of a person who, by the row, was born after polling day.
    if (ageOnPollingDay === null) return {};
    return ageOnPollingDay < VOTING_AGE ? { age: ageOnPollingDay } : null;
  },
};
