import { describe, test } from 'vitest';
import { expectAnswer, subgraph } from '../setup/federated/expect-answer.ts';
import { startResolvedFederation } from '../setup/federated/local-federation.ts';

const asKey = (key: object) => key;

/** Vehicles of three kinds, of which each subgraph knows some fields. */
const MOVERS = [
  { __typename: 'Truck', id: 't1', plate: 'B 1', axles: 3 },
  { __typename: 'Boat', id: 'b1', plate: null, draught: 1.5 },
  { __typename: 'Cart', id: 'c1', plate: 'none' },
];

describe('an interface that several entities implement', () => {
  const federation = startResolvedFederation({
    fleet: subgraph(
      `type Query { movers: [Mover], mover(id: ID!): Mover, grid: [[Mover!]!]! }
       interface Mover { id: ID! plate: String partner: Mover }
       type Truck implements Mover @key(fields: "id") { id: ID! plate: String partner: Mover axles: Int }
       type Boat implements Mover @key(fields: "id") { id: ID! plate: String partner: Mover draught: Float }
       type Cart implements Mover { id: ID! plate: String partner: Mover }`,
      {
        Query: {
          movers: () => [...MOVERS, null],
          mover: (_: unknown, { id }: { id: string }) => MOVERS.find((each) => each.id === id),
          grid: () => [[MOVERS[1], MOVERS[0]], [], [MOVERS[2], MOVERS[1]]],
        },
        Truck: { partner: () => MOVERS[1] },
        Boat: { partner: () => MOVERS[2] },
        Cart: { partner: () => MOVERS[0] },
      },
    ),
    workshop: subgraph(
      `type Truck @key(fields: "id") { id: ID! due: String! state: State }
       type Boat @key(fields: "id") { id: ID! due: Int state: State }
       enum State { GOOD BAD }`,
      {
        Truck: { __resolveReference: asKey, due: () => 'monday', state: () => 'GOOD' },
        Boat: { __resolveReference: asKey, due: () => 0, state: () => 'BAD' },
      },
    ),
    weigh: subgraph('type Truck @key(fields: "id") { id: ID! kilos: Int }', {
      Truck: { __resolveReference: asKey, kilos: () => 9000 },
    }),
  });

  test('is joined for each type that it can be, in its place in the list', () =>
    expectAnswer(
      federation,
      '{ movers { plate ... on Truck { kilos state } ... on Boat { state draught } } }',
      {
        movers: [
          { plate: 'B 1', kilos: 9000, state: 'GOOD' },
          { plate: null, state: 'BAD', draught: 1.5 },
          { plate: 'none' },
          null,
        ],
      },
    ));

  test('may give fields of different types under one name, false and zero included', () =>
    expectAnswer(
      federation,
      '{ movers { ... on Truck { due: state when: due } ... on Boat { when2: due } __typename } }',
      {
        movers: [
          { due: 'GOOD', when: 'monday', __typename: 'Truck' },
          { when2: 0, __typename: 'Boat' },
          { __typename: 'Cart' },
          null,
        ],
      },
    ));

  test('is joined below itself, and in lists of lists', () =>
    expectAnswer(
      federation,
      '{ grid { id partner { id ... on Truck { kilos } ... on Boat { due partner { __typename } } } } }',
      {
        grid: [
          [
            { id: 'b1', partner: { id: 'c1' } },
            { id: 't1', partner: { id: 'b1', due: 0, partner: { __typename: 'Cart' } } },
          ],
          [],
          [
            { id: 'c1', partner: { id: 't1', kilos: 9000 } },
            { id: 'b1', partner: { id: 'c1' } },
          ],
        ],
      },
    ));

  test('tells its type under any name', () =>
    expectAnswer(
      federation,
      '{ mover(id: "b1") { kind: __typename ...M ... { __typename } } root: __typename } fragment M on Mover { again: __typename }',
      {
        mover: { kind: 'Boat', again: 'Boat', __typename: 'Boat' },
        root: 'Query',
      },
    ));

  test('has nothing to add where no fragment fits', () =>
    expectAnswer(federation, '{ mover(id: "c1") { ... on Truck { kilos } ... on Boat { due } } }', {
      mover: {},
    }));
});

test('types of a union may call fields of different nullability by one name, which the planner tells apart', () =>
  expectAnswer(
    startResolvedFederation({
      mixed: subgraph(
        `type Query { all: [Item] }
         union Item = Rope | Nail
         type Rope @key(fields: "id") { id: ID! size: Int! @shareable made: Place! @shareable }
         type Nail @key(fields: "id") { id: ID! size: Int made: Place }
         type Place @shareable { town: String }`,
        {
          Query: {
            all: () => [
              { __typename: 'Rope', id: 1, size: 0, made: { town: '' } },
              { __typename: 'Nail', id: 2, size: 0, made: null },
              { __typename: 'Nail', id: 3, size: null, made: { town: 'Tegal' } },
            ],
          },
        },
      ),
      loose: subgraph(
        `type Rope @key(fields: "id") { id: ID! size: Int @shareable made: Place @shareable }
         type Place @shareable { town: String }`,
        { Rope: { __resolveReference: asKey, size: () => 0 } },
      ),
    }),
    '{ all { ... on Rope { size made { town } } ... on Nail { size made { town } } } }',
    {
      all: [
        { size: 0, made: { town: '' } },
        { size: 0, made: null },
        { size: null, made: { town: 'Tegal' } },
      ],
    },
  ));

