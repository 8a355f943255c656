import { cp, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import {
  AGREEMENT_STATES,
  AGREEMENT_TEXTS,
  type AgreementArchive,
  createAgreementArchive,
} from '../gateway/ledger/agreement-archive.ts';
import type { AgreementChange, LedgerEvent } from '../gateway/ledger/entry.ts';
import { type LedgerStore, openLedgerStore } from '../gateway/ledger/ledger-store.ts';
import {
  type AgreementRecorder,
  type CurrentAgreements,
  startAgreementRecorder,
} from '../gateway/ledger/start-agreement-recorder.ts';
import { loadAgreements } from '../gateway/registry/load-agreements.ts';
import { parseAgreement } from '../gateway/registry/read-agreement.ts';
import { readProjectAgencies, schemaFolder } from './project-agreements.ts';

const { participants } = await readProjectAgencies();
const [L4, A10] = ['L4-dukcapil-bawaslu', 'A10-kp2mi-imigrasi'];

let folder: string;
let store: LedgerStore;
let archive: AgreementArchive;
let today: string;
let current: CurrentAgreements;
/** What was written down, and how much more can be. */
let written: AgreementChange[];
let room: number;
let recorders: AgreementRecorder[];

beforeEach(async (context) => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  folder = await mkdtemp(join(tmpdir(), 'agreements-'));
  for (const id of [L4, A10])
    await cp(join(schemaFolder, `agreements/${id}.yaml`), join(folder, `${id}.yaml`));
  const database = `recorder_${context.task.id.replace(/\W/g, '_')}`;
  store = await openLedgerStore({ uri: inject('mongodbUri'), database, timeoutMs: 10_000 });
  await store.connect();
  await store.database().dropDatabase();
  archive = createAgreementArchive(store, 'gateway-1', 10_000);
  today = '2026-06-15';
  written = [];
  room = Number.POSITIVE_INFINITY;
  recorders = [];
  await load();
});
afterEach(async () => {
  await Promise.all(recorders.map((each) => each.stop()));
  vi.useRealTimers();
  await store.close();
  await rm(folder, { recursive: true });
});

/** Reads the folder, as the gateway does. */
async function load(): Promise<void> {
  const reading = await loadAgreements({ folder, participants });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  current = { agreements: reading.agreements, texts: reading.texts };
}

async function edit(id: string, from: string | RegExp, to: string): Promise<void> {
  const file = join(folder, `${id}.yaml`);
  const text = await readFile(file, 'utf8');
  if (text.replace(from, to) === text) throw new Error(`Nothing in ${id} is ${from}.`);
  await writeFile(file, text.replace(from, to));
  await load();
}

/** Starts a recorder; what it writes down is in `written`. */
function start(details: { readonly archive?: AgreementArchive } = {}): AgreementRecorder {
  const recorder = startAgreementRecorder({
    ledger: {
      async add(event: LedgerEvent) {
        if (room === 0) return undefined;
        room -= 1;
        written.push(event as AgreementChange);
        return written.length;
      },
    },
    archive,
    current: () => current,
    parse(text) {
      const reading = parseAgreement(text, 'kept');
      return reading.ok ? reading.agreement : undefined;
    },
    today: () => today,
    logger: pino({ level: 'silent' }),
    ...details,
  });
  recorders.push(recorder);
  return recorder;
}

/** What goes on in the store takes its time. */
async function inTheEnd(claim: () => void | Promise<void>): Promise<void> {
  await vi.waitFor(claim, { timeout: 10_000 });
}

const told = () => written.map(({ agreement, change }) => `${agreement} ${change}`);
const states = () => archive.readStates();
const versionOf = (id: string) => current.agreements.find((each) => each.id === id)?.version;

/** Starts a recorder that has written down all there is, and forgets what it wrote. */
async function startSettled(): Promise<AgreementRecorder> {
  const recorder = start();
  await inTheEnd(async () => expect(await states()).toHaveLength(2));
  written = [];
  return recorder;
}

describe('at its first start', () => {
  test('a gateway writes down what takes effect, with what consumers gain by it', async () => {
    start();
    await inTheEnd(() => expect(told()).toEqual([`${A10} took-effect`, `${L4} took-effect`]));
    const [, change] = written;
    expect(change).toMatchObject({ kind: 'agreement', before: null, version: versionOf(L4) });
    expect(change?.differences).toContain(
      "Clause identity: Bawaslu gains `Citizen.nik` masked to the first four digits, rows where `links` matches the consumer's id, for VOTER_LIST_OVERSIGHT until 2029-12-31.",
    );
  });

  test('it keeps the text of every version that is named, which is the text of the file', async () => {
    await startSettled();
    const kept = await store.database().collection(AGREEMENT_TEXTS).find().toArray();
    const files = await Promise.all(
      [L4, A10].map(async (id) => ({
        _id: versionOf(id),
        text: await readFile(join(folder, `${id}.yaml`), 'utf8'),
      })),
    );
    expect(kept).toHaveLength(2);
    expect(kept).toEqual(expect.arrayContaining(files));
  });

  test('a draft is not written down', async () => {
    await edit(L4, 'status: signed', 'status: proposed');
    await startSettled();
    expect(await store.database().collection(AGREEMENT_TEXTS).countDocuments()).toBe(1);
    expect(await states()).toContainEqual([L4, versionOf(L4), 'proposed']);
  });
});

