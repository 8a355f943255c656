import type { Example } from '../example.ts';

/** What the population register may ask: all of its own, and of others only counts. */
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
    title: 'Citizens abroad, counted by province',
    about: 'Counts only; cells under five are suppressed.',
    purpose: 'STATISTICS',
    query: `query CitizensByProvince {
  statistics(year: 2024) {
    citizensByProvince {
      asOf
      total
      cells { code name count suppressed }
    }
  }
}
`,
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
