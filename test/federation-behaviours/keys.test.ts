import { describe, test } from 'vitest';
import { expectAnswer, subgraph } from '../setup/federated/expect-answer.ts';
import { startResolvedFederation } from '../setup/federated/local-federation.ts';

const SHIPS = [
  { id: 's1', name: 'Dewaruci', tonnes: 874 },
  { id: 's2', name: 'Kelimutu', tonnes: 0 },
  { id: 's3', name: 'Sinabung', tonnes: 14_665 },
];

function byId<Row extends { readonly id: string }>(rows: readonly Row[]) {
  return ({ id }: { id: string }) => rows.find((each) => each.id === id) ?? null;
}

describe('a simple key', () => {
  const federation = startResolvedFederation({
    register: subgraph(
      `type Query { ships: [Ship], pairs: [[Ship]!], twins: [Ship!]! }
       type Ship @key(fields: "id") { id: ID! name: String }`,
      {
        Query: {
          ships: () => [...SHIPS, { id: 'ghost', name: 'Hantu' }, null],
          pairs: () => [[SHIPS[0], SHIPS[1]], [], [null, SHIPS[0]]],
          twins: () => [SHIPS[0], SHIPS[2], SHIPS[0], SHIPS[0]],
        },
        Ship: { __resolveReference: byId(SHIPS) },
      },
    ),
    survey: subgraph('type Ship @key(fields: "id") { id: ID! tonnes: Int, sister: Ship, strict: Int! }', {
      Ship: {
        __resolveReference: byId(SHIPS),
        sister: ({ id }: { id: string }) => (id === 's1' ? { id: 's3' } : null),
        strict: ({ tonnes }: { tonnes: number }) => tonnes,
      },
    }),
  });

  test('joins a list with one call, and an entity that is missing there has nulls', () =>
    expectAnswer(
      federation,
      '{ ships { name tonnes } }',
      {
        ships: [
          { name: 'Dewaruci', tonnes: 874 },
          { name: 'Kelimutu', tonnes: 0 },
          { name: 'Sinabung', tonnes: 14_665 },
          { name: 'Hantu', tonnes: null },
          null,
        ],
      },
      { calls: ['register', 'survey'] },
    ));

  test('whose missing entity has a field that cannot be null takes the entity away', () =>
    expectAnswer(federation, '{ ships { name strict } }', {
      ships: [
        { name: 'Dewaruci', strict: 874 },
        { name: 'Kelimutu', strict: 0 },
        { name: 'Sinabung', strict: 14_665 },
        null,
        null,
      ],
    }));

  test('joins lists of lists, empty ones and nulls among them', () =>
    expectAnswer(federation, '{ pairs { tonnes } }', {
      pairs: [[{ tonnes: 874 }, { tonnes: 0 }], [], [null, { tonnes: 874 }]],
    }));

  test('sends an entity that stands in several places once', async ({ expect }) => {
    const { calls } = await expectAnswer(federation, '{ twins { id tonnes } }', {
      twins: ['s1', 's3', 's1', 's1'].map((id) => ({ id, tonnes: id === 's1' ? 874 : 14_665 })),
    });
    expect(calls[1]?.call.variables).toEqual({
      representations: [
        { __typename: 'Ship', id: 's1' },
        { __typename: 'Ship', id: 's3' },
      ],
    });
  });

  test('leads on from an entity that a join gave, and back', () =>
    expectAnswer(federation, '{ ships { sister { name sister { name } } } }', {
      ships: [
        { sister: { name: 'Sinabung', sister: null } },
        { sister: null },
        { sister: null },
        { sister: null },
        null,
      ],
    }));

  test('is not asked for, and nothing is called, where no entity came', () =>
    expectAnswer(federation, '{ ships @skip(if: true) { tonnes } twins { id } }', {
      twins: [{ id: 's1' }, { id: 's3' }, { id: 's1' }, { id: 's1' }],
    }));
});

