import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTRIES, ENTRY_INDEXES } from '../gateway/ledger/stored-entry.ts';
import { createLedger } from '../subgraphs/ledger/subgraph.ts';
import type { GrantWishes } from './setup/grants.ts';
import { type AccessWish, sealedStub, storedAccess, versionOf } from './setup/stored-entries.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

/** The ledger subgraph over entries written by hand. */

const SITI = `${'S'.repeat(21)}A`;
const BUDI = `${'B'.repeat(21)}A`;
const NOW = new Date('2026-11-22T03:15:00.000Z');

const ENTRIES_OF_TEST: readonly AccessWish[] = [
  {
    sequence: 1,
    time: '2026-11-20T16:59:59.999Z',
    agency: 'kp2mi',
    agreements: ['L2-dukcapil-kp2mi', 'O-kp2mi', 'K-kp2mi-dukcapil'],
    given: [
      {
        provider: 'dukcapil',
        coordinates: ['Citizen.id', 'Citizen.fullName', 'Citizen.phone'],
        about: [SITI, BUDI],
      },
      { provider: 'kp2mi', coordinates: ['Worker.status'], about: [BUDI] },
      { provider: 'kp2mi', recipient: 'dukcapil', coordinates: ['Citizen.id'], about: [SITI, BUDI] },
    ],
  },
  {
    sequence: 2,
    time: '2026-11-20T17:00:00.000Z',
    agency: 'kemlu',
    unit: 'KBRI-KUALA-LUMPUR',
    given: [{ provider: 'imigrasi', coordinates: ['Passport.number'], about: [BUDI] }],
  },
  {
    sequence: 4,
    time: '2026-11-21T05:00:00.000Z',
    agency: 'bawaslu',
    purpose: 'VOTER_LIST_OVERSIGHT',
    shownFrom: '2026-11-23',
    given: [{ provider: 'kpu', coordinates: ['Voter.listStage'], about: [SITI] }],
  },
  {
    sequence: 5,
    time: '2026-11-22T03:15:00.000Z',
    agency: 'citizen',
    purpose: 'SUBJECT_ACCESS',
    shownFrom: '2026-11-22',
    given: [{ provider: 'kpu', coordinates: ['Voter.listStage'], about: [SITI] }],
  },
];

const asPerson = (person: string): GrantWishes => ({
  agency: 'citizen',
  purpose: 'SUBJECT_ACCESS',
  subject: person,
  rows: { Access: { where: [{ attribute: 'person', op: 'eq', value: person }] } },
});
const asOfficer = (provider: string): GrantWishes => ({
  agency: provider,
  purpose: 'DATA_PROTECTION',
  rows: { Access: { where: [{ attribute: 'provider', op: 'eq', value: provider }] } },
});

let subgraph: TestSubgraph;
const now = NOW;
beforeAll(async () => {
  subgraph = await startTestSubgraph(
    createLedger(undefined, () => now),
    async (connection) => {
      const entries = connection.collection(ENTRIES);
      await entries.createIndexes(
        ENTRY_INDEXES.map((key) => ({ key: { ...key } as Record<string, 1 | -1>, sparse: true })),
      );
      await entries.insertMany([
        ...ENTRIES_OF_TEST.map((wish) => storedAccess(wish) as never),
        sealedStub('gateway-1', 3) as never,
      ]);
      await connection.collection('agreements').insertMany([
        {
          _id: versionOf('L2-dukcapil-kp2mi') as never,
          text: 'title: KP2MI reads identities\nprovider: dukcapil\n',
        },
      ]);
    },
  );
});
afterAll(() => subgraph.stop());

const ROW =
  'id at purpose unit persons data { provider { id } recipient { id } onTheWay coordinates { coordinate } }';
const OF_PERSON = `query ($r: [_Any!]!, $first: Int, $after: String, $filter: AccessFilter) {
  _entities(representations: $r) { ... on Citizen { accesses(first: $first, after: $after, filter: $filter) {
    totalCount nodes { ${ROW} } pageInfo { endCursor hasNextPage } } } } }`;
const OF_ALL = `query ($first: Int, $after: String, $filter: AccessFilter) {
  accesses(first: $first, after: $after, filter: $filter) {
    totalCount nodes { ${ROW} } pageInfo { endCursor hasNextPage } } }`;

async function ofPerson(person: string, wishes: GrantWishes, variables: object = {}) {
  const r = [{ __typename: 'Citizen', id: person }];
  const { data, errors } = await subgraph.ask(OF_PERSON, wishes, { r, ...variables });
  return { list: data?._entities?.[0]?.accesses, errors };
}

async function ofAll(wishes: GrantWishes, variables: Readonly<Record<string, unknown>> = {}) {
  const { data, errors } = await subgraph.ask(OF_ALL, wishes, variables);
  return { list: data?.accesses, errors };
}

const sequences = (list: { nodes: readonly { id: string }[] }) =>
  list.nodes.map(({ id }) => Number(id.slice(-12)));

describe('a person', () => {
  it('sees every access to their own data, newest first, and what of it was about them', async () => {
    const { list, errors } = await ofPerson(SITI, asPerson(SITI));
    expect(errors).toBeUndefined();
    expect(sequences(list)).toEqual([5, 1]);
    expect(list.totalCount).toBe(2);
    expect(list.nodes[1]).toEqual({
      id: 'gateway-1/000000000001',
      at: '2026-11-20T16:59:59.999Z',
      purpose: 'PROTECTION_CASE',
      unit: null,
      persons: 2,
      data: [
        {
          provider: { id: 'dukcapil' },
          recipient: { id: 'kp2mi' },
          onTheWay: false,
          coordinates: [
            { coordinate: 'Citizen.fullName' },
            { coordinate: 'Citizen.id' },
            { coordinate: 'Citizen.phone' },
          ],
        },
        {
          provider: { id: 'kp2mi' },
          recipient: { id: 'dukcapil' },
          onTheWay: true,
          coordinates: [{ coordinate: 'Citizen.id' }],
        },
      ],
    });
  });
});

describe('counts', () => {
  it('are by day in Jakarta, of the own provider alone', async () => {
    const query =
      'query ($p: DateRangeInput!) { accessCounts(period: $p) { day consumer { id } provider { id } purpose count } }';
    const { data, errors } = await subgraph.ask(query, asOfficer('kpu'), {
      p: { from: '2026-11-01', until: '2026-11-30' },
    });
    expect(errors).toBeUndefined();
    const kpu = { id: 'kpu' };
    expect(data.accessCounts).toEqual([
      {
        day: '2026-11-21',
        consumer: { id: 'bawaslu' },
        provider: kpu,
        purpose: 'VOTER_LIST_OVERSIGHT',
        count: 1,
      },
      { day: '2026-11-22', consumer: { id: 'citizen' }, provider: kpu, purpose: 'SUBJECT_ACCESS', count: 1 },
    ]);
  });
});

describe('an officer', () => {
  it('finds accesses to the own data by all that filters know', async () => {
    const filter = {
      coordinate: 'Voter.listStage',
      consumer: 'bawaslu',
      person: SITI,
      period: { from: '2026-11-21' },
    };
    const { list } = await ofAll(asOfficer('kpu'), { filter });
    expect(sequences(list)).toEqual([4]);
  });
});