describe('at a later start', () => {
  test('nothing is written down that was', async () => {
    await (await startSettled()).stop();
    start();
    await edit(A10, 'status: signed', 'status: suspended');
    start();
    await inTheEnd(() => expect(told()).toEqual([`${A10} suspended`]));
  });

  test('what changed meanwhile is told by the text that was kept', async () => {
    await (await startSettled()).stop();
    const before = versionOf(L4);
    await edit(L4, 'nik: nik4', 'nik: last4');
    start();
    await inTheEnd(() => expect(told()).toEqual([`${L4} changed`]));
    expect(written[0]).toMatchObject({
      before,
      version: versionOf(L4),
      differences: [
        'Clause identity: Bawaslu has `Citizen.nik` masked to the last four characters instead of masked to the first four digits.',
      ],
    });
  });

  test.each([
    ['is gone', (_: string) => ({ delete: true as const })],
    ['is no longer what its version says', (text: string) => ({ text: text.replace('nik4', 'last4') })],
    ['is no agreement any longer', () => ({ text: 'id: [' })],
  ])('a text that %s keeps no change from being written down', async (what, damage) => {
    await (await startSettled()).stop();
    const version = versionOf(L4);
    const texts = store.database().collection<{ _id: string; text: string }>(AGREEMENT_TEXTS);
    const damaged = damage((await texts.findOne({ _id: version ?? '' }))?.text ?? '');
    if ('delete' in damaged) await texts.deleteOne({ _id: version ?? '' });
    else await texts.updateOne({ _id: version ?? '' }, { $set: damaged });
    await edit(L4, 'nik: nik4', 'nik: last4');
    start();
    await inTheEnd(() => expect(told()).toEqual([`${L4} changed`]));
    expect(written[0]?.differences[0], what).toBe(
      `What it gave until now cannot be told: version ${version} is not kept, or is not written as this gateway reads.`,
    );
    expect(written[0]?.differences).toContainEqual(expect.stringContaining('Bawaslu gains `Citizen.nik`'));
  });

  test('an old version that this gateway cannot read is told of', async () => {
    const version = '6'.repeat(64);
    await archive.writeStates([[L4, version, 'in-force']]);
    start();
    await inTheEnd(() => expect(told()).toEqual([`${A10} took-effect`, `${L4} changed`]));
    expect(written[1]?.differences[0]).toContain(`version ${version} is not kept`);
  });
});

