import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { LedgerEvent } from '../gateway/ledger/entry.ts';
import { findProjectRoot } from '../gateway/project-root.ts';
import { exportLedger } from '../tools/ledger/export.ts';
import { createFindAgreement } from '../tools/ledger/find-agreement.ts';
import { openSigning } from '../tools/ledger/open-signing.ts';
import { addDuration, readDuration } from '../tools/ledger/seal/duration.ts';
import { isDueBefore, isDueByRetention } from '../tools/ledger/seal/retention.ts';
import { seal } from '../tools/ledger/seal/seal.ts';
import { type Sealing, sealChain } from '../tools/ledger/seal/seal-chain.ts';
import { verifyExport } from './independent-verifier.mjs';
import { buildChain, plainEvent, publicHalf } from './setup/ledger-chain.ts';
import { makeStoredLedger, openStoreOf, type StoredLedger, verdictOf } from './setup/ledger-store.ts';

const AGREEMENT = `id: O-kp2mi
title: The ministry reads its own
provider: kp2mi
consumer: kp2mi
basis: [{ instrument: A law }]
status: signed
validFrom: 2025-01-01
validUntil: 2030-12-31
contact: data-protection@kp2mi.example
clauses:
  - { id: short, holder: agency, purposes: [STATISTICS], allow: { Query: [workers] }, retention: P30D }
  - { id: long, holder: agency, purposes: [STATISTICS], allow: { Query: [workers] }, retention: P2Y }
  - { id: open, holder: agency, purposes: [STATISTICS], allow: { Query: [workers] } }
`;
const VERSION = createHash('sha256').update(AGREEMENT).digest('hex');
const YEARS_5 = { months: 60, days: 0 };

const operation = (clauses: readonly string[], version = VERSION): LedgerEvent => ({
  kind: 'operation',
  agency: 'kp2mi',
  agreements: clauses.length === 0 ? [] : [{ clauses, id: 'O-kp2mi', version }],
  decision: 'given',
  denied: [],
  disclosures: [
    {
      coordinates: ['Worker.status'],
      persons: 1,
      provider: 'kp2mi',
      recipient: 'kp2mi',
      rows: 1,
      who: [[0, 1]],
    },
  ],
  durationMs: 1,
  intent: null,
  officer: 'o'.repeat(43),
  operation: { hash: null, name: null },
  outcome: { codes: [], status: 200 },
  persons: ['AAAAAAAAAAAAAAAAAAAAAA'],
  policy: '0'.repeat(16),
  purpose: 'STATISTICS',
  request: 'r',
  shownFrom: null,
  supergraph: '0'.repeat(64),
  unit: null,
});

test('entries are due after the longest retention of the clauses they used', async () => {
  const ledger = await makeStoredLedger();
  await ledger.database.collection('agreements').insertOne({ _id: VERSION, text: AGREEMENT } as never);
  const at = (now: string) =>
    isDueByRetention(
      createFindAgreement(ledger.database, ledger.settings.agreementsFolder),
      YEARS_5,
      new Date(now),
    );
  const dueOn = async (event: LedgerEvent, days: readonly string[]) => {
    const entry = {
      chain: 'gateway',
      event,
      previous: '',
      sequence: 1,
      time: '2026-01-31T12:00:00.000Z',
      version: 1,
    } as const;
    return Promise.all(days.map((day) => at(`${day}T12:00:00.000Z`)(entry)));
  };
  expect(await dueOn(operation(['short']), ['2026-03-01', '2026-03-02'])).toEqual([false, true]);
  expect(await dueOn(operation(['short', 'long']), ['2028-01-30', '2028-01-31'])).toEqual([false, true]);
  for (const event of [
    operation(['short', 'open']),
    operation([]),
    operation(['short'], '0'.repeat(64)),
    plainEvent(1),
  ]) {
    expect(await dueOn(event, ['2031-01-30', '2031-01-31'])).toEqual([false, true]);
  }
});

test.each([
  ['P1M', '2026-02-28T10:00:00.000Z'],
  ['P1Y1M', '2027-02-28T10:00:00.000Z'],
  ['P2W3D', '2026-02-17T10:00:00.000Z'],
  ['P25M', '2028-02-29T10:00:00.000Z'],
])('%s after the end of a January is %s', (text, later) => {
  const duration = readDuration(text);
  expect(duration && addDuration(new Date('2026-01-31T10:00:00.000Z'), duration).toISOString()).toBe(later);
  for (const none of ['P', '1Y', 'P1H', 'PT1M', 'P1.5Y', '']) expect(readDuration(none)).toBeUndefined();
});

