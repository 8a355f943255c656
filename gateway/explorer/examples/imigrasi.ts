import type { Example } from '../example.ts';

/** The form of a passport number that no real passport has. */
const PASSPORT = 'Z0000001';

/** What the immigration directorate may ask: of one person at a time, by the document presented. */
export const IMIGRASI_EXAMPLES: readonly Example[] = [
  {
    title: 'The person at the counter',
    about:
      'Identity, passports and placement by the passport presented. Put in the number that lies before you.',
    purpose: 'BORDER_PREVENTION',
    query: `query AtTheCounter($passport: PassportNumber!) {
  citizen(passport: $passport) {
    fullName
    birthDate
    passports { number kind expiry status }
    worker {
      status
      placements {
        scheme
        destinationCountry { name }
        occupation
        contract { period { from until } }
        preDeparture { oppCompleted }
      }
    }
  }
}
`,
    variables: { passport: PASSPORT },
    showsDenial: false,
  },
  {
    title: 'Passports and deferred applications, counted',
    about: 'Counts of the year by kind of passport and by reason of deferral.',
    purpose: 'STATISTICS',
    query: `query PassportsCounted {
  statistics(year: 2024) {
    passportsByKind { total cells { code name count suppressed } }
    deferredByReason { total cells { code name count suppressed } }
  }
}
`,
    showsDenial: false,
  },
  {
    title: 'Denied: victims of trafficking',
    about: 'That someone is known as a victim could harm them at the border: Kemlu gives Imigrasi no cases.',
    purpose: 'BORDER_PREVENTION',
    query: `query NotAtTheCounter($passport: PassportNumber!) {
  citizen(passport: $passport) {
    fullName
    phone
    crossings { direction at port }
    consularCases { traffickingVictim }
    trainings { programme }
  }
}
`,
    variables: { passport: PASSPORT },
    showsDenial: true,
  },
];
