import type { Example } from '../example.ts';

/** What an association of training providers may ask, of trainees of its members who agreed to it. */
export const VOCATIONAL_ASSOCIATION_EXAMPLES: readonly Example[] = [
  {
    title: 'Trainees who passed',
    about: 'Courses of member institutions, with the certificate. Only trainees whose consent is on file.',
    purpose: 'TRAINING_MATCH',
    query: `query CompetentTrainees {
  trainings(first: 10, filter: { resultIn: [COMPETENT] }) {
    totalCount
    nodes {
      programme
      sector
      dates { from until }
      institution { name }
      certificate { scheme kkniLevel validity { until } }
      citizen { fullName birthYear }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Does the training lead to work?',
    about: 'Whether a trainee was placed, where and in which sector; not by whom, nor for what wage.',
    purpose: 'TRAINING_MATCH',
    query: `query PlacedTrainees {
  trainings(first: 10) {
    nodes {
      programme
      sector
      result
      citizen {
        fullName
        worker {
          placed
          placements { destinationCountry { name } sector }
        }
      }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Denied: how to reach a trainee',
    about: 'Identity number, phone and wage are not needed to match training with work.',
    purpose: 'TRAINING_MATCH',
    query: `query ReachTrainees {
  trainings(first: 5) {
    nodes {
      programme
      citizen {
        fullName
        nik
        phone
        worker { placements { contract { wage { amount } } } }
      }
    }
  }
}
`,
    showsDenial: true,
  },
];
