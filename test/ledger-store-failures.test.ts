import { describe, expect, test, vi } from 'vitest';
import type { Entry } from '../gateway/ledger/entry.ts';
import { intentEvent, operationEvent } from './setup/ledger-events.ts';
import { newDatabase, readWholeChain, startLedger, type TestLedger } from './setup/ledger-under-test.ts';
import { type StoreMood, startStoreProxy } from './setup/store-proxy.ts';

const DEADLINE_MS = 400;
const RECOVERY = { timeout: 15_000, interval: 20 };

async function start(mood: StoreMood = 'passes') {
  const database = newDatabase();
  const proxy = await startStoreProxy();
  proxy.become(mood);
  const ledger = await startLedger({ database, uri: proxy.uri, deadlineMs: DEADLINE_MS });
  return { database, proxy, ledger };
}

/** Adds events until one is not taken; gives the sequence of each that was. */
async function addUntilRefused(ledger: TestLedger): Promise<Map<string, number>> {
  const taken = new Map<string, number>();
  await Promise.all(
    Array.from({ length: 16 }, async (_, asker) => {
      for (let round = 0; round < 1_000; round++) {
        const request = `request-${asker}-${round}`;
        const sequence = await ledger.add(operationEvent(request));
        if (sequence === undefined) return;
        taken.set(request, sequence);
      }
    }),
  );
  return taken;
}

function expectAllThere(taken: ReadonlyMap<string, number>, entries: readonly Entry[]): void {
  const missing = [...taken].filter(([request, sequence]) => {
    const event = entries[sequence - 1]?.event;
    return event?.kind !== 'operation' || event.request !== request;
  });
  expect(missing).toEqual([]);
}

const FAILURES: readonly StoreMood[] = ['holds', 'loses answers', 'is full', 'is down'];

describe.each(FAILURES)('a store that %s', (mood) => {
  test('gives nobody a sequence, refuses, and is written again without a restart', async () => {
    const { database, proxy, ledger } = await start();
    const adding = addUntilRefused(ledger);
    await ledger.add(operationEvent('before'));
    proxy.become(mood);
    const taken = await adding;
    await vi.waitFor(() => expect(ledger.state()).toBe('unavailable'), RECOVERY);
    expect(ledger.isWritable()).toBe(false);
    expect(await ledger.add(operationEvent('meanwhile'))).toBeUndefined();
    for (let count = 0; count < 3; count++) ledger.countRefused();

    proxy.become('passes');
    await vi.waitFor(() => expect(ledger.state()).toBe('on'), RECOVERY);
    taken.set('afterwards', (await ledger.add(operationEvent('afterwards'))) ?? 0);
    await ledger.stop();

    const entries = await readWholeChain(database);
    expectAllThere(taken, entries);
    const openings = entries.flatMap(({ event }) => (event.kind === 'opened' ? [event] : []));
    expect(openings.map(({ reason }) => reason)).toEqual([
      'started',
      ...openings.slice(1).map(() => 'recovered'),
    ]);
    expect(openings.reduce((sum, { refused }) => sum + refused, 0)).toBe(3);
    expect(ledger.logLines.join('')).toContain('no data is given until the ledger is back');
  });

  test('when the gateway starts gives a ledger that is unavailable, and recovers', async () => {
    const { database, proxy, ledger } = await start(mood);
    expect(ledger.state()).toBe('unavailable');
    expect(await ledger.add(intentEvent('early'))).toBeUndefined();
    proxy.become('passes');
    await vi.waitFor(() => expect(ledger.state()).toBe('on'), RECOVERY);
    const sequence = await ledger.add(intentEvent('late'));
    const entries = await readWholeChain(database);
    expect(entries.at(-1)).toMatchObject({ sequence, event: { request: 'late' } });
  });

  test('stops neither the gateway from stopping nor tells it that all was written', async () => {
    const { proxy, ledger } = await start();
    proxy.become(mood);
    const added = ledger.add(operationEvent('last'));
    await ledger.stop();
    expect(await added).toBeUndefined();
  });
});

test('a store that is gone while nobody asks is noticed, and so is its return', async () => {
  const { proxy, ledger } = await start();
  proxy.become('is down');
  await vi.waitFor(() => expect(ledger.isWritable()).toBe(false), RECOVERY);
  proxy.become('passes');
  await vi.waitFor(() => expect(ledger.isWritable()).toBe(true), RECOVERY);
});

test('what could not be written while requests of nobody known came is written later', async () => {
  const { database, proxy, ledger } = await start();
  proxy.become('is down');
  await ledger.add(operationEvent('lost'));
  ledger.countTurnedAway('TOKEN_INVALID');
  await new Promise((done) => setTimeout(done, 1_100));
  ledger.countTurnedAway('TOKEN_INVALID');
  proxy.become('passes');
  await vi.waitFor(() => expect(ledger.isWritable()).toBe(true), RECOVERY);
  await ledger.stop();
  expect((await readWholeChain(database)).at(-1)?.event).toMatchObject({ codes: { TOKEN_INVALID: 2 } });
});

test('a store that comes and goes loses nothing that was confirmed', async () => {
  const { database, proxy, ledger } = await start();
  const taken = new Map<string, number>();
  for (const [round, mood] of [...FAILURES, ...FAILURES, ...FAILURES].entries()) {
    await vi.waitFor(() => expect(ledger.isWritable()).toBe(true), RECOVERY);
    const adding = addUntilRefused(ledger);
    await new Promise((done) => setTimeout(done, 7 * round));
    proxy.become(mood);
    for (const [request, sequence] of await adding) taken.set(`${request}`, sequence);
    expectAllThere(taken, await readWholeChain(database));
    taken.clear();
    proxy.become('passes');
  }
}, 120_000);
