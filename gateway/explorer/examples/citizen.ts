import type { Example } from '../example.ts';

/** What a person may ask about themself, under the law on personal data. */
export const CITIZEN_EXAMPLES: readonly Example[] = [
  {
    title: 'What do agencies keep about me?',
    about:
      'Your own record at every agency, in one answer. Type dukcapil: above, and an id that Dukcapil reads as Citizen.id.',
    purpose: 'SUBJECT_ACCESS',
    query: `query AboutMe {
  me {
    fullName
    nik
    birthDate
    originAddress
    phone
    passports { number kind expiry status }
    worker {
      status
      placements { employerName contract { wage { amount currency } } }
    }
    trainings { programme result }
    selfReport { status addressAbroad }
    consularCases { category status }
    voters { registered listStage method ppln { name city } }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Who read what about me?',
    about:
      'Every operation that gave data about you, as the ledger has it: who, when, what for, under which agreement.',
    purpose: 'SUBJECT_ACCESS',
    query: `query WhoReadAboutMe {
  me {
    accesses(first: 10) {
      totalCount
      nodes {
        summary(language: EN)
        at
        consumer { name }
        purposeWords(language: EN)
        agreements { id title }
        data {
          provider { id }
          recipient { id }
          coordinates { words(language: EN) }
        }
      }
    }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Denied: anybody else',
    about: 'The right of access is to one’s own data: a list of other persons is not given.',
    purpose: 'SUBJECT_ACCESS',
    query: `query AnybodyElse {
  me { fullName }
  citizens(first: 5) {
    totalCount
    nodes { fullName }
  }
}
`,
    showsDenial: true,
  },
];
