import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsular } from '../subgraphs/consular/subgraph.ts';
import { countQueries } from './setup/count-queries.ts';
import type { GrantWishes } from './setup/grants.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

const ALL: GrantWishes = {
  agency: 'kemlu',
  rows: { ConsularCase: { all: true }, SelfReport: { all: true }, Statistics: { all: true } },
};

function mission(code: string, country: string) {
  const kind = code.slice(0, 4);
  return {
    _id: code,
    name: code,
    kind,
    city: 'City',
    country,
    parentAgency: 'kemlu',
    jurisdiction: [country],
  };
}

function consularCase(index: number, category: string, details: object = {}) {
  return {
    _id: `case-${index}`,
    citizenId: `person-${index}`,
    coarseCategory: 'OTHER',
    category,
    status: 'OPEN',
    mission: 'KJRI-PENANG',
    country: 'MY',
    openedAt: new Date(`2024-03-0${index + 1}T23:30:00Z`),
    traffickingVictim: false,
    narrative: 'Something happened.',
    links: [],
    ...details,
  };
}

const CASES = [
  consularCase(0, 'EMPLOYMENT', { citizenId: 'person-0', status: 'CLOSED' }),
  consularCase(1, 'DEATH', { citizenId: 'person-0', coarseCategory: 'DEATH' }),
  consularCase(2, 'EMPLOYMENT', { mission: 'KJRI-HONG-KONG', country: 'HK' }),
  ...[3, 4, 5, 6, 7].map((index) => consularCase(index, 'EMPLOYMENT')),
];

const SELF_REPORTS = ['WORK', 'STUDY', 'WORK'].map((purposeOfStay, index) => ({
  _id: `report-${index}`,
  citizenId: `person-${index}`,
  status: index === 0 ? 'SUBMITTED' : 'VERIFIED',
  mission: 'KJRI-PENANG',
  country: 'MY',
  cityAbroad: 'Penang',
  addressAbroad: `Lebuh ${index}`,
  phoneAbroad: '+60800000',
  passportNumber: `Z000000${index}`,
  stayPermitType: 'NONE',
  purposeOfStay,
  emergencyContact: 'Ibu',
  links: [],
}));

let consular: TestSubgraph;
beforeAll(async () => {
  consular = await startTestSubgraph(createConsular(), async (connection) => {
    const store = (collection: string, documents: readonly object[]) =>
      connection.collection(collection).insertMany(documents.map((document) => document as never));
    await store('missions', [mission('KJRI-PENANG', 'MY'), mission('KBRI-KUALA-LUMPUR', 'MY')]);
    await store('countries', [
      { _id: 'MY', alpha3: 'MYS', numeric: '458', name: 'Malaysia', nameId: 'Malaysia' },
      { _id: 'HK', alpha3: 'HKG', numeric: '344', name: 'Hong Kong', nameId: 'Hong Kong' },
    ]);
    await store('consularcases', CASES);
    await store('selfreports', SELF_REPORTS);
  });
});
afterAll(() => consular.stop());

async function count(field: string, type: string, filter: object): Promise<number> {
  const operation = `query($filter: ${type}) { ${field}(filter: $filter, first: 100) { totalCount nodes { id } } }`;
  const { data } = await consular.ask(operation, ALL, { filter });
  expect(data[field].nodes).toHaveLength(data[field].totalCount);
  return data[field].totalCount;
}

describe('a list of consular cases', () => {
  it('applies every condition of its filter', async () => {
    const cases = (filter: object) => count('consularCases', 'ConsularCaseFilter', filter);
    expect(await cases({})).toBe(8);
    expect(await cases({ statusIn: ['CLOSED', 'RESOLVED'] })).toBe(1);
    expect(await cases({ categoryIn: ['DEATH'] })).toBe(1);
    expect(await cases({ coarseCategoryIn: ['OTHER'] })).toBe(7);
    expect(await cases({ missionIn: ['KJRI-HONG-KONG'], statusIn: ['OPEN'] })).toBe(1);
    expect(await cases({ openedAt: { from: '2024-03-02', until: '2024-03-03' } })).toBe(2);
  });
});

