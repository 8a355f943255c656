import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type ForeignFederation, startForeignFederation } from './setup/foreign-federation.ts';
import type { ForeignSubgraph } from './setup/foreign-subgraphs.ts';

/** Whatever Apollo's planner makes of an operation, everybody else is answered meanwhile. */

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])';

/** Relations of entities that four subgraphs share: each level of one multiplies the plans by four. */
const RELATIONS = 15;
const KNOTS: Readonly<Record<string, ForeignSubgraph>> = {
  root: {
    typeDefs: `${LINK} type Query { start: Knot } type Knot @key(fields: "id") { id: ID! rootLeaf: Int }`,
    resolvers: { Query: { start: () => ({ id: 'k', rootLeaf: 1 }) } },
  },
  ...Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name): [string, ForeignSubgraph] => [
      name,
      {
        typeDefs: `${LINK} type Knot @key(fields: "id") {
          id: ID! ${name}Leaf: Int ${repeat((index) => `next${index}: Knot @shareable`)}
        }`,
        resolvers: {},
      },
    ]),
  ),
};

/** Within all that gateway and planner bound themselves, and a quarter of a second's work on a processor of its own. */
const SLOW = `{ start { ${repeat((x) => `next${x} { ${repeat((y) => `next${y} { aLeaf }`)} }`)} } }`;
const KNOWN = '{ start { rootLeaf } }';
const MAX_PAUSE_MS = 250;

function repeat(write: (index: number) => string): string {
  return Array.from({ length: RELATIONS }, (_, index) => write(index)).join(' ');
}

/** Calls something again and again until it is told to stop. @returns the longest time that it waited, in milliseconds. */
async function probe(call: () => Promise<unknown>, isOver: () => boolean): Promise<number> {
  let longest = 0;
  while (!isOver()) {
    const started = performance.now();
    await call();
    longest = Math.max(longest, performance.now() - started);
    await sleep(5);
  }
  return longest;
}

/** An operation that is planned and kept. The first plan of a thread takes longer than any after it. */
async function findKnown(ask: ForeignFederation['ask']): Promise<string> {
  for (let tries = 0; tries < 20; tries += 1) {
    const query = `query Known${tries} ${KNOWN}`;
    if ((await ask(query)).data) return query;
  }
  throw new Error('Nothing at all can be planned in time.');
}

it('an operation that cannot be planned in time holds nobody up', { timeout: 120_000 }, async () => {
  const { ask, start } = await startForeignFederation(KNOTS, {
    ALLOW_WILDCARD_AGREEMENTS: 'true',
    PLAN_DEADLINE_MS: '100',
  });
  if (!start.ok) throw new Error(start.problems.join('\n'));
  const { url } = start.gateway;
  const isAlive = async () => expect((await fetch(`${url}/health/live`)).status).toBe(200);
  const known = await findKnown(ask);
  const isAnswered = async () => expect((await ask(known)).data).toEqual({ start: { rootLeaf: 1 } });
  const probeBoth = async (isOver: () => boolean) =>
    Math.max(...(await Promise.all([probe(isAlive, isOver), probe(isAnswered, isOver)])));

  const until = performance.now() + 1_000;
  // What the machine does by itself, with other tests beside this one.
  const usual = await probeBoth(() => performance.now() > until);
  let isOver = false;
  const bomb = ask(SLOW).finally(() => {
    isOver = true;
  });
  const longest = await probeBoth(() => isOver);
  expect((await bomb).errors?.[0]?.extensions.code).toBe('PLANNING_FAILED');
  expect(longest).toBeLessThan(Math.max(MAX_PAUSE_MS, 3 * usual));
  // A new plan waits for the thread that takes the place of the killed one.
  await findKnown((query) => ask(query.replace('Known', 'New')));
});

it('what the planner itself finds too much is refused at once, and it goes on', async () => {
  const { ask } = await startForeignFederation(KNOTS, {
    ALLOW_WILDCARD_AGREEMENTS: 'true',
    PLAN_DEADLINE_MS: '20000',
  });
  const bomb = `{ start { ${'next0 { '.repeat(9)}rootLeaf${' }'.repeat(9)} } }`;
  expect(bomb.length).toBeLessThan(120);
  expect((await ask(bomb)).errors?.[0]?.extensions.code).toBe('PLANNING_FAILED');
  expect((await ask(KNOWN)).data).toEqual({ start: { rootLeaf: 1 } });
});