describe('while it runs', () => {
  test('a gateway writes down what is suspended, removed and signed again', async () => {
    const recorder = await startSettled();
    const first = versionOf(L4);
    await edit(L4, 'status: signed', 'status: suspended');
    recorder.changed();
    await inTheEnd(() => expect(told()).toEqual([`${L4} suspended`]));
    expect(written[0]).toMatchObject({ before: first, version: versionOf(L4) });
    expect(written[0]?.differences).toContainEqual(
      expect.stringMatching(/^Dukcapil no longer gives to Bawaslu: "Bawaslu checks persons/),
    );
    const suspended = versionOf(L4);
    await edit(L4, 'status: suspended', 'status: signed');
    recorder.changed();
    await inTheEnd(() => expect(told()).toHaveLength(2));
    expect(written[1]).toMatchObject({ change: 'took-effect', before: suspended, version: first });
    await unlink(join(folder, `${A10}.yaml`));
    await load();
    recorder.changed();
    await inTheEnd(() => expect(told()).toHaveLength(3));
    expect(written[2]).toMatchObject({ agreement: A10, change: 'removed', version: null });
    expect(written[2]?.differences).toContainEqual(expect.stringContaining('Clause'));
    await inTheEnd(async () => expect((await states()).map(([id]) => id)).toEqual([L4]));
  });

  test('a file that is written otherwise and gives the same is a change that says so', async () => {
    const recorder = await startSettled();
    await edit(L4, /^/, '# Another comment.\n');
    recorder.changed();
    await inTheEnd(() => expect(told()).toEqual([`${L4} changed`]));
    expect(written[0]?.differences).toEqual([
      'It gives the same to the same, on the same terms: the file is written otherwise.',
    ]);
  });

  test('a day that comes begins one agreement and ends another, with no file changed', async () => {
    await edit(L4, /rom: 2025-12-02/g, 'rom: 2026-06-16');
    await edit(A10, /validUntil: .*/, 'validUntil: 2026-06-15');
    await startSettled();
    expect((await states()).map(([, , standing]) => standing)).toEqual(['in-force', 'not-begun']);
    vi.advanceTimersByTime(60_000);
    today = '2026-06-16';
    expect(told()).toEqual([]);
    vi.advanceTimersByTime(10_000);
    await inTheEnd(() => expect(told()).toEqual([`${A10} expired`, `${L4} took-effect`]));
    expect(written[0]?.differences).toContainEqual(
      expect.stringMatching(/^KP2MI no longer gives to Imigrasi/),
    );
  });
});

describe('while nothing can be written', () => {
  test('nobody waits, and it is written down later, once', async () => {
    const recorder = await startSettled();
    room = 0;
    await edit(L4, 'status: signed', 'status: suspended');
    recorder.changed();
    vi.advanceTimersByTime(30_000);
    room = Number.POSITIVE_INFINITY;
    expect(told()).toEqual([]);
    await inTheEnd(() => {
      vi.advanceTimersByTime(10_000);
      expect(told()).toEqual([`${L4} suspended`]);
    });
    await inTheEnd(async () => expect(await states()).toContainEqual([L4, versionOf(L4), 'suspended']));
    vi.advanceTimersByTime(60_000);
    await recorder.stop();
    expect(told()).toHaveLength(1);
  });

  test('what could be written before is not written again', async () => {
    room = 1;
    const recorder = start();
    await inTheEnd(async () => expect(await states()).toHaveLength(1));
    room = 5;
    await inTheEnd(() => {
      vi.advanceTimersByTime(10_000);
      expect(told()).toEqual([`${A10} took-effect`, `${L4} took-effect`]);
    });
    await recorder.stop();
    expect(room).toBe(4);
  });

  test('a store that refuses is tried again', async () => {
    let refusals = 2;
    start({
      archive: {
        ...archive,
        async keepTexts(texts) {
          refusals -= 1;
          if (refusals >= 0) throw new Error('The store refused a write.');
          await archive.keepTexts(texts);
        },
      },
    });
    await inTheEnd(() => {
      vi.advanceTimersByTime(10_000);
      expect(told()).toEqual([`${A10} took-effect`, `${L4} took-effect`]);
    });
  });
});

test('killed before the states are kept, a change is written down twice', async () => {
  const died = start({ archive: { ...archive, writeStates: () => new Promise(() => {}) } });
  await inTheEnd(() => expect(told()).toHaveLength(2));
  recorders = recorders.filter((each) => each !== died);
  start();
  await inTheEnd(() => expect(told()).toHaveLength(4));
  expect(told().slice(2)).toEqual(told().slice(0, 2));
});

test('two gateways write down the same, each for its own chain, and keep one text', async () => {
  await startSettled();
  start({ archive: createAgreementArchive(store, 'gateway-2', 10_000) });
  await inTheEnd(() => expect(told()).toHaveLength(2));
  await inTheEnd(async () => {
    const found = await store.database().collection(AGREEMENT_STATES).find().toArray();
    expect(found.map(({ _id }) => String(_id)).sort()).toEqual(['gateway-1', 'gateway-2']);
  });
  expect(await store.database().collection(AGREEMENT_TEXTS).countDocuments()).toBe(2);
});

describe('the archive', () => {
  test('takes it for kept when another gateway was quicker', async () => {
    const archives = Array.from({ length: 8 }, (_, index) =>
      createAgreementArchive(store, `gateway-${index}`, 10_000),
    );
    await store.database().createCollection(AGREEMENT_TEXTS);
    await Promise.all(archives.map((each) => each.keepTexts(current.texts)));
    expect(await store.database().collection(AGREEMENT_TEXTS).countDocuments()).toBe(2);
    for (const [version, text] of current.texts) expect(await archive.textOf(version)).toBe(text);
  });

  test('says when the store refuses, and when it does not answer', async () => {
    const [version = ''] = current.texts.keys();
    await store.database().createCollection(AGREEMENT_TEXTS, { validator: { text: { $type: 'int' } } });
    await expect(archive.keepTexts(current.texts)).rejects.toThrow('The store refused a write.');
    const nowhere = await openLedgerStore({ uri: 'mongodb://127.0.0.1:1', database: 'none', timeoutMs: 200 });
    const unreachable = createAgreementArchive(nowhere, 'gateway-1', 200);
    await expect(unreachable.readStates()).rejects.toThrow();
    await expect(unreachable.textOf(version)).rejects.toThrow();
    await nowhere.close();
  });

  test('takes states that are none for none', async () => {
    const kept = store.database().collection<{ _id: string; states: unknown }>(AGREEMENT_STATES);
    await kept.insertOne({ _id: 'gateway-1', states: [[L4, 'v', 'in-force'], [L4], 7, null] });
    expect(await archive.readStates()).toEqual([[L4, 'v', 'in-force']]);
    await kept.updateOne({ _id: 'gateway-1' }, { $set: { states: 'none' } });
    expect(await archive.readStates()).toEqual([]);
  });
});
