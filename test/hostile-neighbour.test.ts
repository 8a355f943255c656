import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ForeignFederation, startForeignFederation } from './setup/foreign-federation.ts';
import type { ForeignSubgraph } from './setup/foreign-subgraphs.ts';

/** Whatever one agency's subgraph answers, the others' fields stay as they are, and so does the gateway. */

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])';
const PEOPLE = new Map([
  ['p1', { id: 'p1', name: 'Ayu', blood: 'A' }],
  ['p2', { id: 'p2', name: 'Budi', blood: 'B' }],
]);
const find = ({ id }: { readonly id: string }) => PEOPLE.get(id);

const SUBGRAPHS = {
  registry: {
    typeDefs: `${LINK}
      type Query { people: [Person!]! }
      type Person @key(fields: "id") { id: ID! name: String }`,
    resolvers: { Query: { people: () => [...PEOPLE.values()] }, Person: { __resolveReference: find } },
  },
  health: {
    typeDefs: `${LINK} type Person @key(fields: "id") { id: ID! blood: String }`,
    resolvers: { Person: { __resolveReference: find } },
  },
  tax: {
    typeDefs: `${LINK}
      type Person @key(fields: "id") { id: ID! rating: Int asset: Asset kin: [Person!] }
      union Asset = House | Car
      type House { rooms: Int }
      type Car { seats: Int }`,
    resolvers: {
      Person: {
        rating: () => 1,
        asset: () => ({ __typename: 'House', rooms: 3 }),
        kin: () => [{ id: 'p2' }],
      },
    },
  },
} as const satisfies Readonly<Record<string, ForeignSubgraph>>;

const QUERY = `{
  people {
    id
    name
    blood
    rating
    asset { __typename ... on House { rooms } ... on Car { seats } }
    kin { id name }
  }
}`;

interface Answer {
  readonly data: Record<string, unknown[]>;
}
type Behaviour = (response: ServerResponse, answer: Answer) => unknown;

let hostile: Server;
let behave: Behaviour;
let federation: ForeignFederation;
const ends: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  const { typeDefs, resolvers } = SUBGRAPHS.tax;
  const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers });
  hostile = createServer(async (request, response) => {
    const { query, variables } = (await json(request)) as {
      query: string;
      variables: Record<string, unknown>;
    };
    const answer = await graphql({ schema, source: query, variableValues: variables });
    // As it would go over the wire: objects like any others.
    behave(response, JSON.parse(JSON.stringify(answer)));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => hostile.once('listening', resolve));
  federation = await startForeignFederation(
    SUBGRAPHS,
    {
      ALLOW_WILDCARD_AGREEMENTS: 'true',
      SUBGRAPH_URLS: `tax=http://127.0.0.1:${(hostile.address() as AddressInfo).port}/graphql`,
      SUBGRAPH_DEADLINE_MS: '800',
      SUBGRAPH_MAX_BYTES: '1000000',
    },
    (end) => ends.push(end),
  );
});
afterAll(async () => {
  for (const end of ends) await end();
  hostile.closeAllConnections();
  hostile.close();
});

const send = (response: ServerResponse, body: unknown) =>
  response
    .setHeader('content-type', 'application/json')
    .end(typeof body === 'string' ? body : JSON.stringify(body));

/** Answers with each entity made into something else. */
const withEntities =
  (change: (entity: Record<string, unknown>, index: number) => unknown): Behaviour =>
  (response, { data }) => {
    const changed = Object.entries(data).map(([key, list]) => [
      key,
      (list as Record<string, unknown>[]).map(change),
    ]);
    send(response, { data: Object.fromEntries(changed) });
  };
/** Answers with other fields in each entity. */
const withFields = (fields: object): Behaviour => withEntities((entity) => ({ ...entity, ...fields }));

const HOUSE = { __typename: 'House', rooms: 3 };
const KIN = [{ id: 'p2', name: 'Budi' }];
/** What everybody is told of each person, with what is left of the hostile fields. */
const people = (own: object) => ({
  people: [...PEOPLE.values()].map((person) => ({ ...person, rating: 1, asset: HOUSE, kin: KIN, ...own })),
});
const nothing = { rating: null, asset: null, kin: null };

