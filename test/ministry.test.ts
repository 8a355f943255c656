import type { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMinistry } from '../subgraphs/ministry/subgraph.ts';
import { buildSchema } from '../subgraphs/shared/graphql-server.ts';
import { countQueries } from './setup/count-queries.ts';
import type { GrantWishes } from './setup/grants.ts';
import { selectWhole } from './setup/graph-paths.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

const ALL: GrantWishes = { rows: { Worker: { all: true }, Statistics: { all: true } } };

let ministry: TestSubgraph;

beforeAll(async () => {
  ministry = await startTestSubgraph(createMinistry(), async (connection) => {
    await connection
      .collection('p3mi')
      .insertOne({ _id: 'SIP3MI-1', name: 'PT Uji', province: '35' } as never);
    await connection.collection('workers').insertMany(WORKERS.map((worker) => worker as never));
  });
});
afterAll(() => ministry.stop());

function placement(destinationCountry: string, sector: string, departureDate: string, returnDate?: string) {
  return {
    scheme: 'P_TO_P',
    destinationCountry,
    sector,
    departureDate,
    ...(returnDate === undefined ? {} : { returnDate, returnReason: 'CONTRACT_ENDED' }),
    p3mi: 'SIP3MI-1',
    contract: {
      from: departureDate,
      until: '2026-01-01',
      wageAmount: 1500,
      wageCurrency: 'MYR',
      wageBand: 2,
      workConditions: 'Eight hours',
    },
    insurance: { participantNo: 'B1', from: departureDate, until: '2026-01-01' },
    preDeparture: { oppCompleted: true, oppDate: departureDate },
  };
}

function worker(index: number, status: string, ...placements: object[]) {
  return {
    _id: `worker-${index}`,
    citizenId: `person-${index}`,
    originRegency: index < 2 ? '35.09' : '53.06',
    status,
    education: 'SMP',
    healthFit: true,
    placements,
    complaints: [],
    repatriations: [{ date: '2024-05-06', country: 'MY', arrivalPort: 'Batam', cause: 'PROBLEM' }],
    links: [],
  };
}

const WORKERS = [
  worker(0, 'CPMI'),
  worker(
    1,
    'RETURNED',
    placement('MY', 'PLANTATION', '2019-03-01', '2021-04-05'),
    placement('HK', 'DOMESTIC', '2022-03-01', '2024-05-06'),
  ),
  worker(2, 'ACTIVE', placement('MY', 'DOMESTIC', '2024-03-01')),
  worker(3, 'DECEASED', placement('TW', 'FISHING', '2024-03-02')),
];

