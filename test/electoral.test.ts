import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createElectoral } from '../subgraphs/electoral/subgraph.ts';
import type { GrantWishes } from './setup/grants.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

const ALL: GrantWishes = { agency: 'kpu', rows: { Voter: { all: true }, Statistics: { all: true } } };

function committee(code: string, city: string, country: string) {
  const capacity = { TPSLN: 1000, KSK: 500, POS: 500 };
  return {
    _id: code,
    name: `PPLN ${city}`,
    missionKind: 'KBRI',
    city,
    country,
    tpsln: 1,
    ksk: 0,
    pos: 1,
    capacity,
  };
}

let serial = 0;
function voters(number: number, ppln: string, details: object = {}): readonly object[] {
  return Array.from({ length: number }, () => {
    serial += 1;
    return {
      _id: `voter-${String(serial).padStart(3, '0')}`,
      citizenId: `person-${serial}`,
      registered: true,
      listStage: 'DPTLN',
      ppln,
      country: 'MY',
      method: 'TPSLN',
      pollingPoint: 'TPSLN-001',
      fullName: 'SITI',
      sex: 'F',
      birthDate: '1990-01-01',
      maritalStatus: 'SINGLE',
      addressAbroad: 'Jalan 1',
      addressKey: 'key',
      addressQuality: 'FULL',
      ktpElStatus: 'S',
      attendance: 'NONE',
      onHomeList: false,
      postReturned: false,
      ...details,
    };
  });
}

const VOTERS = [
  ...voters(1, '990501', { citizenId: 'person-1', addressCity: 'Kuala Lumpur', attendance: 'DPTB' }),
  ...voters(1, '992001', {
    citizenId: 'person-1',
    method: 'POS',
    addressQuality: 'IN_INDONESIA',
    tmsCode: 4,
  }),
  ...voters(8, '990501', { attendance: 'DPT' }),
  ...voters(6, '990501'),
  ...voters(4, '990502', { listStage: 'DPTBLN', ktpElStatus: 'B' }),
  ...voters(9, '992001', { attendance: 'DPT' }),
  ...voters(20, '992001', { registered: false, tmsCode: 1, attendance: undefined }).map(withoutUndefined),
];

function withoutUndefined(document: object): object {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
}

let electoral: TestSubgraph;
beforeAll(async () => {
  electoral = await startTestSubgraph(createElectoral(), async (connection) => {
    const store = (collection: string, documents: readonly object[]) =>
      connection.collection(collection).insertMany(documents.map((document) => document as never));
    await store('ppln', [
      committee('990501', 'Kuala Lumpur', 'MY'),
      committee('990502', 'Johor Bahru', 'MY'),
      committee('992001', 'Hong Kong', 'HK'),
    ]);
    await store('elections', [{ _id: 'PEMILU-2024', name: 'Pemilu 2024', pollingDay: '2024-02-14' }]);
    await store('voters', VOTERS);
  });
});
afterAll(() => electoral.stop());

describe('a list of voters', () => {
  it('applies every condition of its filter', async () => {
    const count = async (filter: object) => {
      const operation = 'query($filter: VoterFilter) { voters(filter: $filter) { totalCount } }';
      return (await electoral.ask(operation, ALL, { filter })).data.voters.totalCount;
    };
    expect(await count({})).toBe(49);
    expect(await count({ pplnIn: ['990501', '990502'] })).toBe(19);
    expect(await count({ methodIn: ['POS'] })).toBe(1);
    expect(await count({ listStageIn: ['DPTBLN'], ktpElStatusIn: ['B'] })).toBe(4);
    expect(await count({ tmsCodeIn: [1, 8] })).toBe(20);
    expect(await count({ tmsCodeIn: [] })).toBe(0);
    expect(await count({ addressQualityIn: ['IN_INDONESIA', 'PLACEHOLDER'] })).toBe(1);
  });
});

