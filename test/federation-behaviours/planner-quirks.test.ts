import { describe, expect, test } from 'vitest';
import { expectAnswer, subgraph } from '../setup/federated/expect-answer.ts';
import { startResolvedFederation } from '../setup/federated/local-federation.ts';

const asKey = (key: object) => key;

/** What Apollo's planner alone gets wrong, and a plan that is mended gets right. */
describe('@requires with arguments', () => {
  const federation = startResolvedFederation({
    fares: subgraph(
      `type Query { trips: [Trip] }
       type Trip @key(fields: "id") { id: ID! fare(coin: String!): Fare stops(first: Int!): [Stop!] }
       type Fare @shareable { sum: Int coin: String }
       type Stop @key(fields: "id") { id: ID! }`,
      {
        Query: { trips: () => [{ id: 't1' }, { id: 't2' }] },
        Trip: {
          __resolveReference: asKey,
          fare: ({ id }: { id: string }, { coin }: { coin: string }) =>
            id === 't2' && coin === 'EUR' ? null : { sum: coin.length, coin },
          stops: (_: unknown, { first }: { first: number }) =>
            Array.from({ length: first }, (_each, index) => ({ id: `s${index}` })),
        },
      },
    ),
    rebates: subgraph(
      `type Trip @key(fields: "id") {
         id: ID! fare(coin: String!): Fare @external
         inRupiah: String @requires(fields: "fare(coin: \\"RUPIAH\\") { sum coin }")
         inEuro: String @requires(fields: "fare(coin: \\"EUR\\") { sum coin }")
       }
       type Fare @shareable { sum: Int coin: String }`,
      {
        Trip: {
          __resolveReference: asKey,
          inRupiah: ({ fare }: { fare: object | null }) => JSON.stringify(fare),
          inEuro: ({ fare }: { fare: object | null }) => JSON.stringify(fare),
        },
      },
    ),
    guide: subgraph(
      `type Trip @key(fields: "id") {
         id: ID! stops(first: Int!): [Stop!] @external
         route: String @requires(fields: "stops(first: 3) { name }")
       }
       type Stop @key(fields: "id") { id: ID! name: String @external }`,
      {
        Trip: {
          __resolveReference: asKey,
          route: ({ stops }: { stops: readonly { name: string }[] }) =>
            stops.map((each) => each.name).join('>'),
        },
      },
    ),
    names: subgraph('type Stop @key(fields: "id") { id: ID! name: String }', {
      Stop: { __resolveReference: asKey, name: ({ id }: { id: string }) => `Halte ${id}` },
    }),
  });
  const rupiah = '{"sum":6,"coin":"RUPIAH"}';

  test('sends the arguments of the schema, whatever the client asks of the same field', () =>
    expectAnswer(federation, '{ trips { fare(coin: "YEN") { coin } inRupiah } }', {
      trips: [
        { fare: { coin: 'YEN' }, inRupiah: rupiah },
        { fare: { coin: 'YEN' }, inRupiah: rupiah },
      ],
    }));

  test.each([
    [true, { fare: { coin: 'YEN' } }],
    [false, {}],
  ])('and whether the client asks at all (%s)', async (yes, asked) => {
    await expectAnswer(
      federation,
      'query($yes: Boolean!) { trips { inRupiah fare(coin: "YEN") @include(if: $yes) { coin } } }',
      {
        trips: [
          { inRupiah: rupiah, ...asked },
          { inRupiah: rupiah, ...asked },
        ],
      },
      { variables: { yes } },
    );
  });

  test('keeps two of one field apart', () =>
    expectAnswer(federation, '{ trips { inRupiah inEuro } }', {
      trips: [
        { inRupiah: rupiah, inEuro: '{"sum":3,"coin":"EUR"}' },
        { inRupiah: rupiah, inEuro: 'null' },
      ],
    }));

  test('of a list whose entities are joined first, beside another page of it', () =>
    expectAnswer(federation, '{ trips { stops(first: 1) { id name } route } }', {
      trips: ['t1', 't2'].map(() => ({
        stops: [{ id: 's0', name: 'Halte s0' }],
        route: 'Halte s0>Halte s1>Halte s2',
      })),
    }));
});

test('an entity comes back to a subgraph by a key that it can be resolved by, though another is named first', async () => {
  const federation = startResolvedFederation({
    quay: subgraph(
      `type Query { cranes: [Crane] }
       type Crane @key(fields: "tag { site }", resolvable: false) @key(fields: "id tag { site no }") {
         id: ID! tag: Tag! maker: String @external label: String @requires(fields: "maker")
       }
       type Tag @shareable { site: String! no: Int! }`,
      {
        Query: { cranes: () => [{ id: 'c1', tag: { site: 'Belawan', no: 4 } }] },
        Crane: {
          __resolveReference: (key: { id?: string; tag: { no?: number } }) =>
            key.id && key.tag.no ? key : null,
          label: ({ maker, tag }: { maker: string; tag: { no: number } }) => `${maker} ${tag.no}`,
        },
      },
    ),
    makers: subgraph('type Crane @key(fields: "id") { id: ID! maker: String }', {
      Crane: { __resolveReference: asKey, maker: ({ id }: { id: string }) => `maker of ${id}` },
    }),
  });
  const { calls } = await expectAnswer(federation, '{ cranes { label } }', {
    cranes: [{ label: 'maker of c1 4' }],
  });
  expect(calls.at(-1)?.call.variables.representations).toMatchObject([{ id: 'c1', tag: { no: 4 } }]);
});

test('what is required of types that clients do not see reaches who requires it', () =>
  expectAnswer(
    startResolvedFederation({
      store: subgraph(
        `type Query { boxes: [Box] }
         type Box @key(fields: "id") { id: ID! in: Thing }
         union Thing = Seen | Hidden
         type Seen @shareable { word: String }
         type Hidden @shareable @inaccessible { word: String }`,
        {
          Query: {
            boxes: () => [
              { id: 1, in: { __typename: 'Seen', word: 'a' } },
              { id: 2, in: { __typename: 'Hidden', word: 'b' } },
            ],
          },
        },
      ),
      label: subgraph(
        `type Box @key(fields: "id") { id: ID! in: Thing @external text: String @requires(fields: "in { ... on Seen { word } ... on Hidden { word } }") }
         union Thing = Seen | Hidden
         type Seen @shareable { word: String }
         type Hidden @shareable { word: String }`,
        {
          Box: {
            __resolveReference: asKey,
            text: (box: { in: { word: string } | null }) => `${box.in?.word}`,
          },
        },
      ),
    }),
    '{ boxes { text in { __typename } } }',
    {
      boxes: [
        { text: 'a', in: { __typename: 'Seen' } },
        { text: 'b', in: null },
      ],
    },
  ));
