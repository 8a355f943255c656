import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlannerConfig } from '@apollo/query-planner';
import { parse } from 'graphql';
import { afterEach, describe, expect, test } from 'vitest';
import { PLANNER_CONFIG } from '../../../gateway/planning/planner-config.ts';
import { type Planner, startPlanner } from '../../../gateway/planning/start-planner.ts';
import { BOMB_SUPERGRAPH, bombOf, UNREACHABLE_SUPERGRAPH } from '../../setup/bomb-graph.ts';
import { smallSupergraphSdl } from '../../setup/small-graph.ts';
import { createLogKeeper } from '../execution/inquiry-of.ts';

/** No limit of the planner's own: only the deadline and the memory are left. */
const UNBOUND: QueryPlannerConfig = { ...PLANNER_CONFIG, debug: {} };
const EASY = parse('{ start { rootLeaf aLeaf } }');

let planner: Planner | undefined;
afterEach(async () => {
  await planner?.stop();
});

async function start(details: Partial<Parameters<typeof startPlanner>[0]> = {}) {
  const { logger, lines } = createLogKeeper();
  planner = await startPlanner({
    supergraphSdl: BOMB_SUPERGRAPH,
    planDeadlineMs: 5_000,
    plannerWorkers: 1,
    plannerMemoryMb: 128,
    logger,
    ...details,
  });
  return { planner, lines };
}

/** Runs until the promise settles, and tells the longest time for which nothing else could run meanwhile. */
async function longestPause(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  await work;
  clearInterval(timer);
  return longest;
}

describe('a plan', () => {
  test("is that of Apollo's planner", async () => {
    const { planner } = await start({ supergraphSdl: smallSupergraphSdl });
    const document = parse('{ workers(first: 2) { nodes { status citizen { fullName } } } }');
    const planning = await planner.plan(document);
    const supergraph = Supergraph.build(smallSupergraphSdl);
    const expected = new QueryPlanner(supergraph, {
      ...PLANNER_CONFIG,
      exposeDocumentNodeInFetchNode: false,
    }).buildQueryPlan(operationFromDocument(supergraph.apiSchema(), document));
    expect(planning).toEqual({ kind: 'planned', plan: JSON.parse(JSON.stringify(expected)) });
  });

  test('keeps what a client calls a field apart from the keys that it adds', async () => {
    const { planner } = await start({ supergraphSdl: smallSupergraphSdl });
    const document = parse('{ workers(first: 2) { nodes { citizen { id: nik fullName } } } }');
    const planning = await planner.plan(document);
    expect(JSON.stringify(planning)).toContain('{citizen{__typename id}}');
    expect(JSON.stringify(planning)).toContain('__id:nik');
  });

  test('is made once for equal documents, also when they come at once', async () => {
    const { planner } = await start();
    const [one, two] = await Promise.all([
      planner.plan(EASY),
      planner.plan(parse('{start{rootLeaf aLeaf}}')),
    ]);
    expect(one).toBe(two);
    expect(await planner.plan(EASY)).toBe(one);
  });

  test('that its planner takes for too much is refused, and the thread goes on', async () => {
    const { planner, lines } = await start();
    expect(await planner.plan(parse(bombOf(8)))).toMatchObject({
      kind: 'refused',
      problem: { code: 'PLANNING_FAILED', status: 400 },
    });
    expect(lines.join('')).toContain('"limit"');
    expect(await planner.plan(EASY)).toMatchObject({ kind: 'planned' });
  });

  test('that nobody can give anything of is refused', async () => {
    const { planner, lines } = await start({ supergraphSdl: UNREACHABLE_SUPERGRAPH });
    expect(await planner.plan(parse('{ sign { text } }'))).toMatchObject({
      kind: 'refused',
      problem: { code: 'PLANNING_FAILED' },
    });
    expect(lines.join('')).toContain('"unreachable"');
    expect(await planner.plan(parse('{ __typename }'))).toMatchObject({ kind: 'planned' });
  });

  test('that fails by itself is no matter of limits, whatever words the operation holds', async () => {
    const { planner } = await start();
    await expect(planner.plan(parse('{ start { limit } }'))).rejects.toThrow(/The planner failed: .*limit/);
    expect(await planner.plan(EASY)).toMatchObject({ kind: 'planned' });
  });
});

