import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { CheckResult } from '../tools/check/check.ts';
import { RULES } from '../tools/check/rules/rules.ts';
import { precisionOf, recallOf } from '../tools/check/score/score.ts';
import { scoreCheck } from '../tools/check/score/score-check.ts';
import { type CheckUnderTest, startCheckUnderTest } from './setup/check-under-test.ts';
import { generateInMemory } from './setup/generated-set.ts';
import { checkList } from './setup/list-oracle.ts';
import { testIds } from './setup/test-ids.ts';

/** A check of the whole list through the whole federation, against what brute force finds in the documents. */

/** Below, attendance in Kuala Lumpur is too small to be told, so that B20 could not be decided. */
const [CITIZENS, SEED] = [10_000, 3];
const PREFIX = 'check_';
const set = generateInMemory(CITIZENS, SEED);
const oracle = checkList(set);
const undecidable = ['B07', 'B15'];
const ofCommittees = ['B18', 'B20'];

let under: CheckUnderTest;
let result: CheckResult;
beforeAll(async () => {
  under = await startCheckUnderTest(PREFIX, CITIZENS, SEED);
  result = await under.run({ pageSize: 50 });
});
afterAll(async () => {
  await under.stop();
});

describe('a check of the whole list', () => {
  it.each([...oracle.keys()])('%s finds what brute force finds, and nothing else', async (rule) => {
    const findings = await under.models().findings.find({ rule }).lean();
    const found = findings.map(({ subject, voterId, citizenId, ppln, pollingPoint }) => {
      if (subject === 'VOTER') return voterId;
      if (subject === 'PERSON') return citizenId;
      return subject === 'COMMITTEE' ? ppln : `${ppln}:${pollingPoint}`;
    });
    const keys = [...(oracle.get(rule) ?? [])];
    const expected = ofCommittees.includes(rule) ? keys : testIds.conceal('bawaslu', keys);
    expect(found.sort()).toEqual(expected.sort());
    expect(found.length).toBeGreaterThan(0);
    expect(result.check.rules.find(({ code }) => code === rule)).toMatchObject({
      outcome: 'CHECKED',
      findings: found.length,
      newFindings: found.length,
    });
  });

  it('says of B07 and B15 that nobody holds the data, and never that nothing was found', () => {
    const outcomes = result.check.rules.filter(({ outcome }) => outcome !== 'CHECKED');
    expect(outcomes.map(({ code, outcome }) => [code, outcome])).toEqual(
      undecidable.map((code) => [code, 'NO_DATA_HOLDER']),
    );
  });

  it('has precision and recall 1 against the ground truth, for every rule that it checked', async () => {
    const { scores } = await scoreCheck(under.settings, result.check._id, undefined);
    expect(scores.map(({ rule }) => rule)).toEqual(
      RULES.map(({ code }) => code).filter((code) => !undecidable.includes(code)),
    );
    for (const score of scores) {
      expect([score.rule, precisionOf(score), recallOf(score)]).toEqual([score.rule, 1, 1]);
    }
  });

  it('examines every row once, and forgets who has one', async () => {
    const { parts, listed, checks } = under.models();
    const kept = await checks.findById(result.check._id).lean();
    expect(kept).toMatchObject({
      state: 'COMPLETE',
      isOfWholeList: true,
      startedBy: 'inspector',
      votersInAll: set.documents.voters.length,
      votersChecked: set.documents.voters.length,
      pageSize: 50,
    });
    expect(await parts.countDocuments({ isDone: false })).toBe(0);
    expect(await listed.countDocuments()).toBe(0);
    expect(await listed.db.collection('check-workers').countDocuments()).toBe(0);
  });

  it('adds up findings about persons by country, and about committees by committee', async () => {
    const { parts, findings } = under.models();
    const sum = (counts: Readonly<Record<string, number>> | undefined) =>
      Object.values(counts ?? {}).reduce((total, count) => total + count, 0);
    const workers = await parts.findOne({ _id: /UNLISTED$/ }).lean();
    expect(sum(workers?.byCountry)).toBe(await findings.countDocuments({ rule: 'B10' }));
    const committees = await parts.findOne({ kind: 'COMMITTEES' }).lean();
    expect(sum(committees?.byCommittee)).toBe(await findings.countDocuments({ rule: { $in: ofCommittees } }));
    // What could not be told is kept with what was: a report would else take it for nothing found.
    expect(committees?.tooSmall).toEqual(Object.fromEntries(result.tooSmall));
    expect(sum(committees?.tooSmall)).toBeGreaterThan(0);
  });

  it('stores documents as the subgraph of Bawaslu describes them', async () => {
    const models = under.models();
    for (const model of [models.checks, models.parts, models.findings]) {
      const documents = await (model as unknown as mongoose.Model<unknown>).find();
      expect(documents.length).toBeGreaterThan(0);
      for (const document of documents) await expect(document.validate()).resolves.toBeUndefined();
    }
  });

  it('says which page of which list it asked for in the ledger, for every request', async () => {
    const connection = await mongoose.createConnection(inject('mongodbUri')).asPromise();
    const entries = await connection
      .useDb(`${PREFIX}ledger`)
      .collection<{ text: string }>('entries')
      .find()
      .toArray();
    await connection.close();
    const asked = entries
      .map(({ text }) => JSON.parse(text).event)
      .filter(({ kind, agency }) => kind === 'operation' && agency === 'bawaslu');
    const byName = (names: readonly string[]) =>
      Object.fromEntries(
        ['CheckVoters', 'CheckWorkers', 'CheckCommittee', 'CheckList', 'CheckCount'].map((name) => [
          name,
          names.filter((each) => each === name).length,
        ]),
      );
    const sent = under.gateway.exchanges.map(({ asked }) => /query (\w+)/.exec(asked)?.[1] ?? '');
    expect(byName(asked.map(({ operation }) => operation.name))).toEqual(byName(sent));
    expect(byName(sent).CheckVoters).toBeGreaterThan(set.documents.voters.length / 50);
  });

  it('counts what it finds again as found, not as new, and keeps where it stands', async () => {
    const { findings } = under.models();
    const before = await findings.find().sort({ _id: 1 }).lean();
    const [confirmed, accepted] = before;
    await findings.updateOne({ _id: confirmed?._id ?? '' }, { $set: { state: 'CONFIRMED' } });
    await findings.updateOne({ _id: accepted?._id ?? '' }, { $set: { state: 'ACCEPTED' } });
    const again = await under.run();
    expect(again.check.rules.map(({ findings, newFindings }) => [findings, newFindings])).toEqual(
      result.check.rules.map(({ findings }) => [findings, 0]),
    );
    const after = await findings.find().sort({ _id: 1 }).lean();
    expect(after.map(({ _id }) => _id)).toEqual(before.map(({ _id }) => _id));
    expect(new Set(after.map(({ check }) => check))).toEqual(new Set([again.check._id]));
    expect(new Set(after.map(({ firstCheck }) => firstCheck))).toEqual(new Set([result.check._id]));
    expect(after[0]).toMatchObject({ state: 'OPEN', steps: [{ state: 'OPEN' }] });
    expect(after[1]).toMatchObject({ state: 'ACCEPTED', steps: [] });
  });

  it('of one committee finds what a check of all finds there, and leaves out what takes all of them', async () => {
    const { findings } = under.models();
    const there = await findings.countDocuments({ ppln: '990501', rule: { $ne: 'B10' } });
    const { check } = await under.run({ scope: { kind: 'committees', typed: ['kuala lumpur'] } });
    expect(await findings.countDocuments({ check: check._id })).toBe(there);
    expect(check.rules.find(({ code }) => code === 'B10')).toMatchObject({
      outcome: 'NEEDS_WHOLE_LIST',
      findings: 0,
    });
    expect(check.committees).toEqual([
      { code: '990501', name: expect.any(String), city: 'Kuala Lumpur', country: 'MY' },
    ]);
  });
});

