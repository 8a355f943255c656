import { expect, it } from 'vitest';
import { startForeignFederation } from './setup/foreign-federation.ts';
import type { ForeignSubgraph } from './setup/foreign-subgraphs.ts';

/** What one subgraph is sent of another is what the schema says, whatever a client asks for beside it. */

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requires", "@external", "@shareable", "@inaccessible", "@interfaceObject"])';

interface Parcel {
  readonly id: string;
  readonly weight?: number;
  readonly duty?: number;
  readonly title?: string;
}

const POST: Readonly<Record<string, ForeignSubgraph>> = {
  depots: {
    typeDefs: `${LINK}
      type Query { parcels: [Parcel!]! }
      type Parcel @key(fields: "id") { id: ID! weight: Int! sender: String! duty(zone: Int!): Int! }`,
    resolvers: {
      Query: { parcels: () => [{ id: 'p1', weight: 2, sender: 'p2' }] },
      Parcel: { duty: (_: Parcel, { zone }: { zone: number }) => zone * 10 },
    },
  },
  quotes: {
    typeDefs: `${LINK}
      type Parcel @key(fields: "id") {
        id: ID!
        weight: Int! @external
        duty(zone: Int!): Int! @external
        near: String! @requires(fields: "weight duty(zone: 1)")
        far(note: String): String! @requires(fields: "duty(zone: 7)")
        asked: String!
      }`,
    resolvers: {
      Parcel: {
        near: ({ weight, duty }: Parcel) => `${weight} at ${duty}`,
        far: ({ duty }: Parcel, { note }: { note?: string }) => `${duty} ${note ?? ''}`.trim(),
        asked: ({ id }: Parcel) => id,
      },
    },
  },
};

it('an alias of a client never stands in for a key or for what a field requires', async () => {
  const { ask, calls } = await startForeignFederation(POST);
  const query = '{ parcels { id: sender weight: sender near asked } }';
  expect(await ask(query)).toEqual({
    data: { parcels: [{ id: 'p2', weight: 'p2', near: '2 at 10', asked: 'p1' }] },
  });
  const sent = calls
    .filter(({ subgraph }) => subgraph === 'quotes')
    .map(({ variables }) => JSON.stringify(variables));
  expect(sent.join()).not.toContain('p2');
});

it('neither does an argument that the client chooses', async () => {
  const { ask } = await startForeignFederation(POST);
  expect(await ask('{ parcels { duty(zone: 5) near } }')).toEqual({
    data: { parcels: [{ duty: 50, near: '2 at 10' }] },
  });
});

it('two fields that require one field with different arguments have each their own', async () => {
  const { ask } = await startForeignFederation(POST);
  const query = 'query ($note: String) { parcels { near far(note: $note) duty(zone: 5) } }';
  expect(await ask(query, { note: 'slow' })).toEqual({
    data: { parcels: [{ near: '2 at 10', far: '70 slow', duty: 50 }] },
  });
});

it('what is required with arguments can itself require, and can be of the type that requires it', async () => {
  const box = (id: number) => ({ id: String(id) });
  const { ask } = await startForeignFederation({
    boxes: {
      typeDefs: `${LINK}
        type Query { box: Box }
        type Box @key(fields: "id") { id: ID! near(by: Int!): [Box!] size(unit: Int = 1): Int }`,
      resolvers: {
        Query: { box: () => box(1) },
        Box: {
          near: ({ id }: Parcel, { by }: { by: number }) => [box(Number(id) + by)],
          size: ({ id }: Parcel, { unit }: { unit: number }) => Number(id) * 100 * unit,
        },
      },
    },
    loads: {
      typeDefs: `${LINK}
        type Box @key(fields: "id") {
          id: ID!
          weight: Int
          near(by: Int!): [Box!] @external
          size(unit: Int = 1): Int @external
          short: Int @requires(fields: "near(by: 1) { weight }")
          long: Int @requires(fields: "near(by: 5) { weight }")
          middle(by: Int!): Int @requires(fields: "size(unit: 2)")
        }`,
      resolvers: {
        Box: {
          weight: ({ id }: Parcel) => Number(id),
          short: ({ near }: { near: readonly { weight: number }[] }) => near[0]?.weight,
          long: ({ near }: { near: readonly { weight: number }[] }) => near[0]?.weight,
          middle: ({ size }: { size: number }, { by }: { by: number }) => size + by,
        },
      },
    },
    ends: {
      typeDefs: `${LINK}
        type Box @key(fields: "id") {
          id: ID!
          middle(by: Int!): Int @external
          end: String @requires(fields: "middle(by: 3)")
          other: String @requires(fields: "middle(by: 4)")
        }`,
      resolvers: {
        Box: {
          end: ({ middle }: { middle: number }) => `end ${middle}`,
          other: ({ middle }: { middle: number }) => `other ${middle}`,
        },
      },
    },
  });
  const boxAt = (id: number) => ({ weight: id, short: id + 1, long: id + 5 });
  expect(await ask('{ box { weight short long near(by: 3) { weight short long } } }')).toEqual({
    data: { box: { ...boxAt(1), near: [boxAt(4)] } },
  });
  expect(await ask('{ box { size middle(by: 9) end other } }')).toEqual({
    data: { box: { size: 100, middle: 209, end: 'end 203', other: 'other 204' } },
  });
});

