import { NOT_GIVEN, type VoterRule } from './rule.ts';

interface Row {
  readonly onHomeList: boolean | null;
}

/** On the list of a home region too: who is added abroad has to be removed there. */
export const b06AlsoAtHome: VoterRule<Row> = {
  code: 'B06',
  name: 'ALSO_AT_HOME',
  version: 1,
  about: 'VOTER',
  voter: 'onHomeList',
  find: ({ onHomeList }) => {
    if (onHomeList === null) return NOT_GIVEN;
    return onHomeList ? {} : null;
  },
};
