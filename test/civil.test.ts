import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCivil } from '../subgraphs/civil/subgraph.ts';
import type { GrantWishes } from './setup/grants.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

const ALL: GrantWishes = { rows: { Citizen: { all: true }, Statistics: { all: true } } };

let civil: TestSubgraph;

beforeAll(async () => {
  civil = await startTestSubgraph(createCivil(), async (connection) => {
    await connection.collection('regions').insertMany(
      [
        { _id: '31', name: 'DKI Jakarta', level: 'PROVINCE' },
        { _id: '35', name: 'Jawa Timur', level: 'PROVINCE' },
        { _id: '35.09', name: 'Jember', level: 'REGENCY', parent: '35' },
        { _id: '31.71', name: 'Jakarta Pusat', level: 'REGENCY', parent: '31' },
      ].map((region) => region as never),
    );
    await connection
      .collection('citizens')
      .insertMany(
        Array.from({ length: 12 }, (_, index) => citizen(index)).map((document) => document as never),
      );
  });
});
afterAll(() => civil.stop());

/** Citizens 0 to 6 are of Jember, 7 to 11 of Jakarta; even ones are linked to KP2MI. */
function citizen(index: number) {
  const isOfJember = index < 7;
  return {
    _id: `person-${String(index).padStart(15, '0')}`,
    nik: `3509014102859${String(index).padStart(3, '0')}`,
    nkk: `350901010120${String(index).padStart(4, '0')}`,
    passport: `Z${String(index).padStart(7, '0')}`,
    fullName: `SITI ${String.fromCharCode(65 + index)}`,
    sex: index % 3 === 0 ? 'M' : 'F',
    birthPlace: 'Jember',
    birthDate: `${1985 + index}-02-01`,
    maritalStatus: index % 2 === 0 ? 'SINGLE' : 'WIDOWED',
    originProvince: isOfJember ? '35' : '31',
    originRegency: isOfJember ? '35.09' : '31.71',
    originDistrict: 'Ambulu',
    originAddress: `Jalan ${index}`,
    phone: `+62800000${index}`,
    links: index % 2 === 0 ? ['kp2mi'] : [],
  };
}

describe('a list of citizens', () => {
  it('pages through all rows in a stable order, without gaps or repeats', async () => {
    const operation =
      'query($after: String) { citizens(first: 5, after: $after) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }';
    const ids: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const { data } = await civil.ask(operation, ALL, { after });
      expect(data.citizens.totalCount).toBe(12);
      expect(data.citizens.pageInfo.hasPreviousPage).toBe(page > 0);
      expect(data.citizens.pageInfo.hasNextPage).toBe(page < 2);
      ids.push(...data.citizens.nodes.map((node: { id: string }) => node.id));
      after = data.citizens.pageInfo.endCursor;
    }
    expect(ids).toEqual(Array.from({ length: 12 }, (_, index) => citizen(index)._id));
  });

  it('applies every condition of its filter', async () => {
    const count = async (filter: object) => {
      const operation = 'query($filter: CitizenFilter) { citizens(filter: $filter) { totalCount } }';
      const { data, errors } = await civil.ask(operation, ALL, { filter });
      expect(errors).toBeUndefined();
      return data.citizens.totalCount;
    };
    expect(await count({})).toBe(12);
    expect(await count({ nik: citizen(3).nik })).toBe(1);
    expect(await count({ sex: 'M' })).toBe(4);
    expect(await count({ originProvinceIn: ['31'] })).toBe(5);
    expect(await count({ originRegencyIn: ['31.71', '35.09'] })).toBe(12);
    expect(await count({ originRegencyIn: [] })).toBe(0);
    expect(await count({ birthDate: { from: '1986-02-01', until: '1987-02-01' } })).toBe(2);
    expect(await count({ maritalStatusIn: ['SINGLE'], sex: 'M' })).toBe(2);
    expect(await count({ fullNameStartsWith: 'SITI C' })).toBe(1);
    expect(await count({ fullNameStartsWith: '.*' })).toBe(0);
    expect(await count({ nik: null })).toBe(12);
  });

  it('refuses a page size, a range and a cursor that make no sense, and says what it expected', async () => {
    const errorOf = async (listArguments: string) => {
      const { errors } = await civil.ask(`{ citizens${listArguments} { nodes { id } } }`, ALL);
      return errors?.[0]?.extensions;
    };
    expect(await errorOf('(first: 0)')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    expect(await errorOf('(first: 101)')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    expect(await errorOf('(after: "bm9uc2Vuc2U")')).toMatchObject({ code: 'BAD_CURSOR', field: 'after' });
    expect(await errorOf('(filter: { birthDate: {} })')).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'filter.birthDate',
    });
    expect(
      await errorOf('(filter: { birthDate: { from: "2000-01-02", until: "2000-01-01" } })'),
    ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'filter.birthDate' });
  });
});

