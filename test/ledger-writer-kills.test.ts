import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';
import { operationEvent } from './setup/ledger-events.ts';
import {
  makeLedgerKey,
  newDatabase,
  readCheckpoints,
  readWholeChain,
  startLedger,
} from './setup/ledger-under-test.ts';
import { startStoreProxy } from './setup/store-proxy.ts';

const root = findProjectRoot();
const KILLS_OF_WRITER = 12;
const KILLS_OF_STORE = 6;

/** Milliseconds after which something is killed, the same ones in each run. */
const delays = fc.sample(fc.integer({ min: 0, max: 250 }), { numRuns: KILLS_OF_WRITER, seed: 4 });

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-kill-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a module of the setup. It is killed when the test ends. */
function run(module: string, argument: string): ChildProcess & { readonly lines: AsyncIterable<string> } {
  if (!existsSync(join(root, 'dist/gateway/ledger'))) {
    throw new Error('The project is not built: run `npm test`, which builds it.');
  }
  const child = spawn(process.execPath, [join(root, 'test/setup', module), argument], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return Object.assign(child, { lines: createInterface({ input: child.stdout }) });
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('a gateway that is killed while it writes leaves a whole chain with all that was confirmed', async () => {
  const database = newDatabase();
  const folder = makeFolder();
  const key = makeLedgerKey();
  const confirmed = new Map<number, string>();
  for (const [place, delay] of delays.entries()) {
    const writer = run(
      'ledger-writer.mjs',
      JSON.stringify({
        uri: inject('mongodbUri'),
        database,
        instance: 'gateway-1',
        key: key.jwk,
        checkpoints: { folder },
        deadlineMs: 5_000,
        maxQueued: 1_000,
        maxQueuedBytes: 10_000_000,
        askers: 16,
        event: operationEvent(''),
        request: `run-${place}`,
      }),
    );
    for await (const line of writer.lines) {
      if (line === 'open') void wait(delay).then(() => kill(writer));
      const [sequence = '', request] = line.split(' ');
      if (request) confirmed.set(Number(sequence), request);
    }
  }
  const entries = await readWholeChain(database);
  const missing = [...confirmed].filter(([sequence, request]) => {
    const event = entries[sequence - 1]?.event;
    return event?.kind !== 'operation' || event.request !== request;
  });
  expect(missing).toEqual([]);
  expect(confirmed.size).toBeGreaterThan(100);
  expect(entries.filter(({ event }) => event.kind === 'opened')).toHaveLength(KILLS_OF_WRITER);

  const last = await startLedger({ database, key: key.jwk, checkpoints: { folder } });
  await last.stop();
  const delivered = (await readFile(join(folder, 'gateway-1.jws'), 'utf8')).trim().split('\n');
  expect(readCheckpoints(delivered, key).at(-1)?.sequence).toBe(entries.length + 1);
}, 120_000);

// Where MONGODB_URI names a server, the engine may not run at all.
test.skipIf(process.env.MONGODB_URI)(
  'a store that is killed while it is written has all that was confirmed, and is written again',
  async () => {
    const folder = makeFolder();
    const startEngine = async () => {
      const engine = run('engine-process.mjs', folder);
      for await (const uri of engine.lines) return { engine, uri };
      throw new Error('The engine did not start.');
    };
    let { engine, uri } = await startEngine();
    const proxy = await startStoreProxy(uri);
    const ledger = await startLedger({ database: 'ledger', uri: proxy.uri });
    const confirmed = new Map<number, string>();
    let isOver = false;
    const adding = Array.from({ length: 16 }, async (_, asker) => {
      for (let round = 0; !isOver; round++) {
        const request = `request-${asker}-${round}`;
        const sequence = await ledger.add(operationEvent(request));
        if (sequence === undefined) await wait(5);
        else confirmed.set(sequence, request);
      }
    });
    for (const delay of delays.slice(0, KILLS_OF_STORE)) {
      await wait(delay);
      await kill(engine);
      ({ engine, uri } = await startEngine());
      proxy.leadTo(uri);
      await vi.waitFor(() => expect(ledger.isWritable()).toBe(true), { timeout: 20_000, interval: 20 });
    }
    isOver = true;
    await Promise.all(adding);
    await ledger.stop();

    const entries = await readWholeChain('ledger', 'gateway-1', uri);
    const missing = [...confirmed].filter(([sequence, request]) => {
      const event = entries[sequence - 1]?.event;
      return event?.kind !== 'operation' || event.request !== request;
    });
    expect(missing).toEqual([]);
    expect(confirmed.size).toBeGreaterThan(100);
  },
  120_000,
);
