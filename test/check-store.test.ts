import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { CheckDocument, CheckedRule } from '../subgraphs/oversight/check-document.ts';
import type { PartDocument } from '../subgraphs/oversight/part-document.ts';
import { b10EligibleUnregistered } from '../tools/check/rules/b10-eligible-unregistered.ts';
import type { CheckRun } from '../tools/check/run/check-run.ts';
import { completeCheck } from '../tools/check/run/complete-check.ts';
import { createFinding } from '../tools/check/run/finding.ts';
import { runPages } from '../tools/check/run/run-pages.ts';
import { runUnlisted } from '../tools/check/run/run-unlisted.ts';
import { forgetListed, keptId, noteListed } from '../tools/check/store/listed-persons.ts';
import { type CheckStore, openStore } from '../tools/check/store/open-store.ts';
import { storeFindings } from '../tools/check/store/store-findings.ts';
import { keepWorkers } from '../tools/check/store/workers-abroad.ts';

/** What a check does in its store when another process has been there, or the store goes away. */

const said: string[] = [];
let store: CheckStore;
beforeAll(async () => {
  const settings = {
    mongodbUri: inject('mongodbUri'),
    database: `test_check_store_${randomBytes(6).toString('hex')}`,
    dataFolder: '/nowhere',
  };
  store = await openStore(settings, (line) => void said.push(line), new AbortController().signal);
});
afterAll(async () => {
  await store.database().dropDatabase();
  await store.close();
});
beforeEach(async () => {
  const { checks, parts } = store.models;
  await Promise.all([checks.deleteMany(), parts.deleteMany()]);
});

const rule = (code: string, outcome: CheckedRule['outcome'] = 'CHECKED'): CheckedRule => ({
  code,
  version: 1,
  outcome,
  findings: 0,
  newFindings: 0,
});

const begun = (id: string, minute: number, rules: readonly CheckedRule[]): CheckDocument => ({
  _id: id,
  election: 'PEMILU-2024',
  state: 'RUNNING',
  isOfWholeList: true,
  committees: [{ code: '990501', name: 'PPLN Kuala Lumpur', city: 'Kuala Lumpur', country: 'MY' }],
  rules,
  startedBy: 'inspector',
  startedAt: new Date(Date.UTC(2026, 10, 22, 7, minute)),
  pageSize: 10,
  votersInAll: 10,
  votersChecked: 0,
});

const part = (check: string, isDone: boolean): PartDocument => ({
  _id: `${check}:VOTERS:990501:POS`,
  check,
  kind: 'VOTERS',
  ppln: '990501',
  isDone,
  rows: 10,
  findings: {},
  newFindings: {},
});

const progress = {
  voters: 0,
  findings: 0,
  rulesMs: 0,
  storeMs: 0,
  tooSmall: new Map(),
  notAvailable: new Set<string>(),
};
const stateOf = async (id: string) => (await store.models.checks.findById(id).lean())?.state;

describe('a check that another process has had meanwhile', () => {
  it('finds nobody without a row once it is forgotten who has one', async () => {
    const check = begun('check-1', 0, [rule('B10')]);
    const workers = { ...part(check._id, false), kind: 'WORKERS' } as const;
    await store.models.checks.create({ ...check, state: 'FAILED' });
    await store.models.parts.create(workers);
    await noteListed(store, check._id, new Set(['listed']));
    await keepWorkers(store, [{ _id: keptId(check._id, 'listed'), country: 'MY', evidence: { B10: {} } }]);
    await forgetListed(store, []);
    const { signal } = new AbortController();
    const run = { check, store, progress, signal, rules: [b10EligibleUnregistered], committees: new Map() };
    await expect(runUnlisted(run as unknown as CheckRun, workers)).rejects.toThrow(
      'Another process has ended',
    );
    expect(await store.models.findings.countDocuments()).toBe(0);
    expect((await store.models.parts.findById(workers._id).lean())?.isDone).toBe(false);
  });

  it('is not complete while a part is not done', async () => {
    const check = begun('check-1', 0, [rule('B01')]);
    await store.models.checks.create(check);
    await store.models.parts.create(part(check._id, false));
    await expect(completeCheck({ check, progress, store })).rejects.toThrow('Not every part');
    expect(await stateOf(check._id)).toBe('RUNNING');
    await store.models.parts.updateOne({ check: check._id }, { $set: { isDone: true } });
    expect((await completeCheck({ check, progress, store })).votersChecked).toBe(10);
  });
});

describe('a check that is complete', () => {
  it('ends an interrupted one of which it has found everything, and none that looks for more', async () => {
    const covered = begun('check-1', 0, [rule('B01')]);
    const more = begun('check-2', 1, [rule('B01'), rule('B10')]);
    const check = begun('check-3', 2, [rule('B01'), rule('B10', 'NEEDS_WHOLE_LIST')]);
    await store.models.checks.create([covered, more, check]);
    await completeCheck({ check, progress, store });
    expect([await stateOf('check-1'), await stateOf('check-2')]).toEqual(['FAILED', 'RUNNING']);
  });
});

describe('a finding about a person', () => {
  it('is of no committee any more where that cannot be told any more', async () => {
    const check = begun('check-1', 0, [rule('B10')]);
    const find = async (country: string, ppln?: string) => {
      const about = { citizenId: 'person', country, ...(ppln !== undefined && { ppln }) };
      const found = createFinding({ check }, b10EligibleUnregistered, 'PERSON', 'person', about, {});
      await storeFindings(store, [found]);
      const { country: where, ppln: committee } =
        (await store.models.findings.findById(found._id).lean()) ?? {};
      return [where, committee];
    };
    expect(await find('BN', '990301')).toEqual(['BN', '990301']);
    expect(await find('MY')).toEqual(['MY', undefined]);
  });
});

describe('a part', () => {
  it('is not done when another page is told of and not where it begins', async () => {
    const check = begun('check-1', 0, [rule('B01')]);
    const unfinished = part(check._id, false);
    await store.models.parts.create(unfinished);
    const run = { check, store, progress, rules: [], signal: new AbortController().signal };
    const data = { nodes: [], pageInfo: { hasNextPage: true, endCursor: null } };
    const pages = { ask: async () => ({ kind: 'data', data }) as const, examine: async () => [] };
    await expect(runPages(run as unknown as CheckRun, unfinished, pages)).rejects.toThrow('another page');
    expect((await store.models.parts.findById(unfinished._id).lean())?.isDone).toBe(false);
  });
});

describe('a store that is being stopped or replaced', () => {
  it.each([91, 189, 10_107, 11_600, 11_602])('is tried again after it says so with code %i', async (code) => {
    let tries = 0;
    const work = async () => {
      if (++tries === 1) throw new mongoose.mongo.MongoServerError({ message: 'interrupted', code });
      return tries;
    };
    expect(await store.persist(work)).toBe(2);
    expect(said.at(-1)).toBe("Bawaslu's store answers again.");
  });

  it('is not tried again when it refuses what it is asked', async () => {
    const work = async () => {
      throw new mongoose.mongo.MongoServerError({ message: 'not authorized', code: 13 });
    };
    await expect(store.persist(work)).rejects.toThrow('not authorized');
  });
});
