import type { Example } from '../example.ts';

/** What the supervisor of elections may ask: enough to test the list, without being handed others' files. */
export const BAWASLU_EXAMPLES: readonly Example[] = [
  {
    title: 'Is the voter old enough, and still abroad?',
    about: 'Age on polling day and yes-or-no fields, in place of birth dates and documents.',
    purpose: 'VOTER_LIST_OVERSIGHT',
    query: `query TestTheList($pollingDay: Date!) {
  voters(first: 10, filter: { listStageIn: [DPTLN] }) {
    totalCount
    nodes {
      ppln { name }
      method
      addressCity
      addressQuality
      citizen {
        fullName
        ageOn(date: $pollingDay)
        everMarried
        worker {
          placementState
          placements { destinationCountry { name } returnMonth }
        }
      }
    }
  }
}
`,
    variables: { pollingDay: '2029-02-14' },
    showsDenial: false,
  },
  {
    title: 'Which rows of the list are alike?',
    about: 'The list compares its own rows: equal tokens are equal numbers, and neither number leaves.',
    purpose: 'VOTER_LIST_OVERSIGHT',
    query: `query RowsThatAreAlike {
  voters(first: 100, filter: { listStageIn: [DPTLN] }) {
    nodes {
      nikState
      ageOnPollingDay
      passportValidOnPollingDay
      onHomeList
      sameNik { token rows committees }
      samePerson { token rows }
      samePassport { token rows persons }
      sameAddress { token rows }
    }
  }
  pplnList {
    name
    methods { method points capacity }
    attendanceByList { total cells { code count suppressed } }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'What the checks of the list found',
    about: 'What each rule found, and what waits for a decision. Empty until npm run check has run.',
    purpose: 'VOTER_LIST_OVERSIGHT',
    query: `query Checks {
  checks(first: 3) {
    nodes {
      election { name }
      state
      startedAt
      progress { votersInAll votersChecked }
      rules { code outcome findings newFindings }
      committees { name votersChecked findings }
    }
  }
  findings(first: 10, filter: { stateIn: [ANSWERED, CORRECTED] }) {
    totalCount
    nodes {
      rule
      ppln { name }
      evidence { code value }
      response { state at code }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Masked and denied: numbers, addresses, crossings',
    about: 'Numbers come masked, an address as city and quality; Imigrasi has no agreement with Bawaslu.',
    purpose: 'VOTER_LIST_OVERSIGHT',
    query: `query FilesOfOthers {
  voters(first: 5) {
    nodes {
      addressQuality
      addressAbroad
      passportNumber
      citizen {
        fullName
        nik
        crossings { direction at }
        selfReport { addressAbroad }
      }
    }
  }
}
`,
    showsDenial: true,
  },
];
