import { describe, test } from 'vitest';
import { expectAnswer, subgraph } from '../setup/federated/expect-answer.ts';
import { startResolvedFederation } from '../setup/federated/local-federation.ts';

const asKey = (key: object) => key;

describe('@requires', () => {
  const federation = startResolvedFederation({
    catalogue: subgraph(
      `type Query { parcels: [Parcel] }
       type Parcel @key(fields: "id") { id: ID! grams: Int size: Size tags: [Tag] }
       type Size @shareable { width: Int height: Int }
       type Tag { word: String }`,
      {
        Query: {
          parcels: () => [
            {
              id: 'p1',
              grams: 100,
              size: { width: 2, height: 3 },
              tags: [{ word: 'a' }, null, { word: 'b' }],
            },
            { id: 'p2', grams: null, size: null, tags: [] },
          ],
        },
        Parcel: { __resolveReference: asKey },
      },
    ),
    postage: subgraph(
      `type Parcel @key(fields: "id") {
         id: ID! grams: Int @external size: Size @external tags: [Tag] @external
         fee: Int @requires(fields: "grams")
         volume: String @requires(fields: "size { width height } tags { word }")
       }
       type Size @shareable { width: Int height: Int }
       type Tag @external { word: String }`,
      {
        Parcel: {
          __resolveReference: asKey,
          fee: ({ grams }: { grams: number | null }) => (grams === null ? null : grams * 2),
          volume: ({ size, tags }: { size: object; tags: object }) => JSON.stringify([size, tags]),
        },
      },
    ),
    tax: subgraph(
      `type Parcel @key(fields: "id") { id: ID! fee: Int @external levy: Int @requires(fields: "fee") }`,
      { Parcel: { __resolveReference: asKey, levy: ({ fee }: { fee: number | null }) => fee && fee + 1 } },
    ),
  });

  test('sends what is required, and not to the client', () =>
    expectAnswer(federation, '{ parcels { fee } }', { parcels: [{ fee: 200 }, { fee: null }] }));

  test('sends values and lists of values, nulls among them', () =>
    expectAnswer(federation, '{ parcels { volume } }', {
      parcels: [
        { volume: '[{"width":2,"height":3},[{"word":"a"},null,{"word":"b"}]]' },
        { volume: '[null,[]]' },
      ],
    }));

  test('goes on through three subgraphs', () =>
    expectAnswer(
      federation,
      '{ parcels { levy } }',
      { parcels: [{ levy: 201 }, { levy: null }] },
      { calls: ['catalogue', 'postage', 'tax'] },
    ));

  test('does not mix with what the client asks for under the same names', () =>
    expectAnswer(federation, '{ parcels { id levy grams size { height } volume fee } }', {
      parcels: [
        {
          id: 'p1',
          levy: 201,
          grams: 100,
          size: { height: 3 },
          volume: '[{"width":2,"height":3},[{"word":"a"},null,{"word":"b"}]]',
          fee: 200,
        },
        { id: 'p2', levy: null, grams: null, size: null, volume: '[null,[]]', fee: null },
      ],
    }));

  test('is not led astray by an alias that is called as what is required', () =>
    expectAnswer(federation, '{ parcels { grams: id fee id: grams } }', {
      parcels: [
        { grams: 'p1', fee: 200, id: 100 },
        { grams: 'p2', fee: null, id: null },
      ],
    }));

  test('reads through fragments on the types of an interface', () =>
    expectAnswer(
      startResolvedFederation({
        yard: subgraph(
          `type Query { lots: [Lot] }
           type Lot @key(fields: "id") { id: ID! holds: Load }
           interface Load { label: String }
           type Coal implements Load @shareable { label: String carbon: Int }
           type Fish implements Load @shareable { label: String species: String }`,
          {
            Query: {
              lots: () => [
                { id: 1, holds: { __typename: 'Coal', label: 'c', carbon: 80 } },
                { id: 2, holds: { __typename: 'Fish', label: 'f', species: 'tuna' } },
                { id: 3, holds: null },
              ],
            },
          },
        ),
        safety: subgraph(
          `type Lot @key(fields: "id") {
             id: ID! holds: Load @external
             advice: String @requires(fields: "holds { label ... on Coal { carbon } ... on Fish { species } }")
           }
           interface Load { label: String }
           type Coal implements Load @shareable { label: String carbon: Int }
           type Fish implements Load @shareable { label: String species: String }`,
          {
            Lot: {
              __resolveReference: asKey,
              advice: ({ holds }: { holds: Record<string, unknown> | null }) =>
                holds && `${holds.label} ${holds.carbon ?? holds.species}`,
            },
          },
        ),
      }),
      '{ lots { advice } }',
      { lots: [{ advice: 'c 80' }, { advice: 'f tuna' }, { advice: null }] },
    ));

  test('comes back to the subgraph that gave the entity', () =>
    expectAnswer(
      startResolvedFederation({
        orders: subgraph(
          `type Query { order: Order }
           type Order @key(fields: "id") { id: ID! rate: Int @external total: Int @requires(fields: "rate") }`,
          {
            Query: { order: () => ({ id: 'o1' }) },
            Order: { __resolveReference: asKey, total: ({ rate }: { rate: number }) => rate * 10 },
          },
        ),
        rates: subgraph('type Order @key(fields: "id") { id: ID! rate: Int }', {
          Order: { __resolveReference: asKey, rate: () => 4 },
        }),
      }),
      '{ order { total } }',
      { order: { total: 40 } },
      { calls: ['orders', 'rates', 'orders'] },
    ));
});

