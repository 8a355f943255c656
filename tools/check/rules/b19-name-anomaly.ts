import { NOT_GIVEN, type VoterRule } from './rule.ts';

const MOST_LETTERS = 2;

interface Row {
  /** 3 stands for three or more. */
  readonly nameLetters: number | null;
}

/** A name of two letters or fewer. */
export const b19NameAnomaly: VoterRule<Row> = {
  code: 'B19',
  name: 'NAME_ANOMALY',
  version: 1,
  about: 'VOTER',
  voter: 'nameLetters',
  find: ({ nameLetters }) => {
    if (nameLetters === null) return NOT_GIVEN;
    return nameLetters <= MOST_LETTERS ? { letters: nameLetters } : null;
  },
};