describe('a plan that takes too long', () => {
  test('is killed at its deadline, holds nothing up meanwhile, and the next one is planned', async () => {
    const { planner } = await start({ planDeadlineMs: 400, config: UNBOUND });
    const bomb = planner.plan(parse(bombOf(12)));
    const next = planner.plan(EASY);
    const pause = await longestPause(bomb);
    expect(await bomb).toMatchObject({ kind: 'refused', problem: { code: 'PLANNING_FAILED' } });
    expect(pause).toBeLessThan(250);
    expect(await next).toMatchObject({ kind: 'planned' });
  });

  test('is not tried again at once', async () => {
    const { planner, lines } = await start({ planDeadlineMs: 400, config: UNBOUND });
    await planner.plan(parse(bombOf(12)));
    const started = performance.now();
    expect(await planner.plan(parse(bombOf(12)))).toMatchObject({ kind: 'refused' });
    expect(performance.now() - started).toBeLessThan(100);
    expect(lines.filter((line) => line.includes('"late"'))).toHaveLength(1);
  });

  test('leaves the other threads to the others', async () => {
    const { planner } = await start({ planDeadlineMs: 3_000, config: UNBOUND, plannerWorkers: 2 });
    let isBombOver = false;
    const bomb = planner.plan(parse(bombOf(12))).then(() => {
      isBombOver = true;
    });
    expect(await planner.plan(EASY)).toMatchObject({ kind: 'planned' });
    expect(isBombOver).toBe(false);
    await bomb;
  });

  test('lets so many wait and no more', async () => {
    const { planner } = await start({ planDeadlineMs: 1_000, config: UNBOUND });
    const bomb = planner.plan(parse(bombOf(12)));
    const waiting = Array.from({ length: 65 }, (_, index) =>
      planner.plan(parse(`{ start { leaf${index}: rootLeaf } }`)),
    );
    expect(await waiting.at(-1)).toMatchObject({ kind: 'refused', problem: { code: 'OVERLOADED' } });
    await bomb;
    const kinds = (await Promise.all(waiting)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'planned')).toHaveLength(64);
  });
});

describe('a thread that runs out of memory', () => {
  test('dies alone, and another takes its place', async () => {
    const { planner, lines } = await start({ planDeadlineMs: 30_000, plannerMemoryMb: 48, config: UNBOUND });
    expect(await planner.plan(parse(bombOf(12)))).toMatchObject({
      kind: 'refused',
      problem: { code: 'PLANNING_FAILED' },
    });
    expect(lines.join('')).toContain('memory');
    expect(await planner.plan(EASY)).toMatchObject({ kind: 'planned' });
  });
});

describe('starting and stopping', () => {
  test('fails when the supergraph does not load, with the reason', async () => {
    await expect(start({ supergraphSdl: 'type Query { a: Int }', plannerWorkers: 2 })).rejects.toThrow(
      /core schema|supergraph/i,
    );
  });

  test('ends the threads, refuses what waits and what comes after', async () => {
    const { planner } = await start({ planDeadlineMs: 20_000, config: UNBOUND });
    const bomb = planner.plan(parse(bombOf(12)));
    const next = planner.plan(EASY);
    await planner.stop();
    const stopped = { kind: 'refused', problem: { code: 'SHUTTING_DOWN' } };
    expect([await bomb, await next, await planner.plan(EASY)]).toMatchObject([stopped, stopped, stopped]);
  });

  test('ends a thread that is only starting, too', async () => {
    const { planner } = await start({ planDeadlineMs: 200, config: UNBOUND });
    await planner.plan(parse(bombOf(12)));
    await planner.stop();
    expect(await planner.plan(EASY)).toMatchObject({ kind: 'refused', problem: { code: 'SHUTTING_DOWN' } });
  });
});
