import { describe, test } from 'vitest';
import { expectAnswer, subgraph } from '../setup/federated/expect-answer.ts';
import { startResolvedFederation } from '../setup/federated/local-federation.ts';

const asKey = (key: object) => key;

describe('what several subgraphs define', () => {
  const federation = startResolvedFederation({
    north: subgraph(
      `scalar Json
       type Query { tides(level: Level, where: Where): [Tide] harbour: Harbour @shareable now: Level! anything: Json secret: Level }
       type Tide { at: Point level: Level echo: String }
       type Point @shareable { lat: Float! lon: Float! }
       type Harbour @key(fields: "id") { id: ID! name: String @shareable depth: Int }
       enum Level { LOW HIGH NORTHERN @inaccessible }
       input Where { near: String level: Level north: Int }
       enum Wind { CALM NORTH_WIND }
       type Gust { wind: Wind @shareable }`,
      {
        Query: {
          tides: (_: unknown, given: object) => [
            { at: { lat: -6, lon: 0.5 }, level: 'LOW', echo: JSON.stringify(given) },
          ],
          harbour: () => ({ id: 'h', name: 'Merak', depth: 9 }),
          now: () => 'HIGH',
          secret: () => 'NORTHERN',
          anything: () => ({
            __proto__: null,
            list: [1, [null, { deep: 'é' }]],
            __typename: 'Ghost',
            text: '{"a":1}',
          }),
        },
        Harbour: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Merak', depth: 9 }) },
      },
    ),
    south: subgraph(
      `type Query { swell(where: [Where!]): String harbour: Harbour @shareable gusts: [Gust] spot: Point }
       type Point @shareable { lat: Float! lon: Float! }
       type Harbour @key(fields: "id") { id: ID! name: String @shareable cranes: [Crane!]! }
       type Crane { reach: Int }
       enum Level { LOW HIGH NORTHERN @inaccessible }
       input Where { near: String level: Level south: Boolean }
       enum Wind { CALM SOUTH_WIND }
       type Gust @shareable { wind: Wind }`,
      {
        Query: {
          swell: (_: unknown, given: object) => JSON.stringify(given),
          harbour: () => ({ id: 'h', name: 'Merak' }),
          gusts: () => [{ wind: 'SOUTH_WIND' }, { wind: 'CALM' }, { wind: null }],
          spot: () => ({ lat: 0, lon: -0.25 }),
        },
        Harbour: { __resolveReference: asKey, cranes: () => [{ reach: 0 }, { reach: null }] },
      },
    ),
  });

  test('a root field of several is asked of those that know what is wanted of it', () =>
    expectAnswer(federation, '{ harbour { name depth cranes { reach } } spot { lat lon } }', {
      harbour: { name: 'Merak', depth: 9, cranes: [{ reach: 0 }, { reach: null }] },
      spot: { lat: 0, lon: -0.25 },
    }));

  test('an enum of answers is all of its values', () =>
    expectAnswer(federation, '{ gusts { wind } }', {
      gusts: [{ wind: 'SOUTH_WIND' }, { wind: 'CALM' }, { wind: null }],
    }));

  test('an input is what all know of it, and reaches each as it was given', () =>
    expectAnswer(
      federation,
      `query($level: Level = HIGH, $where: Where, $near: String = "default") {
         tides(level: $level, where: $where) { echo level at { lat } }
         swell(where: [{ near: $near, level: LOW }, { level: null }])
       }`,
      {
        tides: [
          {
            echo: '{"level":"HIGH","where":{"near":"__proto__","level":null}}',
            level: 'LOW',
            at: { lat: -6 },
          },
        ],
        swell: '{"where":[{"near":"default","level":"LOW"},{"level":null}]}',
      },
      { variables: { where: { near: '__proto__', level: null } } },
    ));

  test('a variable that is not given is not sent, and one that is null is', () =>
    expectAnswer(
      federation,
      'query($a: Level, $b: Level) { one: tides(level: $a) { echo } other: tides(level: $b) { echo } }',
      { one: [{ echo: '{}' }], other: [{ echo: '{"level":null}' }] },
      { variables: { b: null } },
    ));

  test('a value of an enum that is kept inside is null', () =>
    expectAnswer(federation, '{ now secret }', { now: 'HIGH', secret: null }));

  test('a scalar of its own kind comes through whole, whatever is in it', () =>
    expectAnswer(federation, '{ anything }', {
      anything: { list: [1, [null, { deep: 'é' }]], __typename: 'Ghost', text: '{"a":1}' },
    }));
});

describe('lists', () => {
  const federation = startResolvedFederation({
    one: subgraph(
      `type Query { cube: [[[Cell]]] strict: [[Cell!]!] firm: [[Cell!]!]! numbers: [[Int!]] }
       type Cell @key(fields: "id") { id: ID! box: Box }
       type Box { cells: [[Cell]!] }`,
      {
        Query: {
          cube: () => [
            [[{ id: 1 }, null], null],
            [],
            null,
            [[{ id: 2, box: { cells: [[{ id: 3 }, { id: 1 }], []] } }]],
          ],
          strict: () => [[{ id: 1 }], [{ id: 9 }, { id: 1 }], []],
          firm: () => [[{ id: 1 }], [{ id: 9 }]],
          numbers: () => [[0, 1], null, [], [2]],
        },
      },
    ),
    two: subgraph('type Cell @key(fields: "id") { id: ID! value: Int firm: Int! }', {
      Cell: {
        __resolveReference: ({ id }: { id: string }) => (id === '9' ? null : { value: Number(id), firm: 1 }),
      },
    }),
  });

  test('of lists of lists are joined at every depth', () =>
    expectAnswer(federation, '{ cube { value box { cells { value } } } numbers }', {
      cube: [
        [[{ value: 1, box: null }, null], null],
        [],
        null,
        [[{ value: 2, box: { cells: [[{ value: 3 }, { value: 1 }], []] } }]],
      ],
      numbers: [[0, 1], null, [], [2]],
    }));

  test('of what cannot be null give way one after the other', () =>
    expectAnswer(federation, '{ strict { firm } numbers }', {
      strict: null,
      numbers: [[0, 1], null, [], [2]],
    }));

  test('that cannot be null take the whole answer with them', () =>
    expectAnswer(federation, '{ firm { firm } numbers }', null));
});
