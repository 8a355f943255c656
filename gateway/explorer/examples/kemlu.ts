import type { Example } from '../example.ts';

/** What the Ministry of Foreign Affairs may ask, and each mission of its own persons. */
export const KEMLU_EXAMPLES: readonly Example[] = [
  {
    title: 'Open cases, with the person’s employer',
    about: 'Choose a mission as the unit, and the same query gives only the cases that it handles.',
    purpose: 'PROTECTION_CASE',
    query: `query OpenCases {
  consularCases(first: 10, filter: { statusIn: [OPEN, IN_PROGRESS] }) {
    totalCount
    nodes {
      category
      status
      openedAt
      mission { name }
      narrative
      citizen {
        fullName
        phone
        worker {
          status
          placements { employerName employerAddress p3mi { name } }
        }
      }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Self-reports that wait to be verified',
    about: 'Each beside the passports that Imigrasi knows of, to compare the numbers.',
    purpose: 'PROTECTION_CASE',
    query: `query WaitingSelfReports {
  selfReports(first: 10, filter: { statusIn: [SUBMITTED] }) {
    totalCount
    nodes {
      mission { name }
      cityAbroad
      purposeOfStay
      passportNumber
      citizen {
        fullName
        birthDate
        passports { number expiry status }
      }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Denied: training, and the voter list',
    about: 'No agreement gives Kemlu training records, and the voter list is not for finding people.',
    purpose: 'PROTECTION_CASE',
    query: `query BeyondTheMission {
  selfReports(first: 5) {
    nodes {
      cityAbroad
      citizen {
        fullName
        trainings { programme }
        voters { listStage ppln { name } }
      }
    }
  }
}
`,
    showsDenial: true,
  },
];
