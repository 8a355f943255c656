import { describe, expect, test, vi } from 'vitest';
import type { LedgerEvent } from '../gateway/ledger/entry.ts';
import { LEDGER_OFF } from '../gateway/ledger/ledger.ts';
import { intentEvent, operationEvent } from './setup/ledger-events.ts';
import {
  makeLedgerKey,
  newDatabase,
  readWholeChain,
  startLedger,
  withStore,
} from './setup/ledger-under-test.ts';
import { startStoreProxy } from './setup/store-proxy.ts';

describe('entries', () => {
  test('have the sequences that their askers are told, and each follows the one before', async () => {
    const database = newDatabase();
    const ledger = await startLedger({ database });
    const events = Array.from({ length: 300 }, (_, place) =>
      place % 2 ? intentEvent(`request-${place}`) : operationEvent(`request-${place}`),
    );
    const sequences = await Promise.all(events.map(ledger.add));
    await ledger.add(operationEvent('afterwards'));

    const entries = await readWholeChain(database);
    expect(entries[0]?.event).toEqual({ kind: 'opened', reason: 'started', refused: 0 });
    expect(entries).toHaveLength(302);
    expect(sequences.map((sequence) => entries[(sequence ?? 0) - 1]?.event)).toEqual(events);
    expect(sequences).toEqual(events.map((_, place) => place + 2));
  });

  test('are in the store once their askers are told', async () => {
    const database = newDatabase();
    const ledger = await startLedger({ database });
    for (let round = 0; round < 20; round++) {
      const sequence = await ledger.add(operationEvent(`request-${round}`));
      expect((await readWholeChain(database)).at(-1)?.sequence).toBe(sequence);
    }
  });

  test('that come while others are written go together', async () => {
    const proxy = await startStoreProxy();
    const ledger = await startLedger({ database: newDatabase(), uri: proxy.uri });
    const before = proxy.inserts();
    await Promise.all(Array.from({ length: 200 }, (_, place) => ledger.add(operationEvent(`r-${place}`))));
    expect(proxy.inserts() - before).toBeLessThan(5);
  });

  test('are found by who, what and when only where something was disclosed', async () => {
    const database = newDatabase();
    const ledger = await startLedger({ database });
    await ledger.add(operationEvent('with'));
    await ledger.add(operationEvent('without', { disclosures: [], persons: [] }));
    const { counts, found } = await withStore(database, async (connection) => {
      const entries = connection.collection('entries');
      await vi.waitFor(async () => expect(await entries.indexes()).toHaveLength(5), 10_000);
      const validation = await connection.db?.command({ validate: 'entries' });
      return {
        counts: validation?.keysPerIndex as Record<string, number>,
        found: await entries.findOne({ about: `dukcapil/${'p'.repeat(22)}` }),
      };
    });
    expect(counts).toEqual({
      _id_: 3,
      'about_1_at_-1__id_-1': 2,
      'providers_1_at_-1__id_-1': 1,
      'agency_1_at_-1__id_-1': 1,
      at_1: 1,
    });
    expect(found?._id).toBe('gateway-1/000000000002');
  });

  test('keep their order when the clock goes back, and say what it said', async () => {
    const database = newDatabase();
    const hours = ['12', '12', '09', '10'];
    const now = () => new Date(`2026-11-22T${hours.shift() ?? '11'}:00:00.000Z`);
    const ledger = await startLedger({ database, now });
    for (const request of ['first', 'second', 'third']) await ledger.add(operationEvent(request));
    const times = (await readWholeChain(database)).map(({ time }) => time.slice(11, 13));
    expect(times).toEqual(['12', '12', '09', '10']);
  });

  test('go on where the chain ended when the gateway starts again', async () => {
    const database = newDatabase();
    for (const request of ['first', 'second', 'third']) {
      const ledger = await startLedger({ database });
      await ledger.add(operationEvent(request));
      await ledger.stop();
    }
    const events = (await readWholeChain(database)).map(({ event }) =>
      event.kind === 'operation' ? event.request : event.kind,
    );
    expect(events).toEqual(['opened', 'first', 'opened', 'second', 'opened', 'third']);
  });

  test('that wait when the gateway stops are written, and none after that', async () => {
    const database = newDatabase();
    const ledger = await startLedger({ database });
    const added = Promise.all(['a', 'b', 'c'].map((request) => ledger.add(operationEvent(request))));
    await ledger.stop();
    expect(await added).toEqual([2, 3, 4]);
    expect(await ledger.add(operationEvent('late'))).toBeUndefined();
    expect(await readWholeChain(database)).toHaveLength(4);
  });

  test('that are none are refused, and stop nobody else', async () => {
    const ledger = await startLedger({ database: newDatabase() });
    const bad = operationEvent('half a millisecond', { durationMs: 0.5 });
    expect(await ledger.add(bad)).toBeUndefined();
    expect(await ledger.add(operationEvent('good'))).toBe(2);
  });
});

