import { describe, expect, test, vi } from 'vitest';
import { operationEvent } from './setup/ledger-events.ts';
import {
  makeLedgerKey,
  newDatabase,
  readCheckpoints,
  readWholeChain,
  startLedger,
  type TestLedger,
  withStore,
} from './setup/ledger-under-test.ts';
import { startStoreProxy } from './setup/store-proxy.ts';

const WAITING = { timeout: 15_000, interval: 20 };

/** Adds events one after the other, each asker for itself, until told to stop or refused. */
function keepAdding(ledger: TestLedger, askers: number) {
  let isOver = false;
  const taken = new Map<number, string>();
  const adding = Array.from({ length: askers }, async (_, asker) => {
    for (let round = 0; !isOver; round++) {
      const request = `request-${asker}-${round}`;
      const sequence = await ledger.add(operationEvent(request));
      if (sequence === undefined) return;
      taken.set(sequence, request);
    }
  });
  return {
    stop: async () => {
      isOver = true;
      await Promise.all(adding);
      return taken;
    },
  };
}

describe('two gateways', () => {
  test('with names of their own write a chain each', async () => {
    const database = newDatabase();
    const names = ['gateway-1', 'gateway-2'];
    const ledgers = await Promise.all(names.map((instance) => startLedger({ database, instance })));
    const added = await Promise.all(
      Array.from({ length: 100 }, (_, place) => ledgers[place % 2]?.add(operationEvent(`request-${place}`))),
    );
    expect(added).toEqual(added.map((_, place) => Math.floor(place / 2) + 2));
    for (const name of names) expect(await readWholeChain(database, name)).toHaveLength(51);
  });

  test('with one name: the newer has it, the older ends, and the chain is whole', async () => {
    const database = newDatabase();
    const older = await startLedger({ database });
    const oldAdding = keepAdding(older, 8);
    const newer = await startLedger({ database });
    await vi.waitFor(() => expect(newer.isWritable()).toBe(true), WAITING);
    const newAdding = keepAdding(newer, 8);
    const byOlder = await oldAdding.stop();
    expect(await older.add(operationEvent('late'))).toBeUndefined();
    await vi.waitFor(() => expect(older.state()).toBe('instance-taken'), WAITING);
    expect(older.logLines.join('')).toContain('Give each gateway a LEDGER_INSTANCE of its own');
    const byNewer = await newAdding.stop();

    expect(newer.state()).toBe('on');
    const entries = await readWholeChain(database);
    expect([...byNewer.keys()].filter((sequence) => byOlder.has(sequence))).toEqual([]);
    for (const [sequence, request] of [...byOlder, ...byNewer]) {
      expect(entries[sequence - 1]?.event).toMatchObject({ request });
    }
  });

  test('with one name: the older learns of it when nobody asks it, and never writes again', async () => {
    const database = newDatabase();
    const older = await startLedger({ database });
    await (await startLedger({ database })).stop();
    await vi.waitFor(() => expect(older.state()).toBe('instance-taken'), WAITING);
    expect(await older.add(operationEvent('late'))).toBeUndefined();
    await older.stop();
    expect(await readWholeChain(database)).toHaveLength(2);
  });

  test('with one name: the older, that was cut off from the store meanwhile, ends when it is back', async () => {
    const database = newDatabase();
    const proxy = await startStoreProxy();
    const older = await startLedger({ database, uri: proxy.uri, deadlineMs: 400 });
    proxy.become('holds');
    expect(await older.add(operationEvent('held'))).toBeUndefined();
    const newer = await startLedger({ database });
    const sequence = await newer.add(operationEvent('newer'));
    proxy.become('passes');
    await vi.waitFor(() => expect(older.state()).toBe('instance-taken'), WAITING);
    expect((await readWholeChain(database))[(sequence ?? 0) - 1]?.event).toMatchObject({ request: 'newer' });
  });

  test('with one name leave one row of checkpoints', async () => {
    const database = newDatabase();
    const key = makeLedgerKey();
    for (let round = 0; round < 5; round++) {
      const older = await startLedger({ database, key: key.jwk });
      await older.add(operationEvent('older'));
      const newer = await startLedger({ database, key: key.jwk });
      await Promise.all([older.stop(), newer.add(operationEvent('newer'))]);
      await newer.stop();
    }
    const entries = await readWholeChain(database);
    const stored = await withStore(database, (connection) =>
      connection.collection<{ _id: string; jws: string }>('checkpoints').find().sort({ _id: 1 }).toArray(),
    );
    const checkpoints = readCheckpoints(
      stored.map(({ jws }) => jws),
      key,
    );
    expect(checkpoints.at(-1)?.sequence).toBe(entries.length);
    const sequences = checkpoints.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    for (const { sequence, hash } of checkpoints) {
      if (entries[sequence]) expect(entries[sequence]?.previous).toBe(hash);
    }
  });
});

describe('a chain from which entries are gone', () => {
  test.each([
    ['while the gateway runs', false],
    ['while it was stopped', true],
  ])('%s is not gone on with', async (_, isStopped) => {
    const database = newDatabase();
    const ledger = await startLedger({ database });
    await ledger.add(operationEvent('first'));
    await ledger.add(operationEvent('second'));
    if (isStopped) await ledger.stop();
    await withStore(database, (connection) =>
      connection.collection<{ _id: string }>('entries').deleteOne({ _id: 'gateway-1/000000000003' }),
    );
    const after = isStopped ? await startLedger({ database }) : ledger;
    await vi.waitFor(() => expect(after.state()).toBe('unavailable'), WAITING);
    expect(await after.add(operationEvent('third'))).toBeUndefined();
    await vi.waitFor(
      () => expect(after.logLines.join('')).toContain('start this gateway with another LEDGER_INSTANCE'),
      WAITING,
    );
    expect(await readWholeChain(database)).toHaveLength(2);
  });
});