describe('rows outside the grant', () => {
  const jember: GrantWishes = {
    rows: {
      Citizen: { where: [{ attribute: 'originRegency', op: 'startsWithAny', value: ['35.09'] }] },
    },
  };
  const linked: GrantWishes = {
    rows: { Citizen: { where: [{ attribute: 'links', op: 'eq', value: 'kp2mi' }] } },
  };

  it('are in no list and no count', async () => {
    const { data } = await civil.ask('{ citizens(first: 100) { totalCount nodes { id } } }', jember);
    expect(data.citizens.totalCount).toBe(7);
    expect(data.citizens.nodes).toHaveLength(7);
    const even = await civil.ask('{ citizens { totalCount } }', linked);
    expect(even.data.citizens.totalCount).toBe(6);
  });

  it('cannot be looked up by id, NIK or passport', async () => {
    const operation = `{
      id: citizen(id: "${citizen(8)._id}") { id }
      nik: citizen(nik: "${citizen(8).nik}") { id }
      passport: citizen(passport: "${citizen(8).passport}") { id }
      inside: citizen(nik: "${citizen(2).nik}") { id }
    }`;
    const { data, errors } = await civil.ask(operation, jember);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ id: null, nik: null, passport: null, inside: { id: citizen(2)._id } });
  });

  it('do not resolve as references', async () => {
    const operation =
      'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Citizen { nik } } }';
    const representations = [8, 2].map((index) => ({ __typename: 'Citizen', id: citizen(index)._id }));
    const { data } = await civil.ask(operation, jember, { representations });
    expect(data._entities).toEqual([null, { nik: citizen(2).nik }]);
  });
});

describe('a citizen', () => {
  it('is looked up by exactly one key', async () => {
    for (const key of ['', `(id: "x", nik: "${citizen(0).nik}")`]) {
      const { errors } = await civil.ask(`{ citizen${key} { id } }`, ALL);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        expected: 'exactly one of id, nik and passport',
      });
    }
  });

  it('has regions, and reduced forms of what is protected', async () => {
    const operation = `{ citizen(nik: "${citizen(1).nik}") {
      birthYear everMarried originDistrict email
      before: ageOn(date: "2024-02-14")
      originProvince { code name level parent { code } }
      originRegency { code parent { name } }
    } }`;
    const { data } = await civil.ask(operation, ALL);
    expect(data.citizen).toEqual({
      birthYear: 1986,
      everMarried: true,
      originDistrict: 'Ambulu',
      email: null,
      before: 38,
      originProvince: { code: '35', name: 'Jawa Timur', level: 'PROVINCE', parent: null },
      originRegency: { code: '35.09', parent: { name: 'Jawa Timur' } },
    });
  });

  it('tells the age on polling days only', async () => {
    const { data, errors } = await civil.ask(
      `{ citizen(nik: "${citizen(1).nik}") { ageOn(date: "2024-02-15") } }`,
      ALL,
    );
    expect(data.citizen.ageOn).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'date' });
  });
});

describe('me', () => {
  const subject = citizen(4)._id;
  const pinned = { Citizen: { where: [{ attribute: 'person', op: 'eq', value: subject }] } };

  it('is the person who asks', async () => {
    const { data } = await civil.ask('{ me { nik } citizens { totalCount } }', {
      agency: 'citizen',
      subject,
      rows: pinned,
    });
    expect(data).toEqual({ me: { nik: citizen(4).nik }, citizens: { totalCount: 1 } });
  });

  it('is refused to every agency, and to a grant that does not pin one person', async () => {
    for (const wishes of [
      { subject, rows: pinned },
      { agency: 'citizen', rows: pinned },
      { agency: 'citizen', subject, rows: { Citizen: { all: true } as const } },
    ]) {
      const { data, errors } = await civil.ask('{ me { nik } }', wishes);
      expect(data).toEqual({ me: null });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('reference data and statistics', () => {
  it('lists regions and finds one', async () => {
    const { data } = await civil.ask(
      '{ regions { code } jatim: regions(parent: "35") { code } region(code: "31.71") { name } none: region(code: "99") { name } }',
    );
    expect(data).toEqual({
      regions: [{ code: '31' }, { code: '35' }],
      jatim: [{ code: '35.09' }],
      region: { name: 'Jakarta Pusat' },
      none: null,
    });
  });

  it('counts citizens by province for whom the grant opens statistics', async () => {
    const operation =
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Statistics { citizensByProvince { total cells { code name count suppressed } } } } }';
    const variables = { r: [{ __typename: 'Statistics', year: 2025 }] };
    const read = async () =>
      (await civil.ask(operation, ALL, variables)).data._entities[0].citizensByProvince;
    await expect.poll(read).toEqual({
      total: 12,
      cells: [
        { code: '31', name: 'DKI Jakarta', count: 5, suppressed: false },
        { code: '35', name: 'Jawa Timur', count: 7, suppressed: false },
      ],
    });
    const closed = await civil.ask(operation, {}, variables);
    expect(closed.data._entities).toEqual([null]);
  });
});
