import type { Example } from '../example.ts';

/** What the population register may ask: all of its own, and who read what of it. */
export const DUKCAPIL_EXAMPLES: readonly Example[] = [
  {
    title: 'Citizens who come from one regency',
    about: 'The register’s own fields, filtered by region of origin. The codes go in by a variable.',
    purpose: 'PROTECTION_CASE',
    query: `query CitizensOfRegency($regencies: [RegionCode!]) {
  citizens(first: 10, filter: { originRegencyIn: $regencies }) {
    totalCount
    nodes {
      fullName
      sex
      birthDate
      maritalStatus
      originDistrict
      originRegency { name }
    }
  }
}
`,
    variables: { regencies: ['35.09'] },
    showsDenial: false,
  },
  {
    title: 'Who read the register, and what for',
    about:
      'For the data-protection officer: what was given of the register’s data, and nothing of what others gave.',
    purpose: 'DATA_PROTECTION',
    query: `query WhoReadTheRegister($days: DateRangeInput!, $coordinate: String) {
  accessCounts(period: $days) { day consumer { id } purpose count }
  accesses(first: 10, filter: { coordinate: $coordinate }) {
    totalCount
    nodes {
      at
      consumer { name }
      unit
      persons
      summary(language: EN)
    }
  }
}
`,
    variables: { days: { from: '2026-11-01', until: '2026-11-30' }, coordinate: 'Citizen.nik' },
    showsDenial: false,
  },
  {
    title: 'Denied: who of them works abroad',
    about:
      'No agreement gives the register anything from KP2MI. The names are answered, the rest is explained.',
    purpose: 'PROTECTION_CASE',
    query: `query CitizensAndWork {
  citizens(first: 5) {
    nodes {
      fullName
      worker {
        status
        placements { occupation }
      }
    }
  }
}
`,
    showsDenial: true,
  },
];
