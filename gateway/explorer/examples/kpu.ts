import type { Example } from '../example.ts';

/** What the elections commission may ask, and each overseas committee of its own list. */
export const KPU_EXAMPLES: readonly Example[] = [
  {
    title: 'The list of one committee',
    about: 'Voters of Kuala Lumpur beside what they reported to the mission.',
    purpose: 'VOTER_LIST_BUILD',
    query: `query VotersOfCommittee($committees: [ID!]) {
  voters(first: 10, filter: { pplnIn: $committees }) {
    totalCount
    nodes {
      listStage
      method
      pollingPoint
      ktpElStatus
      citizen {
        fullName
        birthDate
        selfReport { cityAbroad addressAbroad }
      }
    }
  }
}
`,
    variables: { committees: ['990501'] },
    showsDenial: false,
  },
  {
    title: 'Addresses that no letter reaches',
    about: 'Rows with half an address, each beside the address given to the mission.',
    purpose: 'VOTER_LIST_BUILD',
    query: `query PoorAddresses {
  voters(first: 10, filter: { addressQualityIn: [COUNTRY_ONLY, IN_INDONESIA, PLACEHOLDER] }) {
    totalCount
    nodes {
      addressQuality
      addressAbroad
      ppln { name }
      citizen {
        fullName
        selfReport { addressAbroad phoneAbroad }
      }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'What Bawaslu found, and waits for an answer',
    about:
      'Findings about the list, never about persons who have no row. Empty until Bawaslu has run a check.',
    purpose: 'VOTER_LIST_BUILD',
    query: `query OpenFindings {
  findings(first: 10, filter: { stateIn: [OPEN, REJECTED] }) {
    totalCount
    nodes {
      id
      rule
      voterRef
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
    title: 'Denied: where workers are placed',
    about: 'The agreement with KP2MI is proposed and not signed: it gives nothing, and the denial says so.',
    purpose: 'VOTER_LIST_BUILD',
    query: `query PlacedVoters {
  voters(first: 5) {
    nodes {
      listStage
      ppln { name }
      citizen {
        fullName
        worker {
          placed
          placements { destinationCountry { code } }
        }
      }
    }
  }
}
`,
    showsDenial: true,
  },
];