test('what is due goes to a file and leaves its hashes, and both still verify', async () => {
  const ledger = await mixed();
  const kept = await textsOf(ledger);
  const said = await sealed(ledger, { isDue: async ({ sequence }) => sequence % 3 === 0 });
  expect(said).toMatch(/^gateway: 6 entries from 3 to 18 are sealed, and are in .*gateway-seal-1\.jsonl\.$/);
  const entries = await ledger.database.collection('entries').find().sort({ _id: 1 }).toArray();
  for (const [at, entry] of entries.entries()) {
    const isSealed = (at + 1) % 3 === 0 && at + 1 < 20;
    expect(Object.keys(entry).sort(), `${at + 1}`).toEqual(
      isSealed ? ['_id', 'hash', 'seal'] : expect.arrayContaining(['text', 'about']),
    );
  }
  const { holds, lines } = await verdictOf(ledger);
  expect(lines.join('\n')).toMatch(/Of 6 entries the hash alone is left, under 1 seals\./);
  expect(holds).toBe(true);
  await expectPartsHold(ledger, kept);
});

test('seals follow one another, and what they sealed is told from what was taken away', async () => {
  const ledger = await mixed();
  const kept = await textsOf(ledger);
  await sealed(ledger, { isDue: async ({ sequence }) => sequence === 2 || sequence === 9 });
  await sealed(ledger, { isDue: async ({ sequence }) => sequence <= 10 });
  expect(await sealed(ledger, { isDue: async ({ sequence }) => sequence <= 10 })).toBe(
    'gateway: nothing is due.',
  );
  expect(await verdictOf(ledger)).toMatchObject({ holds: true });
  await expectPartsHold(ledger, kept);
  const out = join(ledger.folder, 'all.jsonl');
  await exportLedger(ledger.settings, { out }, () => {});
  expect(await verdictOf(ledger, { export: out })).toMatchObject({ holds: true });
  expect(verifyExport(readFileSync(out, 'utf8'), publicHalf(ledger.key))).toEqual([]);

  const entries = ledger.database.collection<{ _id: string }>('entries');
  const seals = ledger.database.collection<{ _id: string }>('seals');
  const tamperings: readonly (readonly [() => Promise<unknown>, RegExp])[] = [
    [() => entries.updateOne({ _id: id(9) }, { $set: { seal: 2 } }), /seal broken/],
    [() => entries.updateOne({ _id: id(9) }, { $set: { seal: 7 } }), /entry 9: unsealed/],
    [() => entries.updateOne({ _id: id(4) }, { $set: { hash: '0'.repeat(64) } }), /seal broken/],
    [() => entries.updateOne({ _id: id(10) }, { $set: { hash: '0'.repeat(64) } }), /entry 10: changed/],
    [() => entries.updateOne({ _id: id(4) }, { $set: { note: '' } }), /000004: stray/],
    [() => entries.deleteOne({ _id: id(4) }), /entry 4: removed/],
    [() => seals.deleteOne({ _id: id(1) }), /seal removed/],
    [() => seals.deleteOne({ _id: id(2) }), /unsealed/],
    [() => seals.updateOne({ _id: id(2) }, { $set: { jws: 'a.b.c' } }), /seal forged/],
  ];
  const [allEntries, allSeals] = [await entries.find().toArray(), await seals.find().toArray()];
  for (const [tamper, said] of tamperings) {
    await tamper();
    const { holds, lines } = await verdictOf(ledger);
    expect(holds, `${said}`).toBe(false);
    expect(lines.join('\n')).toMatch(said);
    for (const [collection, all] of [
      [entries, allEntries],
      [seals, allSeals],
    ] as const) {
      await collection.deleteMany({});
      await collection.insertMany(all);
    }
  }
  expect(await verdictOf(ledger)).toMatchObject({ holds: true });
});

test('a file in which an entry is left out is told to be a part, and no other export may leave one out', async () => {
  const ledger = await mixed();
  await sealed(ledger, { isDue: async ({ sequence }) => sequence % 2 === 0 });
  const file = join(ledger.folder, 'sealed', 'gateway-seal-1.jsonl');
  expect((await verdictOf(ledger, { export: file })).lines.join('\n')).toMatch(
    /It is a sealed part: of 9 entries between/,
  );
  const text = readFileSync(file, 'utf8').replace(/^.*\n/, '{"format":"simpul-ledger","version":1}\n');
  const whole = join(ledger.folder, 'whole.jsonl');
  writeFileSync(whole, text);
  expect((await verdictOf(ledger, { export: whole })).lines.join('\n')).toMatch(
    /entry 1: unsealed: it is left out/,
  );
  expect(verifyExport(text, publicHalf(ledger.key))).toHaveLength(1);
});

test('nothing is sealed of a chain that does not hold', async () => {
  const ledger = await mixed();
  await ledger.database
    .collection<{ _id: string }>('entries')
    .updateOne({ _id: id(5) }, { $set: { hash: '0'.repeat(64) } });
  const texts = await textsOf(ledger);
  await expect(sealed(ledger, { isDue: async () => true })).rejects.toThrow(
    /entry 5: changed.*Nothing was sealed/,
  );
  expect(await textsOf(ledger)).toEqual(texts);
  expect(await ledger.database.collection('seals').countDocuments()).toBe(0);
});

