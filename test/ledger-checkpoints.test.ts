import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { operationEvent } from './setup/ledger-events.ts';
import {
  makeLedgerKey,
  newDatabase,
  readCheckpoints,
  readWholeChain,
  startLedger,
  withStore,
} from './setup/ledger-under-test.ts';

const WAITING = { timeout: 15_000, interval: 20 };

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'simpul-checkpoints-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What the store has, in order. */
async function stored(database: string): Promise<string[]> {
  const found = await withStore(database, (connection) =>
    connection.collection<{ _id: string; jws: string }>('checkpoints').find().sort({ _id: 1 }).toArray(),
  );
  return found.map(({ jws }) => jws);
}

async function delivered(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'gateway-1.jws'), 'utf8');
  expect(text.endsWith('\n') || text === '').toBe(true);
  return text.split('\n').slice(0, -1);
}

/** Writes an entry and a checkpoint, so many times, each in a run of its own. */
async function runTimes(times: number, options: Parameters<typeof startLedger>[0]): Promise<void> {
  for (let run = 0; run < times; run++) {
    const ledger = await startLedger(options);
    await ledger.add(operationEvent(`run-${run}`));
    await ledger.stop();
  }
}

/** A receiver that answers so; what it kept, in order. */
async function startReceiver() {
  const kept: string[] = [];
  const asked: { readonly method: string | undefined; readonly type: string | undefined }[] = [];
  let answer = 204;
  const server: Server = createServer(async (request, response) => {
    asked.push({ method: request.method, type: request.headers['content-type'] });
    let body = '';
    for await (const part of request) body += part;
    if (answer === 0) return void request.socket.destroy();
    if (answer < 300) kept.push(body);
    response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end('thanks');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/checkpoints`,
    kept,
    asked,
    /** 0 breaks the connection. */
    answerWith: (status: number) => {
      answer = status;
    },
  };
}

describe('checkpoints', () => {
  test('say how the chain ends, each what the one before was, and are signed', async () => {
    const database = newDatabase();
    const key = makeLedgerKey();
    await runTimes(3, { database, key: key.jwk });
    const checkpoints = readCheckpoints(await stored(database), key);
    const entries = await readWholeChain(database);
    const covered = checkpoints.map(({ sequence, hash }) => [sequence, entries[sequence]?.previous ?? hash]);
    expect(covered).toEqual(checkpoints.map(({ sequence, hash }) => [sequence, hash]));
    expect(checkpoints.at(-1)).toMatchObject({ chain: 'gateway-1', sequence: entries.length });
  });

  test('come a while after something was written, and none when nothing was', async () => {
    const database = newDatabase();
    const key = makeLedgerKey();
    const ledger = await startLedger({ database, key: key.jwk });
    await ledger.add(operationEvent('only'));
    await vi.waitFor(async () => expect(await stored(database)).toHaveLength(1), WAITING);
    await new Promise((done) => setTimeout(done, 1_500));
    await ledger.stop();
    const [checkpoint, ...others] = readCheckpoints(await stored(database), key);
    expect(checkpoint?.sequence).toBe(2);
    expect(others).toEqual([]);
  });

  test('come after a thousand entries without waiting', async () => {
    const database = newDatabase();
    const key = makeLedgerKey();
    const ledger = await startLedger({ database, key: key.jwk, maxQueued: 5_000, deadlineMs: 20_000 });
    const before = Date.now();
    await Promise.all(Array.from({ length: 3_000 }, (_, place) => ledger.add(operationEvent(`r-${place}`))));
    const seconds = (Date.now() - before) / 1_000;
    await ledger.stop();
    const checkpoints = readCheckpoints(await stored(database), key);
    expect(checkpoints.at(-1)?.sequence).toBe(3_001);
    // At most one for each second that went by, but for those that the number of entries made.
    expect(checkpoints.length).toBeGreaterThanOrEqual(3);
    expect(checkpoints.length).toBeLessThan(3 + seconds + 2);
  });
});

describe('a folder as the second place', () => {
  test('has what the store has, over several runs', async () => {
    const [database, folder, key] = [newDatabase(), await makeFolder(), makeLedgerKey()];
    await runTimes(3, { database, key: key.jwk, checkpoints: { folder } });
    expect(await delivered(folder)).toEqual(await stored(database));
    readCheckpoints(await delivered(folder), key);
  });

  test('is made, with the folders above it', async () => {
    const [database, folder] = [newDatabase(), join(await makeFolder(), 'one', 'two')];
    await runTimes(1, { database, checkpoints: { folder } });
    expect(await delivered(folder)).toEqual(await stored(database));
  });

  test('that was named late has all from the first on', async () => {
    const [database, folder, key] = [newDatabase(), await makeFolder(), makeLedgerKey()];
    await runTimes(3, { database, key: key.jwk });
    await runTimes(1, { database, key: key.jwk, checkpoints: { folder } });
    expect(await delivered(folder)).toEqual(await stored(database));
  });

  test.each(['eyJhbGciOiJFZERTQS', 'x'.repeat(10_000)])(
    'loses a line that was cut off, and gets it whole',
    async (torn) => {
      const [database, folder, key] = [newDatabase(), await makeFolder(), makeLedgerKey()];
      await runTimes(2, { database, key: key.jwk, checkpoints: { folder } });
      await appendFile(join(folder, 'gateway-1.jws'), torn);
      await runTimes(1, { database, key: key.jwk, checkpoints: { folder } });
      expect(await delivered(folder)).toEqual(await stored(database));
      readCheckpoints(await delivered(folder), key);
    },
  );

  test('that cannot be written stops no entry, is told of, and gets all of it later', async () => {
    const [database, parent, key] = [newDatabase(), await makeFolder(), makeLedgerKey()];
    const folder = join(parent, 'file');
    await writeFile(folder, 'no folder');
    const ledger = await startLedger({ database, key: key.jwk, checkpoints: { folder } });
    expect(await ledger.add(operationEvent('first'))).toBe(2);
    await vi.waitFor(() => expect(ledger.undelivered()).toBe(1), WAITING);
    expect(ledger.isWritable()).toBe(true);
    expect(ledger.logLines.join('')).toContain('checkpoints do not reach their second place');
    await rm(folder);
    await vi.waitFor(() => expect(ledger.undelivered()).toBe(0), WAITING);
    expect(await delivered(folder)).toEqual(await stored(database));
  });

  test('that knows of entries which the store has not is believed: nothing is written', async () => {
    const [database, folder] = [newDatabase(), await makeFolder()];
    await runTimes(2, { database, checkpoints: { folder } });
    await withStore(database, async (connection) => void (await connection.dropDatabase()));
    const ledger = await startLedger({ database, checkpoints: { folder } });
    expect(ledger.state()).toBe('unavailable');
    expect(ledger.logLines.join('')).toContain('start this gateway with another LEDGER_INSTANCE');
    expect(await readWholeChain(database)).toEqual([]);
  });

  test('that holds something else is left as it is', async () => {
    const [database, folder] = [newDatabase(), await makeFolder()];
    await writeFile(join(folder, 'gateway-1.jws'), 'a diary\n');
    const ledger = await startLedger({ database, checkpoints: { folder } });
    await ledger.add(operationEvent('first'));
    await vi.waitFor(() => expect(ledger.undelivered()).toBe(1), WAITING);
    expect(await delivered(folder)).toEqual(['a diary']);
  });
});

describe('an address as the second place', () => {
  test('is sent what the store has, over several runs', async () => {
    const [database, key, receiver] = [newDatabase(), makeLedgerKey(), await startReceiver()];
    await runTimes(3, { database, key: key.jwk, checkpoints: { url: receiver.url } });
    expect(receiver.kept).toEqual(await stored(database));
    readCheckpoints(receiver.kept, key);
    expect(new Set(receiver.asked.map(({ method, type }) => `${method} ${type}`))).toEqual(
      new Set(['POST application/jose']),
    );
  });

  test.each([
    ['answers 500', 500],
    ['sends elsewhere', 302],
    ['breaks the connection', 0],
  ])('that %s gets it later, in order, in the same run or the next', async (_, status) => {
    const [database, key, receiver] = [newDatabase(), makeLedgerKey(), await startReceiver()];
    const options = { database, key: key.jwk, checkpoints: { url: receiver.url } };
    await runTimes(1, options);
    receiver.answerWith(status);
    await runTimes(2, options);
    expect(receiver.kept).toHaveLength(1);
    const ledger = await startLedger(options);
    expect(await ledger.add(operationEvent('meanwhile'))).toBeDefined();
    await vi.waitFor(() => expect(ledger.undelivered()).toBeGreaterThan(1), WAITING);
    receiver.answerWith(200);
    await vi.waitFor(() => expect(ledger.undelivered()).toBe(0), WAITING);
    await ledger.stop();
    expect(receiver.kept).toEqual(await stored(database));
    readCheckpoints(receiver.kept, key);
  });
});

test('a chain that is signed with another key from now on goes on', async () => {
  const [database, first, second] = [newDatabase(), makeLedgerKey(), makeLedgerKey()];
  await runTimes(1, { database, key: first.jwk });
  await runTimes(1, { database, key: second.jwk });
  const statements = await stored(database);
  expect(statements).toHaveLength(2);
  readCheckpoints(statements.slice(0, 1), first);
});