describe('a list of self-reports', () => {
  it('applies every condition of its filter', async () => {
    const reports = (filter: object) => count('selfReports', 'SelfReportFilter', filter);
    expect(await reports({})).toBe(3);
    expect(await reports({ statusIn: ['SUBMITTED'] })).toBe(1);
    expect(await reports({ missionIn: ['KJRI-HONG-KONG'] })).toBe(0);
    expect(await reports({ purposeOfStayIn: ['WORK'], statusIn: ['VERIFIED'] })).toBe(1);
  });
});

describe('a person', () => {
  it('has a self-report and cases in the order of their ids, with one query for each kind', async () => {
    const operation = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen {
      id selfReport { id stayPermitNo citizen { id } mission { code } }
      consularCases { id openedAt criminalDetail mission { code country { alpha3 } } }
    } } }`;
    const r = [0, 2, 9].map((index) => ({ __typename: 'Citizen', id: `person-${index}` }));
    const { answer, queries } = await countQueries(consular, () => consular.ask(operation, ALL, { r }));
    expect(answer.errors).toBeUndefined();
    const [first, third, unknown] = answer.data._entities;
    expect(first.selfReport).toEqual({
      id: 'report-0',
      stayPermitNo: null,
      citizen: { id: 'person-0' },
      mission: { code: 'KJRI-PENANG' },
    });
    expect(first.consularCases.map(({ id }: { id: string }) => id)).toEqual(['case-0', 'case-1']);
    expect(first.consularCases[0]).toMatchObject({
      openedAt: '2024-03-01T23:30:00.000Z',
      criminalDetail: null,
      mission: { code: 'KJRI-PENANG', country: { alpha3: 'MYS' } },
    });
    // The mission of Hong Kong is not among the reference data.
    expect(third.consularCases).toMatchObject([{ id: 'case-2', mission: null }]);
    expect(unknown).toEqual({ id: 'person-9', selfReport: null, consularCases: [] });
    const reads = queries.filter((query) => /selfreports|consularcases|countries/.test(query)).sort();
    expect(reads).toEqual(['find consularcases', 'find countries', 'find selfreports']);
  });
});

describe('reference data', () => {
  it('are missions and countries, listed by code and found by it', async () => {
    const { data } = await consular.ask(`{
      missions { code kind parentAgency } mission(code: "KJRI-PENANG") { city country { name } }
      countries { code } country(code: "MY") { numeric nameId missions { code } } none: mission(code: "KRI-X") { code }
    }`);
    expect(data).toEqual({
      missions: [
        { code: 'KBRI-KUALA-LUMPUR', kind: 'KBRI', parentAgency: 'kemlu' },
        { code: 'KJRI-PENANG', kind: 'KJRI', parentAgency: 'kemlu' },
      ],
      mission: { city: 'City', country: { name: 'Malaysia' } },
      countries: [{ code: 'HK' }, { code: 'MY' }],
      country: {
        numeric: '458',
        nameId: 'Malaysia',
        missions: [{ code: 'KBRI-KUALA-LUMPUR' }, { code: 'KJRI-PENANG' }],
      },
      none: null,
    });
  });
});

describe('statistics', () => {
  it('count cases by the year of their opening and self-reports as they stand', async () => {
    const operation = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Statistics {
      casesByCountry { total cells { code } } casesByCategory { total } selfReportsByCountry { total }
    } } }`;
    const r = [2024, 2023].map((year) => ({ __typename: 'Statistics', year }));
    const read = async () => (await consular.ask(operation, ALL, { r })).data._entities;
    await expect
      .poll(async () => (await read())[0].casesByCountry)
      .toEqual({
        total: 8,
        cells: [{ code: 'HK' }, { code: 'MY' }],
      });
    const [ofYear, ofOther] = await read();
    expect(ofYear.casesByCategory.total).toBe(8);
    expect(ofOther).toMatchObject({ casesByCategory: { total: 0 }, casesByCountry: { total: 0, cells: [] } });
    expect(ofOther.selfReportsByCountry).toEqual(ofYear.selfReportsByCountry);
  });
});