/** Asks, and holds the answer to what no behaviour changes. @returns the codes that were told */
async function ask(own: object): Promise<readonly string[]> {
  const { data, errors = [] } = await federation.ask(QUERY);
  expect(data).toEqual(people(own));
  for (const { message, extensions } of errors) {
    expect(extensions.provider).toBe('tax');
    expect(message).not.toContain('evil');
  }
  expect(errors.length).toBeLessThanOrEqual(21);
  expect(Object.hasOwn(Object.prototype, 'evil')).toBe(false);
  return [...new Set<string>(errors.map(({ extensions }) => extensions.code))];
}

/** Writes for as long as the other side takes it. */
function flood(response: ServerResponse, text: string): void {
  const more = () => {
    while (!response.destroyed && response.write(text));
  };
  response.on('drain', more);
  more();
}

const MEGABYTE = 'x'.repeat(1_000_000);

describe('a neighbour that sends what nobody can read', () => {
  test.each<readonly [string, Behaviour, string]>([
    [
      '150 MB',
      (response) => {
        response.setHeader('content-length', 150_000_000);
        flood(response, MEGABYTE);
      },
      'SUBGRAPH_BAD_ANSWER',
    ],
    ['JSON without end', (response) => flood(response, '[[[['.repeat(10_000)), 'SUBGRAPH_BAD_ANSWER'],
    ['lists in lists in lists', (response) => send(response, '['.repeat(900_000)), 'SUBGRAPH_BAD_ANSWER'],
    [
      'whole lists in lists',
      (response) => send(response, `{"data":${'['.repeat(400_000)}${']'.repeat(400_000)}}`),
      'SUBGRAPH_BAD_ANSWER',
    ],
    [
      'a byte now and then',
      (response, answer) => {
        const bytes = [...JSON.stringify(answer)];
        const drip = setInterval(() => response.write(bytes.shift() ?? ' '), 50);
        response.on('close', () => clearInterval(drip));
      },
      'SUBGRAPH_TIMEOUT',
    ],
    ['nothing', () => {}, 'SUBGRAPH_TIMEOUT'],
    ['no HTTP', (response) => response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'), 'SUBGRAPH_BAD_ANSWER'],
    [
      'two lengths',
      (response) =>
        response.socket?.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 9\r\n\r\n{}       '),
      'SUBGRAPH_BAD_ANSWER',
    ],
    [
      'half of it',
      (response, answer) => {
        response.setHeader('content-length', 1_000);
        response.write(JSON.stringify(answer), () => response.socket?.resetAndDestroy());
      },
      'SUBGRAPH_UNAVAILABLE',
    ],
    [
      'what grows',
      (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(MEGABYTE.repeat(20))),
      'SUBGRAPH_BAD_ANSWER',
    ],
    [
      'another address',
      (response) => response.writeHead(307, { location: '/evil' }).end(),
      'SUBGRAPH_BAD_ANSWER',
    ],
    ['no object', (response) => send(response, '"evil"'), 'SUBGRAPH_BAD_ANSWER'],
    ['nothing but null', (response) => send(response, 'null'), 'SUBGRAPH_BAD_ANSWER'],
    ['a list', (response, answer) => send(response, [answer]), 'SUBGRAPH_BAD_ANSWER'],
    ['a list as data', (response) => send(response, { data: [] }), 'SUBGRAPH_BAD_ANSWER'],
    [
      'other data under its prototype',
      (response, answer) => send(response, `{"__proto__":${JSON.stringify(answer)}}`),
      'SUBGRAPH_BAD_ANSWER',
    ],
    [
      'an entity too many',
      (response, { data }) =>
        send(response, {
          data: Object.fromEntries(Object.entries(data).map(([key, list]) => [key, [...list, ...list]])),
        }),
      'SUBGRAPH_BAD_ANSWER',
    ],
    [
      'an entity too few',
      (response, { data }) =>
        send(response, {
          data: Object.fromEntries(Object.entries(data).map(([key, list]) => [key, list.slice(1)])),
        }),
      'SUBGRAPH_BAD_ANSWER',
    ],
    ['lists for entities', withEntities((entity) => [entity]), 'SUBGRAPH_BAD_ANSWER'],
    ['texts for entities', withEntities(() => 'evil'), 'SUBGRAPH_BAD_ANSWER'],
    [
      'errors without end',
      (response) =>
        send(response, {
          data: null,
          errors: Array.from({ length: 5_000 }, () => ({
            message: 'evil',
            path: ['_entities', '__proto__', 'evil'],
            extensions: { code: 'BAD_USER_INPUT', remedy: 'evil' },
          })),
        }),
      'SUBGRAPH_BAD_ANSWER',
    ],
  ])('(%s) takes its own fields with it and no others', async (_, behaviour, code) => {
    behave = behaviour;
    expect(await ask(nothing)).toEqual([code]);
  });
});

describe('a neighbour that sends what it was not asked for', () => {
  test.each<readonly [string, Behaviour]>([
    ["another agency's fields", withFields({ id: 'p2', name: 'evil', blood: 'evil', people: [] })],
    [
      'fields in the prototype',
      (response, answer) =>
        send(
          response,
          JSON.stringify(answer).replaceAll(
            '"rating":',
            '"__proto__":{"evil":1,"name":"evil","rating":9},"constructor":{"prototype":{"evil":1}},"rating":',
          ),
        ),
    ],
    [
      'more beside its data',
      (response, answer) => send(response, { ...answer, evil: 1, extensions: { evil: 1 } }),
    ],
    [
      'more roots',
      (response, { data }) => send(response, { data: { ...data, people: [], _service: { sdl: '' } } }),
    ],
    [
      'names for its kin',
      withEntities((entity) => ({
        ...entity,
        kin: [{ __typename: 'Person', id: 'p2', name: 'evil', blood: 'evil' }],
      })),
    ],
  ])('(%s) is not heard', async (_, behaviour) => {
    behave = behaviour;
    expect(await ask({})).toEqual([]);
  });
});

describe('a neighbour that sends one field wrongly', () => {
  test.each<readonly [string, Behaviour, object]>([
    ['an object for a number', withFields({ rating: { evil: 1 } }), { rating: null }],
    ['a text for a number', withFields({ rating: 'evil' }), { rating: null }],
    ['a number beyond all', withFields({ rating: 2 ** 40 }), { rating: null }],
    ['a list for an object', withFields({ asset: [HOUSE] }), { asset: null }],
    [
      'a type that is no member',
      withFields({ asset: { __typename: 'Person', name: 'evil' } }),
      { asset: null },
    ],
    ['a type that there is not', withFields({ asset: { __typename: 'evil' } }), { asset: null }],
    ['a type named after a prototype', withFields({ asset: { __typename: '__proto__' } }), { asset: null }],
    ['an object for a list', withFields({ kin: { length: 1, 0: { id: 'p2' } } }), { kin: null }],
    ['a null where none may be', withFields({ kin: [null] }), { kin: null }],
    [
      'an object for an id',
      withFields({ kin: [{ __typename: 'Person', id: { $ne: null } }] }),
      { kin: null },
    ],
  ])('(%s) loses that field', async (_, behaviour, own) => {
    behave = behaviour;
    expect(await ask(own)).toEqual(['SUBGRAPH_BAD_ANSWER']);
  });
});

test('a neighbour that leaves something out has null there', async () => {
  behave = withFields({ rating: undefined, asset: { rooms: 3 }, kin: [{}] });
  const { data } = await federation.ask(QUERY);
  expect(data).toEqual(people(nothing));
});

test('many answers of 150 MB at once take no memory to speak of, and nothing is left of them', async () => {
  let sent = 0;
  behave = (response) => {
    response.setHeader('content-length', 150_000_000);
    flood(response, MEGABYTE);
    response.on('close', () => {
      sent += response.socket?.bytesWritten ?? 0;
    });
  };
  await ask(nothing);
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(Array.from({ length: 20 }, () => ask(nothing)));
  }
  clearInterval(watch);
  // Both ends are in this process; 9 GB were on offer.
  expect(most - before).toBeLessThan(400_000_000);
  expect(sent).toBeLessThan(2_000_000_000);
  behave = (response, answer) => send(response, answer);
  expect(await ask({})).toEqual([]);
});
