import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImmigration } from '../subgraphs/immigration/subgraph.ts';
import { countQueries } from './setup/count-queries.ts';
import type { GrantWishes } from './setup/grants.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

const ALL: GrantWishes = {
  agency: 'imigrasi',
  rows: {
    Passport: { all: true },
    Crossing: { all: true },
    DeferredApplication: { all: true },
    Statistics: { all: true },
  },
};

const PASSPORTS = ['ELECTRONIC_48', 'ORDINARY_24', 'SPLP', 'SPLP', 'SPLP', 'SPLP', 'SPLP'].map(
  (kind, index) => ({
    _id: `passport-${index}`,
    citizenId: `person-${index}`,
    number: `Z000000${index}`,
    kind,
    issuedAt: `202${index}-05-05`,
    expiry: `203${index}-05-04`,
    status: index === 1 ? 'LOST' : 'VALID',
    links: [],
  }),
);

function crossing(id: string, direction: string, at: string) {
  return {
    _id: id,
    citizenId: 'person-0',
    direction,
    at: new Date(at),
    port: 'Batam',
    document: 'Z0000000',
    destination: 'MY',
    links: [],
  };
}

function deferred(id: string, date: string, reason: string) {
  return { _id: id, citizenId: 'person-0', date, office: 'Batam', reason, links: [] };
}

let immigration: TestSubgraph;
beforeAll(async () => {
  immigration = await startTestSubgraph(createImmigration(), async (connection) => {
    const store = (collection: string, documents: readonly object[]) =>
      connection.collection(collection).insertMany(documents.map((document) => document as never));
    await store('passports', PASSPORTS);
    await store('crossings', [
      crossing('a', 'IN', '2024-03-01T01:00:00Z'),
      crossing('b', 'OUT', '2022-03-01T01:00:00Z'),
    ]);
    await store('deferredapplications', [
      deferred('a', '2021-02-02', 'INCOMPLETE'),
      deferred('b', '2021-02-01', 'DUPLICATE'),
    ]);
  });
});
afterAll(() => immigration.stop());

describe('a list of passports', () => {
  it('applies every condition of its filter', async () => {
    const count = async (filter: object) => {
      const operation = 'query($filter: PassportFilter) { passports(filter: $filter) { totalCount } }';
      return (await immigration.ask(operation, ALL, { filter })).data.passports.totalCount;
    };
    expect(await count({})).toBe(7);
    expect(await count({ kindIn: ['SPLP', 'ORDINARY_24'] })).toBe(6);
    expect(await count({ statusIn: ['LOST'], kindIn: ['SPLP'] })).toBe(0);
    expect(await count({ expiry: { until: '2031-05-04' } })).toBe(2);
  });
});

describe('a person', () => {
  it('has passports, and crossings and deferred applications oldest first, with one query for each kind', async () => {
    const operation = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen {
      passports { number kind expiry status citizen { id } }
      crossings { direction at port destination { code } }
      deferredApplications { reason }
    } } }`;
    const r = [0, 1, 9].map((index) => ({ __typename: 'Citizen', id: `person-${index}` }));
    const { answer, queries } = await countQueries(immigration, () => immigration.ask(operation, ALL, { r }));
    expect(answer.errors).toBeUndefined();
    const [first, second, unknown] = answer.data._entities;
    expect(first).toEqual({
      passports: [
        {
          number: 'Z0000000',
          kind: 'ELECTRONIC_48',
          expiry: '2030-05-04',
          status: 'VALID',
          citizen: { id: 'person-0' },
        },
      ],
      crossings: [
        { direction: 'OUT', at: '2022-03-01T01:00:00.000Z', port: 'Batam', destination: { code: 'MY' } },
        { direction: 'IN', at: '2024-03-01T01:00:00.000Z', port: 'Batam', destination: { code: 'MY' } },
      ],
      deferredApplications: [{ reason: 'DUPLICATE' }, { reason: 'INCOMPLETE' }],
    });
    expect(second).toMatchObject({
      passports: [{ status: 'LOST' }],
      crossings: [],
      deferredApplications: [],
    });
    expect(unknown).toEqual({ passports: [], crossings: [], deferredApplications: [] });
    expect([...queries].sort()).toEqual(['find crossings', 'find deferredapplications', 'find passports']);
  });
});

describe('statistics', () => {
  it('count passports by the year of issue and applications by the year in which they were put off', async () => {
    const operation =
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Statistics { passportsByKind { total cells { code } } deferredByReason { total } } } }';
    const r = [2019, 2020].map((year) => ({ __typename: 'Statistics', year }));
    const read = async () => (await immigration.ask(operation, ALL, { r })).data._entities;
    await expect.poll(read).toEqual([
      { passportsByKind: { total: 0, cells: [] }, deferredByReason: { total: 0 } },
      { passportsByKind: { total: null, cells: [] }, deferredByReason: { total: 0 } },
    ]);
  });
});