describe('the queue', () => {
  test.each<[string, { maxQueued?: number; maxQueuedBytes?: number }]>([
    ['entries', { maxQueued: 10 }],
    // Two persons of one provider are found by 43 bytes each.
    [
      'bytes',
      { maxQueuedBytes: 10 * (86 + Buffer.byteLength(JSON.stringify(operationEvent('request-00')))) },
    ],
  ])('holds so many %s and refuses further ones at once', async (_, bounds) => {
    const database = newDatabase();
    const ledger = await startLedger({ database, ...bounds });
    const added = await Promise.all(
      Array.from({ length: 30 }, (_, place) => ledger.add(operationEvent(`request-${10 + place}`))),
    );
    expect(added).toEqual(added.map((_, place) => (place < 10 ? place + 2 : undefined)));
    expect(ledger.isWritable()).toBe(true);
    expect(await readWholeChain(database)).toHaveLength(11);
    expect(await ledger.add(operationEvent('request-99'))).toBe(12);
  });

  test('refuses an entry that is too large for the store', async () => {
    const ledger = await startLedger({ database: newDatabase(), maxQueuedBytes: 100_000_000 });
    const persons = Array.from({ length: 400_000 }, (_, place) => String(place).padStart(22, 'p'));
    expect(await ledger.add(operationEvent('large', { persons }))).toBeUndefined();
    expect(await ledger.add(operationEvent('small'))).toBe(2);
  });

  test('writes many large entries in several commands', async () => {
    const database = newDatabase();
    const ledger = await startLedger({ database, deadlineMs: 20_000, maxQueuedBytes: 100_000_000 });
    const persons = Array.from({ length: 60_000 }, (_, place) => String(place).padStart(22, 'p'));
    const large = operationEvent('large', { persons, disclosures: [] });
    const added = await Promise.all(Array.from({ length: 20 }, () => ledger.add(large)));
    expect(added).toEqual(added.map((_, place) => place + 2));
    expect(await readWholeChain(database)).toHaveLength(21);
  });
});

describe('requests of nobody known', () => {
  test('are one entry together', async () => {
    const database = newDatabase();
    let minute = 10;
    const now = () => new Date(`2026-11-22T12:${minute++}:00.000Z`);
    const ledger = await startLedger({ database, now });
    for (const code of ['TOKEN_INVALID', 'TOKEN_MISSING', 'TOKEN_INVALID']) ledger.countTurnedAway(code);
    await vi.waitFor(async () => expect(await readWholeChain(database)).toHaveLength(2), 10_000);
    expect((await readWholeChain(database))[1]?.event).toEqual({
      kind: 'turned-away',
      codes: { TOKEN_INVALID: 2, TOKEN_MISSING: 1 },
      from: '2026-11-22T12:11:00.000Z',
      until: '2026-11-22T12:13:00.000Z',
    });
  });

  test('are written when the gateway stops, and take room for a bounded number of codes', async () => {
    const database = newDatabase();
    const ledger = await startLedger({ database });
    for (let code = 0; code < 1_000; code++) ledger.countTurnedAway(`CODE_${code}`);
    await ledger.stop();
    const event = (await readWholeChain(database)).at(-1)?.event as LedgerEvent & { kind: 'turned-away' };
    expect(Object.keys(event.codes)).toHaveLength(65);
    expect(event.codes.OTHER).toBe(936);
  });
});

describe('what no waiting heals is said at once', () => {
  const { jwk } = makeLedgerKey();
  const { d: _, ...publicJwk } = jwk;
  test.each([
    ['a name with a slash', { instance: 'a/b' }, 'lower-case letters, digits and hyphens'],
    ['a name of a file', { instance: 'a.seals' }, 'lower-case letters, digits and hyphens'],
    ['a public key', { key: publicJwk }, 'a private Ed25519 JWK with a kid'],
    ['a key without a name', { key: { ...jwk, kid: undefined } }, 'a private Ed25519 JWK with a kid'],
    ['an address of another kind', { uri: 'http://user:secret@localhost' }, 'mongodb://… or mongodb+srv://…'],
    ['a receiver over http', { checkpoints: { url: 'http://bawaslu.example/' } }, 'must be an https address'],
    ['a receiver with a password', { checkpoints: { url: 'https://a:b@c.example/' } }, 'without a name and'],
  ])('%s', async (_, options, sentence) => {
    const opening = startLedger({ database: 'never', ...(options as object) });
    await expect(opening).rejects.toThrow(sentence);
    await expect(opening).rejects.not.toThrow('secret');
  });
});

test('a ledger that is off takes everything and writes nothing', async () => {
  LEDGER_OFF.countTurnedAway('TOKEN_INVALID');
  LEDGER_OFF.countRefused();
  expect(await LEDGER_OFF.add(operationEvent('request'))).toBe(0);
  expect([LEDGER_OFF.isWritable(), LEDGER_OFF.state(), LEDGER_OFF.undelivered()]).toEqual([true, 'off', 0]);
  await LEDGER_OFF.stop();
});
