import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { AGREEMENT_TEXTS } from '../gateway/ledger/agreement-archive.ts';
import type { AgreementChange } from '../gateway/ledger/entry.ts';
import { schemaFolder } from './project-agreements.ts';
import { createCanaryData } from './setup/canary-data.ts';
import { type Federation, startFederation } from './setup/federation.ts';
import { TODAY } from './setup/project-views.ts';
import { readLedger } from './setup/read-ledger.ts';

/** What a running gateway writes down of agreements, as their files change. */

const DATABASE = 'agreement_entries_ledger';
const [A2, A4] = ['A2-kp2mi-dki-jakarta', 'A4-kp2mi-bontang'];
const WITHIN = { timeout: 15_000, interval: 100 };

let folder: string;
let federation: Federation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simpul-entries-'));
  await cp(join(schemaFolder, 'agreements'), folder, { recursive: true });
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'agreement_entries_',
    documents: createCanaryData().documents,
    environment: { AGREEMENTS: folder },
    ledger: true,
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
});
afterAll(async () => {
  await federation.stop();
  await rm(folder, { recursive: true });
});

async function changes(): Promise<readonly AgreementChange[]> {
  const entries = await readLedger(inject('mongodbUri'), DATABASE);
  return entries.flatMap(({ event }) => (event.kind === 'agreement' ? [event] : []));
}

const changesOf = async (id: string) => (await changes()).filter(({ agreement }) => agreement === id);
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const textOf = (id: string) => readFile(join(folder, `${id}.yaml`), 'utf8');

async function replace(id: string, from: string, to: string): Promise<void> {
  const file = join(folder, `${id}.yaml`);
  await writeFile(`${file}.new~`, (await textOf(id)).replace(from, to));
  await rename(`${file}.new~`, file);
}

it('at its start each agreement that is in force has taken effect', async () => {
  const names = (await readdir(folder)).map((name) => name.replace('.yaml', ''));
  const texts = await Promise.all(names.map(textOf));
  const signed = names.filter((_, index) => texts[index]?.includes('status: signed')).sort();
  await vi.waitFor(
    async () => expect((await changes()).map(({ agreement }) => agreement)).toEqual(signed),
    WITHIN,
  );
  const [first] = await changesOf(A2);
  expect(first).toMatchObject({ change: 'took-effect', before: null, version: hash(await textOf(A2)) });
  expect(await changesOf('L3-kp2mi-kpu')).toEqual([]);
});

it('the version in the entry of an operation leads to the text that gave it', async () => {
  const query = '{ workers(first: 1) { totalCount } }';
  await federation.ask({ agency: 'dki-jakarta', purpose: 'TRAINING_MATCH', query });
  const entries = await readLedger(inject('mongodbUri'), DATABASE);
  const used = entries.flatMap(({ event }) => (event.kind === 'operation' ? event.agreements : []));
  const version = used.find(({ id }) => id === A2)?.version;
  const connection = await mongoose.createConnection(inject('mongodbUri')).asPromise();
  const texts = connection.useDb(DATABASE).collection<{ _id: string; text: string }>(AGREEMENT_TEXTS);
  expect((await texts.findOne({ _id: version ?? '' }))?.text).toBe(await textOf(A2));
  await connection.close();
});

it('a changed file is told of by what consumers gain and lose', async () => {
  await replace(A2, 'purposes: [TRAINING_MATCH, REPATRIATION]', 'purposes: [TRAINING_MATCH]');
  await vi.waitFor(async () => expect(await changesOf(A2)).toHaveLength(2), WITHIN);
  const [first, second] = await changesOf(A2);
  expect(second).toMatchObject({
    change: 'changed',
    before: first?.version,
    differences: ['Clause workers: DKI Jakarta loses all that the clause gives for REPATRIATION.'],
  });
});

it('a flow that is ended beside a file that does not check is told of too', async () => {
  await replace(A4, 'status: signed', 'status: sined');
  await replace(A2, 'status: signed', 'status: suspended');
  await vi.waitFor(async () => expect((await changesOf(A2)).at(-1)?.change).toBe('suspended'), WITHIN);
  const last = (await changesOf(A2)).at(-1);
  expect(last?.version).toBe(hash(await textOf(A2)));
  expect(await changesOf(A4)).toHaveLength(1);
});
