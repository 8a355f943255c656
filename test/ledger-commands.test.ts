import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportLedger } from '../tools/ledger/export.ts';
import { readMoment } from '../tools/ledger/moment.ts';
import { openSigning } from '../tools/ledger/open-signing.ts';
import { signTails } from '../tools/ledger/sign-tails.ts';
import { verifyExport } from './independent-verifier.mjs';
import { anyEvent, buildChain, plainEvent, publicHalf } from './setup/ledger-chain.ts';
import { makeStoredLedger, openStoreOf, type StoredLedger, verdictOf } from './setup/ledger-store.ts';

const events = (count: number) => Array.from({ length: count }, (_, at) => plainEvent(at));

test('what was written is verified in the store, and from an export with the public key alone', async () => {
  const ledger = await makeStoredLedger();
  const [some, more] = fc.sample(fc.array(anyEvent, { minLength: 8, maxLength: 30 }), { numRuns: 2 });
  await ledger.put(buildChain({ chain: 'a', events: some ?? [], key: ledger.key }));
  await ledger.put(buildChain({ chain: 'a-b', events: more ?? [], key: ledger.key }));
  const { holds, lines } = await verdictOf(ledger);
  expect(lines.at(-1)).toMatch(/^The ledger holds: \d+ entries of 2 chains in /);
  expect(holds).toBe(true);
  const file = await exported(ledger);
  rmSync(ledger.settings.keyFile);
  expect(await verdictOf(ledger, { export: file, keys: ledger.settings.publicKeysFile })).toMatchObject({
    holds: true,
  });
  expect(verifyExport(readFileSync(file, 'utf8'), publicHalf(ledger.key))).toEqual([]);
});