describe('a union', () => {
  const federation = startResolvedFederation({
    search: subgraph(
      `type Query { found: [Found!], one: Found }
       union Found = Island | Strait
       type Island @key(fields: "id") { id: ID! }
       type Strait @key(fields: "id") { id: ID! depth: Int }`,
      {
        Query: {
          found: () => [
            { __typename: 'Island', id: 'i1' },
            { __typename: 'Strait', id: 'x1', depth: 100 },
            { __typename: 'Island', id: 'i2' },
          ],
          one: () => null,
        },
      },
    ),
    atlas: subgraph(
      `union Found = Island | Reef
       type Query { near: Found }
       type Island @key(fields: "id") { id: ID! name: String near: [Found] }
       type Reef { colour: String }`,
      {
        Query: { near: () => ({ __typename: 'Reef', colour: 'red' }) },
        Island: {
          __resolveReference: asKey,
          name: ({ id }: { id: string }) => `Pulau ${id}`,
          near: () => [{ __typename: 'Reef', colour: 'blue' }, null, { __typename: 'Island', id: 'i9' }],
        },
      },
    ),
  });

  test('whose members differ between subgraphs is all of them', () =>
    expectAnswer(
      federation,
      '{ found { ... on Island { name } ... on Strait { depth } ... on Reef { colour } } near { __typename ... on Reef { colour } ... on Strait { id } } one { __typename } }',
      {
        found: [{ name: 'Pulau i1' }, { depth: 100 }, { name: 'Pulau i2' }],
        near: { __typename: 'Reef', colour: 'red' },
        one: null,
      },
    ));

  test('tells its type even where only one of its types was asked for it under another name', () =>
    expectAnswer(federation, '{ found { ... on Island { a: __typename name } __typename } }', {
      found: [
        { a: 'Island', name: 'Pulau i1', __typename: 'Island' },
        { __typename: 'Strait' },
        { a: 'Island', name: 'Pulau i2', __typename: 'Island' },
      ],
    }));

  test('leads on to entities inside entity fetches', () =>
    expectAnswer(
      federation,
      '{ found { ... on Island { near { __typename ... on Island { name } ... on Reef { colour } } } } }',
      {
        found: [
          {
            near: [{ __typename: 'Reef', colour: 'blue' }, null, { __typename: 'Island', name: 'Pulau i9' }],
          },
          {},
          {
            near: [{ __typename: 'Reef', colour: 'blue' }, null, { __typename: 'Island', name: 'Pulau i9' }],
          },
        ],
      },
    ));
});

describe('an interface object', () => {
  const federation = startResolvedFederation({
    catalogue: subgraph(
      `type Query { media: [Medium!] }
       interface Medium @key(fields: "id") { id: ID! title: String }
       type Film implements Medium @key(fields: "id") { id: ID! title: String minutes: Int }
       type Song implements Medium @key(fields: "id") { id: ID! title: String }`,
      {
        Query: {
          media: () => [
            { __typename: 'Film', id: 'f', title: 'Tjoet', minutes: 120 },
            { __typename: 'Song', id: 's', title: 'Rayuan' },
          ],
        },
        Medium: {
          __resolveReference: ({ id }: { id: string }) =>
            id === 'gone'
              ? null
              : {
                  __typename: id === 'f' ? 'Film' : 'Song',
                  id,
                  title: id === 'f' ? 'Tjoet' : 'Rayuan',
                  minutes: 120,
                },
        },
      },
    ),
    reviews: subgraph(
      `type Query { best: Medium, worst: [Medium] }
       type Medium @key(fields: "id") @interfaceObject {
         id: ID! title: String @external stars: Int
         blurb: String @requires(fields: "title")
         like: Medium
       }`,
      {
        Query: { best: () => ({ id: 's' }), worst: () => [{ id: 'f' }, { id: 'gone' }, null, { id: 's' }] },
        Medium: {
          __resolveReference: asKey,
          stars: ({ id }: { id: string }) => (id === 'f' ? 5 : 0),
          blurb: ({ title }: { title: string }) => `On ${title}`,
          like: ({ id }: { id: string }) => ({ id: id === 'f' ? 's' : 'f' }),
        },
      },
    ),
  });

  test('adds fields to every type of the interface', () =>
    expectAnswer(
      federation,
      '{ media { __typename stars blurb ... on Film { minutes half: stars } ... on Song { id } } }',
      {
        media: [
          { __typename: 'Film', stars: 5, blurb: 'On Tjoet', minutes: 120, half: 5 },
          { __typename: 'Song', stars: 0, blurb: 'On Rayuan', id: 's' },
        ],
      },
    ));

  test('is told apart by the subgraph that knows the types', () =>
    expectAnswer(
      federation,
      '{ best { __typename stars title ... on Song { id } ... on Film { minutes } } }',
      {
        best: { __typename: 'Song', stars: 0, title: 'Rayuan', id: 's' },
      },
    ));

  test('needs nobody else for its own fields', () =>
    expectAnswer(
      federation,
      '{ best { id stars } }',
      { best: { id: 's', stars: 0 } },
      { calls: ['reviews'] },
    ));

  test('whose type nobody tells is null, and the others stay', () =>
    expectAnswer(federation, '{ worst { stars ... on Film { minutes } ... on Song { title } } }', {
      worst: [{ stars: 5, minutes: 120 }, { stars: 0 }, null, { stars: 0, title: 'Rayuan' }],
    }));

  test('leads on to itself', () =>
    expectAnswer(
      federation,
      '{ best { like { like { ... on Song { title } } ... on Film { minutes stars } } } }',
      {
        best: { like: { like: { title: 'Rayuan' }, minutes: 120, stars: 5 } },
      },
    ));
});