describe('nothing that reaches Bawaslu', () => {
  it('on the wire, in findings or in what is said, is a NIK, a birth date, an address, a passport or a name', async () => {
    const wire = under.gateway.exchanges.map(({ answered }) => answered);
    const stored = JSON.stringify(await under.models().findings.find().lean());
    const texts = [...wire, stored, ...under.said];
    const all = texts.join('\n');
    expect(all.length).toBeGreaterThan(100_000);
    expect(all.match(/(?<![\d-])\d{16}(?!\d)/g)).toBeNull();
    expect(all.match(/"[A-Z]{1,2}\d{6,7}"/g)).toBeNull();
    const days = new Set(wire.join('\n').match(/"\d{4}-\d\d-\d\d"/g));
    expect([...days].map((day) => day.slice(1, -1)).sort()).toEqual(
      ['2019-04-17', '2023-06-21', '2024-02-14', '2029-02-14'].filter((day) => days.has(`"${day}"`)),
    );
    const said = new Set<string>();
    for (const [, text = ''] of all.matchAll(/"((?:[^"\\]|\\.)*)"/g)) said.add(text);
    const { citizens, voters } = set.documents;
    const secrets = [
      ...citizens.flatMap(({ nik, fullName, birthDate }) => [nik, fullName, birthDate]),
      ...voters.flatMap((row) => [row.nik, row.fullName, row.addressKey, row.passportNumber]),
      // Only of a city or country is said no more than everybody knows.
      ...voters.filter(({ addressQuality }) => !/ONLY/.test(addressQuality)).map((row) => row.addressAbroad),
    ].filter((secret) => secret !== undefined && secret.length > 3);
    expect(secrets.length).toBeGreaterThan(5_000);
    expect(secrets.filter((secret) => said.has(secret ?? ''))).toEqual([]);
    // Nor is any of it asked for.
    const asked = new Set(under.gateway.exchanges.flatMap(({ asked }) => asked.match(/[^"\\]+/g) ?? []));
    expect(secrets.filter((secret) => asked.has(secret ?? ''))).toEqual([]);
  });
});