test('an export that was cut, or to which something was added, does not hold', async () => {
  const ledger = await makeStoredLedger();
  await ledger.put(buildChain({ events: events(9), key: ledger.key }));
  const file = await exported(ledger);
  const text = readFileSync(file, 'utf8');
  for (const [change, said] of [
    [text.slice(0, -100), /stray/],
    [text.replace(/\n/, '\n\n'), /line 2: stray/],
    [`${text}{"note":"x"}\n`, /line \d+: stray/],
    [text.replace(/\{"entry".*"sequence":5.*\n/, ''), /gateway entry 5: removed/],
  ] as const) {
    writeFileSync(file, change);
    const { holds, lines } = await verdictOf(ledger, { export: file });
    expect(holds).toBe(false);
    expect(lines.join('\n')).toMatch(said);
  }
  writeFileSync(file, 'something\n');
  await expect(verdictOf(ledger, { export: file })).rejects.toThrow(/is no export of a ledger/);
});

test('every kind of tampering with the store is named', async () => {
  const tamperings: readonly (readonly [string, (ledger: StoredLedger) => Promise<unknown>, RegExp])[] = [
    [
      'changed',
      ({ database }) => entriesOf(database).updateOne({ _id: id(4) }, { $set: { text: '{}' } }),
      /entry 4: changed/,
    ],
    [
      'bytes',
      ({ database }) => entriesOf(database).updateOne({ _id: id(4) }, { $set: { text: 5 } }),
      /gateway\/000000000004: stray/,
    ],
    [
      'hash',
      ({ database }) => entriesOf(database).updateOne({ _id: id(4) }, { $set: { hash: '0'.repeat(64) } }),
      /entry 4: changed/,
    ],
    [
      'removed',
      ({ database }) => entriesOf(database).deleteMany({ _id: { $in: [id(4), id(5)] } }),
      /entry 4 to 5: removed/,
    ],
    [
      'cut off',
      ({ database }) => entriesOf(database).deleteMany({ _id: { $gte: id(8) } }),
      /entry 8 to 12: cut off/,
    ],
    ['all of it', ({ database }) => entriesOf(database).deleteMany({}), /entry 1 to 12: cut off/],
    [
      'without its checkpoints',
      async ({ database }) => {
        await entriesOf(database).deleteMany({ _id: { $gte: id(8) } });
        await database.collection('checkpoints').deleteMany({ sequence: { $gt: 7 } });
      },
      /entry 8 to \d+: cut off: the second place/,
    ],
    [
      'with everything',
      ({ database }) => database.dropDatabase(),
      /gateway entry 1 to \d+: cut off: the second place/,
    ],
    [
      'search fields',
      ({ database }) => entriesOf(database).updateOne({ _id: id(4) }, { $set: { agency: 'x' } }),
      /entry 4: search fields/,
    ],
    [
      'a stub',
      async ({ database }) => {
        const { hash } = (await entriesOf(database).findOne({ _id: id(4) })) as unknown as { hash: string };
        await entriesOf(database).replaceOne({ _id: id(4) }, { hash, seal: 1 });
      },
      /entry 4: unsealed/,
    ],
    [
      'another id',
      ({ database }) => database.collection('entries').insertOne({ about: ['kp2mi/x'] }),
      /under an id that is no text: stray/,
    ],
    [
      'an id without a number',
      ({ database }) => entriesOf(database).insertOne({ _id: 'gateway/x' } as never),
      /FAULT/,
    ],
    [
      'a checkpoint',
      ({ database }) => database.collection('checkpoints').deleteOne({ sequence: 6 }),
      /checkpoint removed/,
    ],
    [
      'its field',
      ({ database }) =>
        database.collection('checkpoints').updateOne({ sequence: 6 }, { $set: { sequence: 5 } }),
      /checkpoint forged/,
    ],
    [
      'an agreement',
      ({ database }) =>
        database.collection('agreements').insertOne({ _id: 'a'.repeat(64), text: 'id: x' } as never),
      /agreement changed/,
    ],
  ];
  for (const [what, tamper, said] of tamperings) {
    const ledger = await makeStoredLedger();
    const chain = buildChain({ events: events(12), key: ledger.key });
    await ledger.put(chain);
    await keep(
      ledger,
      chain.checkpoints.map(({ jws }) => jws),
    );
    expect(await verdictOf(ledger), what).toMatchObject({ holds: true });
    await tamper(ledger);
    const { holds, lines } = await verdictOf(ledger);
    expect(holds, what).toBe(false);
    expect(lines.join('\n'), what).toMatch(said);
  }
});

test('a period is verified between two checkpoints, and exported so', async () => {
  const ledger = await makeStoredLedger();
  await ledger.put(buildChain({ events: events(30), key: ledger.key }));
  // Entry 1 is of 03:00:00, entry 10 of 03:00:09; checkpoints after each third.
  const period = { from: new Date('2026-11-22T03:00:10Z'), to: new Date('2026-11-22T03:00:16Z') };
  const { holds, lines } = await verdictOf(ledger, period);
  expect(lines[1]).toMatch(/^gateway: entries 10 to 18, /);
  expect(holds).toBe(true);
  const out = join(ledger.folder, 'part.jsonl');
  await exportLedger(ledger.settings, { out, ...period }, () => {});
  const verdict = await verdictOf(ledger, { export: out });
  expect(verdict.lines.join('\n')).toMatch(
    /gateway: entries 10 to 18.*\n {2}It begins behind checkpoint 3, with entry 10\./s,
  );
  expect(verifyExport(readFileSync(out, 'utf8'), publicHalf(ledger.key))).toEqual([]);
  await entriesOf(ledger.database).deleteOne({ _id: id(2) });
  expect(await verdictOf(ledger, period)).toMatchObject({ holds: true });
  await entriesOf(ledger.database).deleteOne({ _id: id(12) });
  expect((await verdictOf(ledger, period)).lines.join('\n')).toMatch(/entry 12: removed/);
});

test('the tail of a chain whose gateway is gone is signed, once it was verified', async () => {
  const ledger = await makeStoredLedger();
  await ledger.put(buildChain({ events: events(10), key: ledger.key, checkpointAfter: [4] }));
  const signing = {
    ...(await openSigning(ledger.settings, await openStoreOf(ledger))),
    now: () => new Date(0),
  };
  const said: string[] = [];
  const print = (line: string) => said.push(line);
  await signTails({ ...signing, now: () => new Date('2026-11-22T03:00:10Z') }, print);
  expect(said).toEqual([expect.stringMatching(/may be running/)]);
  await entriesOf(ledger.database).updateOne({ _id: id(7) }, { $set: { hash: '1'.repeat(64) } });
  await expect(signTails(signing, print)).rejects.toThrow(/^gateway entry 7: changed.*Nothing was signed/);
  const { hash } = buildChain({ events: events(10), key: ledger.key }).entries[6] ?? {};
  await entriesOf(ledger.database).updateOne({ _id: id(7) }, { $set: { hash } });
  await signTails(signing, print);
  await signTails(signing, print);
  expect(said.slice(1)).toEqual([
    'gateway: checkpoint 2 covers it through entry 10.',
    'gateway: its last entry has a checkpoint.',
  ]);
  const { holds, lines } = await verdictOf(ledger);
  expect({ holds, uncovered: lines.join('\n').includes('No checkpoint covers') }).toEqual({
    holds: true,
    uncovered: false,
  });
});

test.each([
  ['2026-11-22', '2026-11-21T17:00:00.000Z'],
  ['2026-11-22T03:00Z', '2026-11-22T03:00:00.000Z'],
  ['2026-11-22T03:00:05.5+07:00', '2026-11-21T20:00:05.500Z'],
  ['2026-02-29', undefined],
  ['2026-11-22T03:00', undefined],
  ['tomorrow', undefined],
])('%s is a time, or none', (text, moment) => {
  expect(readMoment(text)?.toISOString()).toBe(moment);
});

async function exported({ settings, folder }: StoredLedger): Promise<string> {
  const out = join(folder, 'ledger.jsonl');
  await exportLedger(settings, { out }, () => {});
  return out;
}

async function keep({ settings }: StoredLedger, statements: readonly string[]): Promise<void> {
  const { openCheckpointFolder } = await import('../gateway/ledger/checkpoint-folder.ts');
  if (!('folder' in settings.secondPlace)) throw new Error('The second place of tests is a folder.');
  const place = openCheckpointFolder(settings.secondPlace.folder);
  await place.append(
    'checkpoints',
    'gateway',
    statements.map((jws) => ({ _id: '', jws })),
  );
}

function entriesOf(database: StoredLedger['database']) {
  return database.collection<{ readonly _id: string }>('entries');
}

function id(sequence: number): string {
  return `gateway/${String(sequence).padStart(12, '0')}`;
}