describe('a person', () => {
  it('has every row of the list that names them', async () => {
    const { data, errors } = await electoral.ask(
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { voters {
        method addressCity addressQuality passportNumber tmsCode attendance citizen { id } ppln { code city country { code } }
      } } } }`,
      ALL,
      { r: [{ __typename: 'Citizen', id: 'person-1' }] },
    );
    expect(errors).toBeUndefined();
    expect(data._entities[0].voters).toEqual([
      {
        method: 'TPSLN',
        addressCity: 'Kuala Lumpur',
        addressQuality: 'FULL',
        passportNumber: null,
        tmsCode: null,
        attendance: 'DPTB',
        citizen: { id: 'person-1' },
        ppln: { code: '990501', city: 'Kuala Lumpur', country: { code: 'MY' } },
      },
      expect.objectContaining({ method: 'POS', addressCity: null, tmsCode: 4 }),
    ]);
  });
});

describe('reference data', () => {
  it('are committees and elections', async () => {
    const { data } = await electoral.ask(
      '{ pplnList { code } ppln(code: "992001") { name missionKind } none: ppln(code: "1") { code } elections { code name pollingDay } }',
    );
    expect(data).toEqual({
      pplnList: [{ code: '990501' }, { code: '990502' }, { code: '992001' }],
      ppln: { name: 'PPLN Hong Kong', missionKind: 'KBRI' },
      none: null,
      elections: [{ code: 'PEMILU-2024', name: 'Pemilu 2024', pollingDay: '2024-02-14' }],
    });
  });
});

describe('statistics', () => {
  const operation = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Statistics {
    votersByPpln { total cells { code name count } }
    votersByCountry { total cells { code count suppressed } }
    attendanceByPpln { total cells { code count } }
  } } }`;
  const read = async (wishes: GrantWishes) =>
    (await electoral.ask(operation, wishes, { r: [{ __typename: 'Statistics', year: 2024 }] })).data
      ._entities[0];

  it('give away neither a small committee nor who stayed away', async () => {
    await expect
      .poll(async () => (await read(ALL))?.votersByPpln)
      .toEqual({
        total: 29,
        cells: [
          { code: '990501', name: 'PPLN Kuala Lumpur', count: 15 },
          { code: '990502', name: 'PPLN Johor Bahru', count: null },
          { code: '992001', name: 'PPLN Hong Kong', count: null },
        ],
      });
    const { votersByCountry, attendanceByPpln } = await read(ALL);
    // Malaysia has the suppressed committee: its sum would give it away.
    expect(votersByCountry).toEqual({
      total: 29,
      cells: [
        { code: 'HK', count: null, suppressed: true },
        { code: 'MY', count: null, suppressed: true },
      ],
    });
    // Nine came to each; in Hong Kong one stayed away.
    expect(attendanceByPpln).toEqual({
      total: null,
      cells: [
        { code: '990501', count: 9 },
        { code: '992001', count: null },
      ],
    });
  });

  it('of a committee by polling point are open to who sees the whole list, and small ones are suppressed', async () => {
    const text =
      '{ pplnList { code attendanceByPollingPoint { total cells { code name count suppressed } } } }';
    const ask = async (wishes: GrantWishes) => (await electoral.ask(text, wishes)).data.pplnList;
    const point = { code: 'TPSLN-001', name: null, count: 9, suppressed: false };
    await expect
      .poll(() => ask({ rows: { Voter: { all: true } } }))
      .toEqual([
        { code: '990501', attendanceByPollingPoint: { total: 9, cells: [point] } },
        { code: '990502', attendanceByPollingPoint: { total: null, cells: [] } },
        { code: '992001', attendanceByPollingPoint: { total: null, cells: [] } },
      ]);
    const own = { Voter: { where: [{ attribute: 'ppln', op: 'eq', value: '990501' }] } } as const;
    for (const rows of [{}, own, { Statistics: { all: true } }] satisfies GrantWishes['rows'][]) {
      expect((await ask({ rows })).map((each: object) => Object.values(each)[1])).toEqual([null, null, null]);
    }
  });

  it('are closed to a grant that does not open them', async () => {
    expect(await read({ rows: { Voter: { all: true } } })).toBeNull();
  });
});