test('ended after any step, it verifies, and is finished by another run', async () => {
  for (let step = 1; ; step++) {
    const ledger = await mixed();
    const kept = await textsOf(ledger);
    const isEnded = await sealed(ledger, { endAfter: step }).then(
      () => false,
      () => true,
    );
    const { holds, lines } = await verdictOf(ledger);
    expect(holds, `after step ${step}: ${lines}`).toBe(true);
    if (!isEnded) {
      expect(step).toBeGreaterThan(6);
      return;
    }
    await sealed(ledger, {});
    expect((await verdictOf(ledger)).holds).toBe(true);
    expect(await ledger.database.collection('entries').countDocuments({ text: { $exists: true } })).toBe(1);
    expect(await ledger.database.collection('seals').countDocuments()).toBe(1);
    await expectPartsHold(ledger, kept);
  }
});

test.each([
  ['entries are marked', 'entries', { sealing: 1 }],
  ['there is a seal', 'seals', {}],
  ['entries are replaced', 'entries', { seal: 1 }],
] as const)('killed when %s, it loses nothing', { timeout: 120_000 }, async (_, collection, filter) => {
  const ledger = await mixed(900);
  const kept = await textsOf(ledger);
  const { settings } = ledger;
  const env = {
    ...process.env,
    DATA_DIR: settings.dataFolder,
    LEDGER_URI: settings.uri,
    LEDGER_DATABASE: settings.database,
    LEDGER_KEY: settings.keyFile,
  };
  const program = join(findProjectRoot(), 'dist/tools/ledger/main.js');
  const child = spawn(process.execPath, [program, 'seal', '--before', '2030-01-01'], {
    env,
    stdio: 'ignore',
  });
  const exit = once(child, 'exit');
  while (child.exitCode === null && (await ledger.database.collection(collection).findOne(filter)) === null) {
    await wait(2);
  }
  child.kill('SIGKILL');
  await exit;
  expect((await verdictOf(ledger)).holds).toBe(true);
  await seal(settings, { before: new Date('2030-01-01'), retention: YEARS_5 }, () => {});
  expect((await verdictOf(ledger)).holds).toBe(true);
  await expectPartsHold(ledger, kept);
  expect(await ledger.database.collection('entries').countDocuments({ text: { $exists: true } })).toBe(1);
});

/** A ledger of operations, in which every third entry has a checkpoint, and the last. */
async function mixed(count = 20): Promise<StoredLedger> {
  const ledger = await makeStoredLedger();
  const events = Array.from({ length: count }, () => operation(['short']));
  await ledger.put(buildChain({ events, key: ledger.key }));
  return ledger;
}

/** Seals as the command does. @param endAfter so many commands of the store it fails */
async function sealed(
  ledger: StoredLedger,
  {
    isDue = isDueBefore(new Date('2030-01-01')),
    endAfter = Number.POSITIVE_INFINITY,
  }: { readonly isDue?: Sealing['isDue']; readonly endAfter?: number },
): Promise<string> {
  const store = await openStoreOf(ledger);
  let commands = 0;
  const database = store.database();
  const ending = new Proxy(database, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (++commands > endAfter) throw new Error('It was ended.');
        return value.apply(target, args);
      };
    },
  });
  const signing = await openSigning(ledger.settings, { ...store, database: () => ending });
  const { secondPlace, dataFolder } = ledger.settings;
  return await sealChain({ ...signing, isDue, out: join(dataFolder, 'sealed'), secondPlace }, 'gateway');
}

async function textsOf({ database }: StoredLedger): Promise<readonly string[]> {
  const entries = await database
    .collection<{ _id: string; text: string }>('entries')
    .find()
    .sort({ _id: 1 })
    .toArray();
  return entries.map(({ text }) => text);
}

/** Every text is in the store or in exactly one file, and every file verifies by itself and is the one of its seal. */
async function expectPartsHold(ledger: StoredLedger, kept: readonly string[]): Promise<void> {
  const folder = join(ledger.folder, 'sealed');
  const found = (await textsOf(ledger)).filter((text) => text !== undefined);
  const seals = await ledger.database.collection<{ _id: string; jws: string }>('seals').find().toArray();
  const claims = seals.map(({ jws }) =>
    JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()),
  );
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
  expect(names).toHaveLength(claims.length);
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(await verdictOf(ledger, { export: join(folder, name) })).toMatchObject({ holds: true });
    expect(verifyExport(text, publicHalf(ledger.key))).toEqual([]);
    expect(claims.map((claim) => claim.export)).toContain(createHash('sha256').update(text).digest('hex'));
    for (const line of text.split('\n')) if (line.startsWith('{"entry":')) found.push(line.slice(9, -75));
  }
  expect(found.sort()).toEqual([...kept].sort());
}

function id(number: number): string {
  return `gateway/${String(number).padStart(12, '0')}`;
}
