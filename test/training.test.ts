import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTraining } from '../subgraphs/training/subgraph.ts';
import type { GrantWishes } from './setup/grants.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

const ALL: GrantWishes = { rows: { Training: { all: true }, Statistics: { all: true } } };

function training(index: number, sector: string, details: object = {}) {
  return {
    _id: `training-${index}`,
    citizenId: `person-${index % 10}`,
    originRegency: '35.09',
    institution: 'BLK-JEMBER',
    consent: false,
    institutionRegion: '35.09',
    programme: 'SMAW 240 JP',
    sector,
    from: '2025-02-03',
    until: '2025-03-14',
    links: [],
    ...details,
  };
}

const TRAININGS = [
  training(0, 'WELDING', {
    result: 'COMPETENT',
    certificate: {
      number: '25920 7212 2 0000001 2025',
      scheme: 'SMAW',
      kkniLevel: 2,
      from: '2025-03-20',
      until: '2028-03-19',
    },
  }),
  training(1, 'LANGUAGE', { result: 'DROPPED', institution: 'LPK-GONE', from: '2024-12-31' }),
  ...Array.from({ length: 9 }, (_, index) => training(index + 2, index < 4 ? 'ICT' : 'CAREGIVING')),
];

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await startTestSubgraph(createTraining(), async (connection) => {
    await connection
      .collection('institutions')
      .insertOne({ _id: 'BLK-JEMBER', name: 'BLK Jember', kind: 'BLK', region: '35.09' } as never);
    await connection.collection('trainings').insertMany(TRAININGS.map((document) => document as never));
  });
});
afterAll(() => subgraph.stop());

describe('a list of trainings', () => {
  it('applies every condition of its filter', async () => {
    const count = async (filter: object) => {
      const operation = 'query($filter: TrainingFilter) { trainings(filter: $filter) { totalCount } }';
      return (await subgraph.ask(operation, ALL, { filter })).data.trainings.totalCount;
    };
    expect(await count({})).toBe(11);
    expect(await count({ sectorIn: ['WELDING', 'ICT'] })).toBe(5);
    expect(await count({ resultIn: ['DROPPED'] })).toBe(1);
    expect(await count({ institutionIn: ['LPK-GONE'], sectorIn: ['WELDING'] })).toBe(0);
    expect(await count({ dates: { from: '2025-01-01' } })).toBe(10);
  });
});

describe('a training', () => {
  it('has its institution, days and certificate, and null for what there is none of', async () => {
    const selection =
      'citizen { id } institution { code kind region { code } } dates { from until } result certificate { number kkniLevel validity { from until } }';
    const { data, errors } = await subgraph.ask(
      `{ first: training(id: "training-0") { ${selection} } second: training(id: "training-1") { ${selection} } }`,
      ALL,
    );
    expect(errors).toBeUndefined();
    expect(data.first).toEqual({
      citizen: { id: 'person-0' },
      institution: { code: 'BLK-JEMBER', kind: 'BLK', region: { code: '35.09' } },
      dates: { from: '2025-02-03', until: '2025-03-14' },
      result: 'COMPETENT',
      certificate: {
        number: '25920 7212 2 0000001 2025',
        kkniLevel: 2,
        validity: { from: '2025-03-20', until: '2028-03-19' },
      },
    });
    expect(data.second).toMatchObject({ institution: null, result: 'DROPPED', certificate: null });
  });

  it('is reached from its person', async () => {
    const { data } = await subgraph.ask(
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { trainings { id } } } }',
      ALL,
      { r: [0, 1, 99].map((index) => ({ __typename: 'Citizen', id: `person-${index}` })) },
    );
    expect(data._entities).toEqual([
      { trainings: [{ id: 'training-0' }, { id: 'training-10' }] },
      { trainings: [{ id: 'training-1' }] },
      { trainings: [] },
    ]);
  });
});

describe('statistics', () => {
  it('count trainings by the year of their beginning', async () => {
    const operation =
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Statistics { trainingsBySector { total cells { code count } } trainingResults { total } } } }';
    const read = async () =>
      (await subgraph.ask(operation, ALL, { r: [{ __typename: 'Statistics', year: 2025 }] })).data
        ._entities[0];
    await expect
      .poll(async () => (await read())?.trainingsBySector)
      .toEqual({
        total: 10,
        cells: [
          { code: 'CAREGIVING', count: 5 },
          { code: 'ICT', count: null },
          { code: 'WELDING', count: null },
        ],
      });
    // One training of the year has ended: a count of one, and no other to hide it behind.
    expect((await read()).trainingResults).toEqual({ total: null });
  });
});
