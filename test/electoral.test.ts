import { Kind, type ObjectTypeDefinitionNode } from 'graphql';
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
    tpsln: 2,
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
  ...voters(1, '990501', {
    citizenId: 'person-1',
    addressCity: 'Kuala Lumpur',
    attendance: 'DPTB',
    nik: '3174074101909001',
    fullName: 'I. A',
    maritalStatus: 'WIDOWED',
    passportNumber: 'Z1234567',
    passportExpiry: '2024-02-14',
    disabilityCode: 2,
    onHomeList: true,
  }),
  ...voters(1, '992001', {
    citizenId: 'person-1',
    nik: '3174074101909001',
    birthDate: '2007-02-15',
    passportNumber: 'Z1234567',
    passportExpiry: '2024-02-13',
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
    await store('elections', [
      { _id: 'PEMILU-2019', name: 'Pemilu 2019', pollingDay: '2019-04-17' },
      { _id: 'PEMILU-2024', name: 'Pemilu 2024', pollingDay: '2024-02-14', listFixedOn: '2023-06-21' },
      { _id: 'PEMILU-2029', name: 'Pemilu 2029', pollingDay: '2029-02-14' },
    ]);
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

describe('a page of voters', () => {
  it('has up to 1,000 rows', async () => {
    const ask = async (first: number) =>
      (await electoral.ask(`{ voters(first: ${first}) { nodes { id } } }`, ALL)).errors?.[0]?.extensions;
    expect(await ask(1_000)).toBeUndefined();
    expect(await ask(1_001)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  });

  it('says the same of its rows whichever fields are asked for, and in whichever way', async () => {
    const { document } = createElectoral().schema;
    const voter = document.definitions.find(
      (each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === 'Voter',
    ) as ObjectTypeDefinitionNode;
    const below = new Map([
      ['citizen', ' { id }'],
      ['ppln', ' { code city }'],
      ...['sameNik', 'samePerson', 'samePassport', 'sameAddress'].map(
        (name) => [name, ' { token rows committees persons }'] as const,
      ),
    ]);
    const fields = voter.fields?.map(({ name }) => `${name.value}${below.get(name.value) ?? ''}`) ?? [];
    const ids = VOTERS.slice(0, 20).map((each) => (each as { readonly _id: string })._id);
    const byId = await electoral.ask(
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Voter { ${fields.join(' ')} } } }`,
      ALL,
      { r: ids.map((id) => ({ __typename: 'Voter', id })) },
    );
    const whole: readonly Record<string, unknown>[] = byId.data._entities;
    expect(byId.errors).toBeUndefined();
    // Every field has a value somewhere, but for those of which this list has none.
    const empty = Object.keys(whole[0] ?? {}).filter((name) => whole.every((each) => each[name] === null));
    expect(empty).toEqual([]);
    for (const field of fields) {
      const name = field.split(' ')[0] ?? '';
      const list = `{ voters(first: 20) { nodes { ${field} } edges { node { ...F } } } } fragment F on Voter { ${field} }`;
      const { data, errors } = await electoral.ask(list, ALL);
      expect(errors, name).toBeUndefined();
      const expected = whole.map((each) => ({ [name]: each[name] }));
      expect(data.voters.nodes, name).toEqual(expected);
      expect(data.voters.edges, name).toEqual(expected.map((node) => ({ node })));
    }
  });
});

describe('a row', () => {
  const read = async (wishes: GrantWishes) => {
    const operation = `{ voters(first: 2) { nodes {
      ageOnPollingDay everMarried nikState nameLetters passportValidOnPollingDay onHomeList sameAddress { rows }
    } } }`;
    const { data, errors } = await electoral.ask(operation, wishes);
    expect(errors).toBeUndefined();
    return data.voters.nodes;
  };

  it('tells age, papers and number by what it says, on polling day of the election whose list was fixed', async () => {
    expect(await read(ALL)).toEqual([
      {
        ageOnPollingDay: 34,
        everMarried: true,
        nikState: 'VALID',
        nameLetters: 2,
        passportValidOnPollingDay: true,
        onHomeList: true,
        sameAddress: { rows: 15 },
      },
      {
        ageOnPollingDay: 16,
        everMarried: false,
        nikState: 'BIRTH_DATE_DIFFERS',
        nameLetters: 3,
        passportValidOnPollingDay: false,
        onHomeList: false,
        sameAddress: null,
      },
    ]);
  });

  it('tells a committee the same, but for what other rows it is like', async () => {
    const where = [{ attribute: 'ppln', op: 'eq', value: '990501' }] as const;
    const [row] = await read({ agency: 'kpu', unit: '990501', rows: { Voter: { where } } });
    expect(row).toMatchObject({ ageOnPollingDay: 34, nikState: 'VALID', sameAddress: null });
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
        passportNumber: 'Z1234567',
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
      '{ pplnList { code } ppln(code: "992001") { name missionKind } none: ppln(code: "1") { code } elections { code name pollingDay listFixedOn } }',
    );
    expect(data).toEqual({
      pplnList: [{ code: '990501' }, { code: '990502' }, { code: '992001' }],
      ppln: { name: 'PPLN Hong Kong', missionKind: 'KBRI' },
      none: null,
      elections: [
        { code: 'PEMILU-2019', name: 'Pemilu 2019', pollingDay: '2019-04-17', listFixedOn: null },
        { code: 'PEMILU-2024', name: 'Pemilu 2024', pollingDay: '2024-02-14', listFixedOn: '2023-06-21' },
        { code: 'PEMILU-2029', name: 'Pemilu 2029', pollingDay: '2029-02-14', listFixedOn: null },
      ],
    });
  });

  it('tell by which methods one can vote at a committee', async () => {
    const { data } = await electoral.ask('{ ppln(code: "990501") { methods { method points capacity } } }');
    expect(data.ppln.methods).toEqual([
      { method: 'TPSLN', points: 2, capacity: 1000 },
      { method: 'POS', points: 1, capacity: 500 },
    ]);
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

  it('of a committee by point and by list are open to who sees the whole list', async () => {
    const operation = `{ pplnList { code
      pollingPoints { code method voters capacity }
      attendanceByList { total cells { code count suppressed } }
    } }`;
    const ask = async (wishes: GrantWishes) => (await electoral.ask(operation, wishes)).data.pplnList;
    await expect.poll(async () => (await ask(ALL))[0].pollingPoints).not.toBeNull();
    const point = { code: 'TPSLN-001', method: 'TPSLN', capacity: 1000 };
    const nothing = { total: null, cells: [] };
    const hidden = { count: null, suppressed: true };
    expect(await ask(ALL)).toEqual([
      {
        code: '990501',
        pollingPoints: [{ ...point, voters: 15 }],
        // Eight of one list and one of another: the sum is told, and how it is parted is not.
        attendanceByList: {
          total: 9,
          cells: [
            { code: 'DPT', ...hidden },
            { code: 'DPTB', ...hidden },
          ],
        },
      },
      { code: '990502', pollingPoints: [{ ...point, voters: 4 }], attendanceByList: nothing },
      {
        code: '992001',
        pollingPoints: [
          { ...point, method: 'POS', capacity: 500, voters: 1 },
          { ...point, voters: 29 },
        ],
        attendanceByList: nothing,
      },
    ]);
    const own = { Voter: { where: [{ attribute: 'ppln', op: 'eq', value: '990501' }] } } as const;
    for (const rows of [{}, own, { Statistics: { all: true } }] satisfies GrantWishes['rows'][]) {
      const closed = { pollingPoints: null, attendanceByList: null };
      expect((await ask({ rows }))[0]).toEqual({ code: '990501', ...closed });
    }
  });

  it('are closed to a grant that does not open them', async () => {
    expect(await read({ rows: { Voter: { all: true } } })).toBeNull();
  });
});
