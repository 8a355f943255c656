import type { Example } from '../example.ts';

/** What the ministry may ask: the hub of the agreements, so nearly every agency gives it something. */
export const KP2MI_EXAMPLES: readonly Example[] = [
  {
    title: 'A worker’s file, from five agencies',
    about:
      'Placement, identity, passport, training and consular cases in one answer; the gateway joins them.',
    purpose: 'PLACEMENT_SERVICE',
    query: `query WorkerFiles {
  workers(first: 3, filter: { statusIn: [ACTIVE] }) {
    totalCount
    nodes {
      status
      placements {
        scheme
        destinationCountry { name }
        occupation
        employerName
        departureDate
        contract { wage { amount currency } }
      }
      citizen {
        fullName
        nik
        passports { number expiry status }
        trainings { programme result }
        consularCases { coarseCategory status openedAt }
      }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'One worker’s way over the border',
    about: 'Crossings are given for one person at a time: early detection, not bulk lists.',
    purpose: 'PROTECTION_CASE',
    query: `query WayOverTheBorder {
  workers(first: 1) {
    nodes {
      status
      citizen {
        fullName
        crossings {
          direction
          at
          port
          destination { name }
        }
        deferredApplications { reason }
      }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Denied: what was said in a consular case',
    about: 'Kemlu gives KP2MI the category and the state of a case, not its narrative or criminal detail.',
    purpose: 'PROTECTION_CASE',
    query: `query CasesOfWorkers {
  consularCases(first: 10, filter: { coarseCategoryIn: [LABOUR, TRAFFICKING] }) {
    totalCount
    nodes {
      coarseCategory
      status
      openedAt
      mission { name }
      narrative
      criminalDetail
      citizen { fullName }
    }
  }
}
`,
    showsDenial: true,
  },
];