describe('other keys', () => {
  test('of several fields are sent whole', async ({ expect }) => {
    const federation = startResolvedFederation({
      ports: subgraph(
        `type Query { berths: [Berth!] }
         type Berth @key(fields: "port number") { port: String! number: Int! length: Float }`,
        {
          Query: {
            berths: () => [
              { port: 'IDJKT', number: 0, length: 12.5 },
              { port: 'IDSUB', number: 0, length: null },
            ],
          },
        },
      ),
      tides: subgraph('type Berth @key(fields: "port number") { port: String! number: Int! depth: String }', {
        Berth: {
          __resolveReference: (key: object) => key,
          depth: ({ port, number }: { port: string; number: number }) => `${port}/${number}`,
        },
      }),
    });
    const { calls } = await expectAnswer(federation, '{ berths { depth length } }', {
      berths: [
        { depth: 'IDJKT/0', length: 12.5 },
        { depth: 'IDSUB/0', length: null },
      ],
    });
    expect(calls[1]?.call.variables).toEqual({
      representations: [
        { __typename: 'Berth', port: 'IDJKT', number: 0 },
        { __typename: 'Berth', port: 'IDSUB', number: 0 },
      ],
    });
  });

  test('that two subgraphs do not share are bridged by a third', () =>
    expectAnswer(
      startResolvedFederation({
        inland: subgraph('type Query { waybill: Waybill } type Waybill @key(fields: "id") { id: ID! }', {
          Query: { waybill: () => ({ id: 'w7' }) },
        }),
        office: subgraph('type Waybill @key(fields: "id") @key(fields: "serial") { id: ID! serial: Int! }', {
          Waybill: { __resolveReference: ({ id }: { id: string }) => ({ id, serial: Number(id.slice(1)) }) },
        }),
        customs: subgraph('type Waybill @key(fields: "serial") { serial: Int! stamp: String }', {
          Waybill: {
            __resolveReference: ({ serial }: { serial: number }) => ({ serial, stamp: `stamp ${serial}` }),
          },
        }),
      }),
      '{ waybill { stamp } }',
      { waybill: { stamp: 'stamp 7' } },
      { calls: ['inland', 'office', 'customs'] },
    ));

  test('that lie in a value, in a list of values, and in another entity', async ({ expect }) => {
    const federation = startResolvedFederation({
      yard: subgraph(
        `type Query { crates: [Crate!] }
         type Crate @key(fields: "seal { office year }") @key(fields: "labels { code } owner { id }") {
           seal: Seal! labels: [Label!]! owner: Company!
         }
         type Seal @shareable { office: String! year: Int! }
         type Label @shareable { code: ID! }
         type Company @key(fields: "id") { id: ID! }`,
        {
          Query: {
            crates: () => [
              {
                seal: { office: 'Bitung', year: 1999 },
                labels: [{ code: 'a' }, { code: 'b' }],
                owner: { id: 'c1' },
              },
              { seal: { office: 'Ende', year: 2001 }, labels: [], owner: { id: 'c2' } },
            ],
          },
        },
      ),
      seals: subgraph(
        `type Crate @key(fields: "seal { office year }") { seal: Seal! isBroken: Boolean }
         type Seal @shareable { office: String! year: Int! }`,
        {
          Crate: {
            __resolveReference: (key: object) => key,
            isBroken: ({ seal }: { seal: { year: number } }) => seal.year < 2000,
          },
        },
      ),
      owners: subgraph(
        `type Crate @key(fields: "labels { code } owner { id }") { labels: [Label!]! owner: Company! rent: String }
         type Label @shareable { code: ID! }
         type Company @key(fields: "id") { id: ID! }`,
        {
          Crate: {
            __resolveReference: (key: object) => key,
            rent: ({ labels, owner }: { labels: readonly { code: string }[]; owner: { id: string } }) =>
              `${owner.id}:${labels.map((each) => each.code).join('+')}`,
          },
        },
      ),
    });
    const { calls } = await expectAnswer(federation, '{ crates { rent isBroken } }', {
      crates: [
        { rent: 'c1:a+b', isBroken: true },
        { rent: 'c2:', isBroken: false },
      ],
    });
    const sent = calls.find((each) => each.subgraph === 'owners')?.call.variables.representations;
    expect(sent).toMatchObject([
      { __typename: 'Crate', labels: [{ code: 'a' }, { code: 'b' }], owner: { id: 'c1' } },
      { __typename: 'Crate', labels: [], owner: { id: 'c2' } },
    ]);
  });

  test('that are null find nothing, and leave what is known', () =>
    expectAnswer(
      startResolvedFederation({
        log: subgraph(
          'type Query { entries: [Entry] } type Entry @key(fields: "code") { code: ID text: String }',
          {
            Query: {
              entries: () => [
                { code: null, text: 'blank' },
                { code: 'x', text: 'marked' },
              ],
            },
          },
        ),
        notes: subgraph('type Entry @key(fields: "code") { code: ID note: String }', {
          Entry: {
            __resolveReference: ({ code }: { code: string | null }) =>
              code && { code, note: `about ${code}` },
          },
        }),
      }),
      '{ entries { code text note } }',
      {
        entries: [
          { code: null, text: 'blank', note: null },
          { code: 'x', text: 'marked', note: 'about x' },
        ],
      },
    ));

  test('that cannot be resolved serve as references only', () =>
    expectAnswer(
      startResolvedFederation({
        crew: subgraph(
          `type Query { captains: [Captain] }
           type Captain @key(fields: "id") { id: ID! ship: Ship }
           type Ship @key(fields: "id", resolvable: false) { id: ID! }`,
          {
            Query: {
              captains: () => [
                { id: 'k1', ship: { id: 's1' } },
                { id: 'k2', ship: null },
              ],
            },
          },
        ),
        register: subgraph(
          'type Ship @key(fields: "id") { id: ID! name: String captain: Captain } type Captain @key(fields: "id", resolvable: false) { id: ID! }',
          {
            Ship: { __resolveReference: byId(SHIPS), captain: () => ({ id: 'k1' }) },
          },
        ),
      }),
      '{ captains { ship { id name captain { id } } } }',
      { captains: [{ ship: { id: 's1', name: 'Dewaruci', captain: { id: 'k1' } } }, { ship: null }] },
      { calls: ['crew', 'register'] },
    ));

  test('are taken as they are: numbers, texts that look like numbers, and names that objects have by birth', async ({
    expect,
  }) => {
    const federation = startResolvedFederation({
      a: subgraph(
        'type Query { things: [Thing] } type Thing @key(fields: "constructor toString") { constructor: ID! toString: Int! }',
        {
          Query: {
            things: () => [
              { constructor: '007', toString: 7 },
              { constructor: '__proto__', toString: -0 },
            ],
          },
        },
      ),
      b: subgraph(
        'type Thing @key(fields: "constructor toString") { constructor: ID! toString: Int! valueOf: String }',
        {
          Thing: {
            __resolveReference: (key: object) => key,
            valueOf: (key: Record<string, unknown>) => `${key.constructor}|${key.toString}`,
          },
        },
      ),
    });
    await expectAnswer(federation, '{ things { valueOf } }', {
      things: [{ valueOf: '007|7' }, { valueOf: '__proto__|0' }],
    });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