it('a subgraph is asked again by a key that it resolves', async () => {
  const { ask } = await startForeignFederation({
    rolls: {
      typeDefs: `${LINK}
        type Query { rolls: [Roll] }
        type Roll @key(fields: "shelf { row }", resolvable: false) @key(fields: "number shelf { bay }") {
          number: ID!
          shelf: Shelf!
          title: String @external
          label: String @requires(fields: "title")
        }
        type Shelf @shareable { row: Int bay: Int }`,
      resolvers: {
        Query: { rolls: () => [{ number: 'r1', shelf: { row: 1, bay: 2 } }] },
        Roll: { label: ({ number, title }: { number: string; title: string }) => `${number}: ${title}` },
      },
    },
    titles: {
      typeDefs: `${LINK} type Roll @key(fields: "number") { number: ID! title: String }`,
      resolvers: { Roll: { title: () => 'Tides' } },
    },
  });
  expect(await ask('{ rolls { label } }')).toEqual({ data: { rolls: [{ label: 'r1: Tides' }] } });
});

it('an operation of which nobody can give anything is refused, not answered with null', async () => {
  const signs: Readonly<Record<string, ForeignSubgraph>> = {
    signs: {
      typeDefs: `${LINK} type Query { sign: Sign } interface Sign @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { sign: () => null } },
    },
    texts: {
      typeDefs: `${LINK}
        type Query { anySign: Sign }
        type Sign @key(fields: "id", resolvable: false) @interfaceObject { id: ID! text: String }`,
      resolvers: { Query: { anySign: () => ({ id: 's1', text: 'This way' }) } },
    },
  };
  const { ask } = await startForeignFederation(signs);
  const refused = await ask('{ sign { text } }');
  expect(refused.data).toBeUndefined();
  expect(refused.errors?.[0]?.extensions.code).toBe('PLANNING_FAILED');
  expect(await ask('{ anySign { id text } }')).toEqual({ data: { anySign: { id: 's1', text: 'This way' } } });
});

it('what clients cannot see of another type is required all the same', async () => {
  const { ask } = await startForeignFederation({
    boxes: {
      typeDefs: `${LINK}
        type Query { box: Box }
        type Box @key(fields: "id") { id: ID! content: Content }
        interface Content { label: String }
        type Paper implements Content { label: String }
        type Secret implements Content @inaccessible { label: String code: String }`,
      resolvers: {
        Query: { box: () => ({ id: 'x', content: { __typename: 'Secret', label: 'sealed', code: '7' } }) },
      },
    },
    seals: {
      typeDefs: `${LINK}
        type Box @key(fields: "id") {
          id: ID!
          content: Content @external
          seal: String @requires(fields: "content { label ... on Secret { code } }")
        }
        interface Content { label: String }
        type Paper implements Content { label: String @external }
        type Secret implements Content @inaccessible { label: String @external code: String @external }`,
      resolvers: {
        Box: {
          seal: ({ content }: { content: { label: string; code: string } }) => content.label + content.code,
        },
      },
    },
  });
  const { data } = await ask('{ box { content { label } seal } }');
  expect(data).toEqual({ box: { content: null, seal: 'sealed7' } });
});