describe('@provides and @override', () => {
  const federation = startResolvedFederation({
    authors: subgraph(
      `type Query { first: Author }
       type Author @key(fields: "id") { id: ID! name: String @shareable born: Place @shareable penName: String }
       type Place { town: String @shareable country: String }`,
      {
        Query: {
          first: () => ({ id: 'a1', name: 'Pram', penName: 'P', born: { town: 'Blora', country: 'ID' } }),
        },
        Author: {
          __resolveReference: ({ id }: { id: string }) => ({
            id,
            name: 'Pram',
            penName: 'P',
            born: { town: 'Blora', country: 'ID' },
          }),
        },
      },
    ),
    books: subgraph(
      `type Query { books: [Book] @provides(fields: "by { name }"), other: Book }
       type Book @key(fields: "id") { id: ID! by: Author, near: Author @provides(fields: "born { town }") }
       type Author @key(fields: "id") { id: ID! name: String @external born: Place @external penName: String @override(from: "authors") }
       type Place { town: String @external }`,
      {
        Query: { books: () => [{ id: 1 }, { id: 2 }], other: () => ({ id: 3 }) },
        Book: { by: () => ({ id: 'a1', name: 'Pram' }), near: () => ({ id: 'a1', born: { town: 'Blora' } }) },
        Author: { __resolveReference: asKey, penName: () => 'moved' },
      },
    ),
  });

  test('a field that is provided on this way is not fetched from its owner', () =>
    expectAnswer(
      federation,
      '{ books { by { name } } }',
      { books: [{ by: { name: 'Pram' } }, { by: { name: 'Pram' } }] },
      { calls: ['books'] },
    ));

  test('on another way it is', () =>
    expectAnswer(
      federation,
      '{ other { by { name } } }',
      { other: { by: { name: 'Pram' } } },
      { calls: ['books', 'authors'] },
    ));

  test('a part of a value is provided, the rest is fetched', () =>
    expectAnswer(federation, '{ other { near { born { town country } } } }', {
      other: { near: { born: { town: 'Blora', country: 'ID' } } },
    }));

  test('a field that moved is asked of its new owner', () =>
    expectAnswer(
      federation,
      '{ first { penName name } }',
      { first: { penName: 'moved', name: 'Pram' } },
      { calls: ['authors', 'books'] },
    ));
});

test('a subgraph of Federation 1 extends a type whose key and fields are elsewhere', () =>
  expectAnswer(
    startResolvedFederation({
      people: {
        sdl: 'type Query { person: Person } type Person @key(fields: "id") { id: ID! name: String phone: String }',
        resolvers: {
          Query: { person: () => ({ id: 'p', name: 'Ani', phone: '1' }) },
          Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Ani', phone: '1' }) },
        },
      },
      letters: {
        sdl: `extend type Query { letters: [Letter] }
              type Letter @key(fields: "id") { id: ID! to: Person @provides(fields: "name") }
              extend type Person @key(fields: "id") { id: ID! @external name: String @external phone: String @external sms: String @requires(fields: "phone") }`,
        resolvers: {
          Query: { letters: () => [{ id: 'l1' }] },
          Letter: { to: () => ({ id: 'p', name: 'Ani' }) },
          Person: { __resolveReference: asKey, sms: ({ phone }: { phone: string }) => `sms:${phone}` },
        },
      },
    }),
    '{ person { sms } letters { to { name sms phone } } }',
    { person: { sms: 'sms:1' }, letters: [{ to: { name: 'Ani', sms: 'sms:1', phone: '1' } }] },
  ));
