import type { Example } from '../example.ts';

/** What a regional government may ask, of persons who come from there. */
export const REGIONAL_GOVERNMENT_EXAMPLES: readonly Example[] = [
  {
    title: 'Who has returned, and what they were trained for',
    about: 'Returned workers from this region beside their training, to find work for their skills.',
    purpose: 'TRAINING_MATCH',
    query: `query ReturnedWorkers {
  workers(first: 10, filter: { statusIn: [RETURNED] }) {
    totalCount
    nodes {
      education
      placements {
        destinationCountry { name }
        sector
        occupation
        returnDate
        contract { wageBand }
      }
      citizen {
        fullName
        birthYear
        originDistrict
        trainings { programme result }
      }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Who was brought home',
    about: 'Repatriations of persons from this region: when, through which port and why.',
    purpose: 'REPATRIATION',
    query: `query BroughtHome {
  workers(first: 10, filter: { statusIn: [RETURNED] }) {
    nodes {
      repatriations { date arrivalPort cause }
      complaints { category status }
      citizen {
        fullName
        originDistrict
        originRegency { name }
      }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Denied: consular cases, and the employer',
    about: 'Cases are agreed between Kemlu and KP2MI alone; that KP2MI may read them does not pass them on.',
    purpose: 'REPATRIATION',
    query: `query CasesAbroad {
  workers(first: 5) {
    nodes {
      status
      placements {
        destinationCity
        employerName
      }
      citizen {
        fullName
        consularCases { category narrative }
      }
    }
  }
}
`,
    showsDenial: true,
  },
];
