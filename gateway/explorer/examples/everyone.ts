import type { Example } from '../example.ts';

const PLACEMENTS_BY_COUNTRY: Example = {
  title: 'Placements of a year, by country',
  about: 'Counts only; cells under five are suppressed, and one more where a total would betray them.',
  purpose: 'STATISTICS',
  query: `query PlacementsByCountry {
  statistics(year: 2024) {
    placementsByCountry {
      asOf
      total
      cells { code name count suppressed }
    }
  }
}
`,
  showsDenial: false,
};

const MISSIONS_OF_COUNTRY: Example = {
  title: 'Indonesian missions in a country',
  about: 'Reference data, open to everyone for any purpose.',
  purpose: 'STATISTICS',
  query: `query MissionsOfCountry($country: CountryCode!) {
  country(code: $country) {
    name
    nameId
    missions { code name kind city }
  }
}
`,
  variables: { country: 'MY' },
  showsDenial: false,
};

const BY_PROVINCE: Example = {
  title: 'Where those abroad come from',
  about: 'Citizens and placements of a year by province of origin.',
  purpose: 'STATISTICS',
  query: `query ByProvince {
  statistics(year: 2024) {
    citizensByProvince { total cells { code name count suppressed } }
    placementsByProvince { total cells { code name count suppressed } }
  }
}
`,
  showsDenial: false,
};

const CASES_AND_COMPLAINTS: Example = {
  title: 'Cases and complaints of a year',
  about: 'What goes wrong abroad, counted by category at Kemlu and at KP2MI.',
  purpose: 'STATISTICS',
  query: `query CasesAndComplaints {
  statistics(year: 2024) {
    casesByCategory { total cells { code name count suppressed } }
    complaintsByCategory { total cells { code name count suppressed } }
  }
}
`,
  showsDenial: false,
};

const REFERENCE_DATA: Example = {
  title: 'Reference data that agencies share',
  about: 'Elections, committees and placement companies: the codes by which everything else refers to them.',
  purpose: 'STATISTICS',
  query: `query ReferenceData {
  elections { code name pollingDay }
  pplnList { code name city }
  p3miCompanies(first: 10) {
    nodes { licence name province { name } }
  }
}
`,
  showsDenial: false,
};

const NO_PERSONS: Example = {
  title: 'Denied: persons',
  about:
    'Whoever is not party to an agreement gets counts and reference data, and not one row about a person.',
  purpose: 'STATISTICS',
  query: `query Persons {
  missions { name }
  workers(first: 5) {
    totalCount
    nodes { status }
  }
}
`,
  showsDenial: true,
};

/** What anybody may ask. */
export const PUBLIC_EXAMPLES: readonly Example[] = [PLACEMENTS_BY_COUNTRY, MISSIONS_OF_COUNTRY, NO_PERSONS];

/** What the operator may ask: the gateway is a processor and has no data of its own. */
export const OPERATOR_EXAMPLES: readonly Example[] = [REFERENCE_DATA, MISSIONS_OF_COUNTRY, NO_PERSONS];

/** What the association of former governors, regents and mayors may ask. */
export const PERPUKADESI_EXAMPLES: readonly Example[] = [BY_PROVINCE, PLACEMENTS_BY_COUNTRY, NO_PERSONS];

/** What the child protection commission may ask. */
export const KOMNAS_ANAK_EXAMPLES: readonly Example[] = [
  CASES_AND_COMPLAINTS,
  PLACEMENTS_BY_COUNTRY,
  NO_PERSONS,
];