describe('a list of workers', () => {
  const idsOf = async (filter: object) => {
    const operation = 'query($filter: WorkerFilter) { workers(filter: $filter) { totalCount nodes { id } } }';
    const { data } = await ministry.ask(operation, ALL, { filter });
    expect(data.workers.totalCount).toBe(data.workers.nodes.length);
    return data.workers.nodes.map(({ id }: { id: string }) => id);
  };

  it('applies every condition of its filter', async () => {
    expect(await idsOf({ statusIn: ['ACTIVE', 'RETURNED'] })).toEqual(['worker-1', 'worker-2']);
    expect(await idsOf({ destinationCountryIn: ['MY'] })).toEqual(['worker-1', 'worker-2']);
    expect(await idsOf({ sectorIn: ['FISHING'] })).toEqual(['worker-3']);
    expect(await idsOf({ departureDate: { from: '2024-03-01', until: '2024-03-01' } })).toEqual(['worker-2']);
    expect(await idsOf({ originRegencyIn: ['35.09'] })).toEqual(['worker-0', 'worker-1']);
  });

  it('takes a placement state for the statuses that it stands for', async () => {
    expect(await idsOf({ placementStateIn: ['ACTIVE'] })).toEqual(['worker-2']);
    expect(await idsOf({ placementStateIn: ['NONE', 'RETURNED'] })).toEqual([
      'worker-0',
      'worker-1',
      'worker-3',
    ]);
    expect(await idsOf({ placementStateIn: [] })).toEqual([]);
    expect(await idsOf({ placementStateIn: ['NONE'], statusIn: ['DECEASED', 'ACTIVE'] })).toEqual([
      'worker-3',
    ]);
  });

  it('has pages of up to 1,000, and its other lists of up to 100', async () => {
    const ask = async (field: string, first: number) =>
      (await ministry.ask(`{ ${field}(first: ${first}) { nodes { __typename } } }`, ALL)).errors?.[0]
        ?.extensions;
    expect(await ask('workers', 1_000)).toBeUndefined();
    expect(await ask('workers', 1_001)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    expect(await ask('p3miCompanies', 100)).toBeUndefined();
    expect(await ask('p3miCompanies', 101)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  });

  it('asks all conditions on placements of one and the same placement', async () => {
    expect(await idsOf({ destinationCountryIn: ['MY'], sectorIn: ['DOMESTIC'] })).toEqual(['worker-2']);
    // Between the two departures of worker 1 lies a year in which there was none.
    expect(await idsOf({ departureDate: { from: '2020-01-01', until: '2021-01-01' } })).toEqual([]);
  });
});

describe('a worker', () => {
  it('has reduced forms of status, dates and wage', async () => {
    const operation = `{ workers { nodes {
      placed placementState repatriations { month }
      placements { returnMonth contract { wageBand wage { amount currency } period { from until } } insurance { validity { until } } }
    } } }`;
    const { data, errors } = await ministry.ask(operation, ALL);
    expect(errors).toBeUndefined();
    const nodes: { placed: boolean; placementState: string }[] = data.workers.nodes;
    expect(nodes.map(({ placed, placementState }) => [placed, placementState])).toEqual([
      [false, 'NONE'],
      [true, 'RETURNED'],
      [true, 'ACTIVE'],
      [true, 'NONE'],
    ]);
    expect(data.workers.nodes[1].repatriations).toEqual([{ month: '2024-05' }]);
    expect(data.workers.nodes[1].placements[0]).toEqual({
      returnMonth: '2021-04',
      contract: {
        wageBand: 2,
        wage: { amount: 1500, currency: 'MYR' },
        period: { from: '2019-03-01', until: '2026-01-01' },
      },
      insurance: { validity: { until: '2026-01-01' } },
    });
    expect(data.workers.nodes[2].placements[0].returnMonth).toBeNull();
  });

  it('names people, countries and regions by their keys, and companies in full, with one query each', async () => {
    const operation =
      '{ workers { nodes { citizen { id } placements { destinationCountry { code } p3mi { name province { code } } } } } }';
    const { answer, queries } = await countQueries(ministry, () => ministry.ask(operation, ALL));
    expect(answer.data.workers.nodes[2]).toEqual({
      citizen: { id: 'person-2' },
      placements: [
        { destinationCountry: { code: 'MY' }, p3mi: { name: 'PT Uji', province: { code: '35' } } },
      ],
    });
    expect(queries).toEqual(['find workers', 'find p3mi']);
  });

  it('is the same whichever fields are asked for, and by whichever way it is reached', async () => {
    const schema = buildSchema(createMinistry());
    const partsOf = (type: string, skip: readonly string[]) =>
      Object.values((schema.getType(type) as GraphQLObjectType).getFields())
        .filter(({ name }) => !skip.includes(name))
        .map((field) => `${field.name} ${selectWhole(schema, field.type)}`);
    const selections = [
      '__typename',
      'citizen { id }',
      ...partsOf('Worker', ['citizen', 'placements', 'repatriations']),
      ...['__typename', ...partsOf('Placement', [])].map((part) => `placements { ${part} }`),
      ...['__typename', ...partsOf('Repatriation', [])].map((part) => `repatriations { ${part} }`),
    ];
    const looked = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Worker { %s } ... on Citizen { worker { %s } } } }`;
    const r = ['Worker', 'Citizen'].flatMap((type) =>
      WORKERS.map(({ _id, citizenId }) => ({ __typename: type, id: type === 'Worker' ? _id : citizenId })),
    );
    for (const selection of selections) {
      const { data, errors } = await ministry.ask(looked.replaceAll('%s', selection), ALL, { r });
      expect(errors, selection).toBeUndefined();
      const whole = data._entities.slice(0, WORKERS.length);
      const found = data._entities.slice(WORKERS.length).map(({ worker }: { worker: object }) => worker);
      expect(found, selection).toEqual(whole);
      const list = await ministry.ask(
        `{ workers { nodes { ...F } edges { node { ...F } } } } fragment F on Worker { ${selection} }`,
        ALL,
      );
      expect(list.data.workers.nodes, selection).toEqual(whole);
      expect(list.data.workers.edges, selection).toEqual(whole.map((node: object) => ({ node })));
    }
  });

  it('is read once in a request, by whichever way it is reached', async () => {
    const operation = `query($r: [_Any!]!) {
      _entities(representations: $r) { ... on Citizen { worker { id education } } ... on Worker { status } }
    }`;
    const r = [
      { __typename: 'Citizen', id: 'person-1' },
      { __typename: 'Citizen', id: 'nobody' },
      { __typename: 'Citizen', id: 'person-1' },
    ];
    const { answer, queries } = await countQueries(ministry, () => ministry.ask(operation, ALL, { r }));
    const found = { worker: { id: 'worker-1', education: 'SMP' } };
    expect(answer.data._entities).toEqual([found, { worker: null }, found]);
    expect(queries).toEqual(['find workers']);
  });
});

describe('statistics', () => {
  it('count by year, and show nothing where every cell is small', async () => {
    const operation = `{ y2024: statistics(year: 2024) { placementsByCountry { total cells { code } } }
      y2001: statistics(year: 2001) { placementsByCountry { total cells { code } } } }`;
    const read = async () => (await ministry.ask(operation, ALL)).data;
    await expect.poll(read).toEqual({
      y2024: { placementsByCountry: { total: null, cells: [] } },
      y2001: { placementsByCountry: { total: 0, cells: [] } },
    });
  });

  it('are null without a grant for them, and refused for a year that makes no sense', async () => {
    const closed = await ministry.ask('{ statistics(year: 2024) { year } }', { rows: {} });
    expect(closed.data).toEqual({ statistics: null });
    const { errors } = await ministry.ask('{ statistics(year: 1) { year } }', ALL);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'year' });
  });
});
