import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createConsular } from '../subgraphs/consular/subgraph.ts';
import { canaryRows, fillCanary } from './setup/fill-canary.ts';
import type { GrantWishes } from './setup/grants.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

const KUALA_LUMPUR = 'KBRI-KUALA-LUMPUR';
const HONG_KONG = 'KJRI-HONG-KONG';
const { _id: caseId = '', citizenId = '' } = canaryRows('consular', 'consularcases')[0] ?? {};
const { _id: reportId = '' } = canaryRows('consular', 'selfreports')[0] ?? {};

const ALL = { all: true } as const;
const kemlu: GrantWishes = { agency: 'kemlu', rows: { ConsularCase: ALL, SelfReport: ALL } };

function ofMission(unit: string): GrantWishes {
  const rule = { where: [{ attribute: 'links', op: 'eq', value: `kemlu:${unit}` }] };
  return { agency: 'kemlu', unit, rows: { ConsularCase: rule, SelfReport: rule } };
}

function newId(): string {
  return randomBytes(16).toString('base64url');
}

let consular: TestSubgraph;
beforeAll(async () => {
  consular = await startTestSubgraph(createConsular());
});
afterAll(() => consular.stop());
beforeEach(() => fillCanary(consular.connection, 'consular'));

interface StoredRow {
  readonly _id: string;
  readonly status: string;
}
const cases = () => consular.connection.collection<StoredRow>('consularcases');
const selfReports = () => consular.connection.collection<StoredRow>('selfreports');
const statusOf = async (id: string) => (await cases().findOne({ _id: id }))?.status;

const OPEN =
  'mutation($input: OpenConsularCaseInput!) { openConsularCase(input: $input) { id status coarseCategory openedAt traffickingVictim citizen { id consularCases { id } } mission { code } } }';
const MOVE =
  'mutation($id: ID!, $status: ConsularCaseStatus!) { moveConsularCase(id: $id, status: $status) { id status } }';
const VERIFY =
  'mutation($id: ID!, $verified: Boolean!) { verifySelfReport(id: $id, verified: $verified) { id status } }';

function input(details: Readonly<Record<string, unknown>> = {}) {
  return {
    reference: newId(),
    citizenId,
    mission: KUALA_LUMPUR,
    category: 'EMPLOYMENT',
    narrative: 'Wages of three months unpaid.',
    ...details,
  };
}

describe('opening a case', () => {
  it('stores it open, with the coarse category of its category and the links of its person', async () => {
    const narrativeForPerson = 'Wages of three months unpaid by [a third party].';
    const asked = input({ category: 'ONLINE_SCAM', traffickingVictim: true, narrativeForPerson });
    const { data, errors } = await consular.ask(OPEN, ofMission(KUALA_LUMPUR), { input: asked });
    expect(errors).toBeUndefined();
    expect(data.openConsularCase).toMatchObject({
      id: asked.reference,
      status: 'OPEN',
      coarseCategory: 'TRAFFICKING',
      traffickingVictim: true,
      citizen: { id: citizenId, consularCases: [{ id: asked.reference }, { id: caseId }].sort(byId) },
      mission: { code: KUALA_LUMPUR },
    });
    const age = Date.now() - Date.parse(data.openConsularCase.openedAt);
    expect(age).toBeLessThan(60_000);
    expect(await cases().findOne({ _id: asked.reference })).toMatchObject({
      country: 'MY',
      narrativeForPerson,
      links: expect.arrayContaining(['kp2mi', 'kpu', `kemlu:${KUALA_LUMPUR}`]),
    });
  });

  it('links a person without records to the mission only', async () => {
    const asked = input({ citizenId: newId() });
    await consular.ask(OPEN, ofMission(KUALA_LUMPUR), { input: asked });
    expect(await cases().findOne({ _id: asked.reference })).toMatchObject({
      links: [`kemlu:${KUALA_LUMPUR}`],
    });
  });

  it('opens one case for calls with the same input, one after the other and at once', async () => {
    const asked = input();
    const before = await cases().countDocuments();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => consular.ask(OPEN, kemlu, { input: asked })),
    );
    await consular.ask(MOVE, kemlu, { id: asked.reference, status: 'IN_PROGRESS' });
    answers.push(await consular.ask(OPEN, kemlu, { input: asked }));
    expect(answers.map(({ data }) => data.openConsularCase.id)).toEqual(Array(6).fill(asked.reference));
    expect(answers.at(-1)?.data.openConsularCase.status).toBe('IN_PROGRESS');
    expect(await cases().countDocuments()).toBe(before + 1);
  });

  it('refuses a reference that another case has, and leaves that case as it is', async () => {
    const asked = input();
    await consular.ask(OPEN, kemlu, { input: asked });
    for (const details of [
      { citizenId: newId() },
      { narrative: 'Something else.' },
      { narrativeForPerson: 'Something else.' },
      { mission: HONG_KONG },
    ]) {
      const { data, errors } = await consular.ask(OPEN, kemlu, { input: { ...asked, ...details } });
      expect(data.openConsularCase).toBeNull();
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', field: 'input.reference' });
    }
    expect(await cases().findOne({ _id: asked.reference })).toMatchObject({
      citizenId,
      narrative: asked.narrative,
      mission: KUALA_LUMPUR,
    });
  });

  it('refuses a mission to open the case of another', async () => {
    const asked = input({ mission: HONG_KONG });
    const { errors } = await consular.ask(OPEN, ofMission(KUALA_LUMPUR), { input: asked });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', field: 'input.mission' });
    expect(await cases().findOne({ _id: asked.reference })).toBeNull();
  });

  it('refuses a case that its opener could not see', async () => {
    for (const rows of [
      {},
      { ConsularCase: { where: [{ attribute: 'person', op: 'eq', value: newId() }] } },
      { ConsularCase: { where: [{ attribute: 'links', op: 'eq', value: `kemlu:${HONG_KONG}` }] } },
    ]) {
      const asked = input({ citizenId: newId() });
      const { errors } = await consular.ask(OPEN, { ...kemlu, rows }, { input: asked });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(await cases().findOne({ _id: asked.reference })).toBeNull();
    }
  });

  it('names the input that has not the form it needs, and stores nothing', async () => {
    const before = await cases().countDocuments();
    for (const [field, value] of [
      ['reference', 'short'],
      ['reference', 'AAAAAAAAAAAAAAAAAAAAAB'],
      ['citizenId', '3509014102859001'],
      ['mission', 'KBRI-ATLANTIS'],
      ['narrative', '  '],
      ['narrativeForPerson', '  '],
      ['narrativeForPerson', 'x'.repeat(4001)],
      ['narrative', 'x'.repeat(4001)],
      ['criminalDetail', ''],
    ] as const) {
      const { errors, text } = await consular.ask(OPEN, kemlu, { input: input({ [field]: value }) });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: `input.${field}` });
      if (value.trim() !== '') expect(text).not.toContain(value);
    }
    expect(await cases().countDocuments()).toBe(before);
  });
});

describe('moving a case', () => {
  const move = (status: string, wishes = kemlu, id = caseId) => consular.ask(MOVE, wishes, { id, status });

  it('goes from open to closed step by step', async () => {
    for (const status of ['IN_PROGRESS', 'RESOLVED', 'IN_PROGRESS', 'RESOLVED', 'CLOSED']) {
      const { data } = await move(status, ofMission(KUALA_LUMPUR));
      expect(data.moveConsularCase).toEqual({ id: caseId, status });
      expect(await statusOf(caseId)).toBe(status);
    }
  });

  it('gives a case that has the status already as it is', async () => {
    const answers = [await move('IN_PROGRESS'), await move('IN_PROGRESS')];
    expect(answers.map(({ data }) => data.moveConsularCase.status)).toEqual(['IN_PROGRESS', 'IN_PROGRESS']);
  });

  it('refuses a step that is none, and says from where it is reached', async () => {
    for (const [status, message] of [
      ['CLOSED', 'status: CLOSED is reached from RESOLVED only.'],
      ['RESOLVED', 'status: RESOLVED is reached from IN_PROGRESS only.'],
    ] as const) {
      const { data, errors } = await move(status);
      expect(data.moveConsularCase).toBeNull();
      expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'CONFLICT', field: 'status' } });
    }
    await move('IN_PROGRESS');
    const { errors } = await move('OPEN');
    expect(errors?.[0]?.message).toBe('status: nothing is moved to OPEN.');
    expect(await statusOf(caseId)).toBe('IN_PROGRESS');
  });

  it('lets one of several that move a case at once win', async () => {
    await move('IN_PROGRESS');
    await move('RESOLVED');
    const answers = await Promise.all([move('CLOSED'), move('IN_PROGRESS')]);
    const moved = answers.filter(({ data }) => data.moveConsularCase !== null);
    expect(moved).toHaveLength(1);
    expect(await statusOf(caseId)).toBe(moved[0]?.data.moveConsularCase.status);
  });

  it('treats a case outside the rows as one that does not exist', async () => {
    const outside = await move('IN_PROGRESS', ofMission(HONG_KONG));
    const absent = await move('IN_PROGRESS', ofMission(HONG_KONG), newId());
    expect(outside.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(outside.text).toBe(absent.text);
    expect(await statusOf(caseId)).toBe('OPEN');
  });

  it('leaves a case that the mission may see to the mission that handles it', async () => {
    await cases().updateOne({ _id: caseId }, { $push: { links: `kemlu:${HONG_KONG}` } as never });
    const { errors } = await move('IN_PROGRESS', ofMission(HONG_KONG));
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await statusOf(caseId)).toBe('OPEN');
  });
});

describe('verifying a self-report', () => {
  const verify = (verified: boolean, wishes = kemlu) =>
    consular.ask(VERIFY, wishes, { id: reportId, verified });
  const submit = () => selfReports().updateOne({ _id: reportId }, { $set: { status: 'SUBMITTED' } });

  it('accepts or refuses a report that was handed in, once', async () => {
    for (const [verified, status] of [
      [true, 'VERIFIED'],
      [false, 'REJECTED'],
    ] as const) {
      await submit();
      const answers = [await verify(verified, ofMission(KUALA_LUMPUR)), await verify(verified)];
      expect(answers.map(({ data }) => data.verifySelfReport)).toEqual(
        Array(2).fill({ id: reportId, status }),
      );
      const { errors } = await verify(!verified);
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'CONFLICT' } });
    }
  });

  it('is for the mission that was reported to', async () => {
    await submit();
    const outside = await verify(true, ofMission(HONG_KONG));
    expect(outside.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await selfReports().updateOne({ _id: reportId }, { $push: { links: `kemlu:${HONG_KONG}` } as never });
    const foreign = await verify(true, ofMission(HONG_KONG));
    expect(foreign.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await selfReports().findOne({ _id: reportId })).toMatchObject({ status: 'SUBMITTED' });
  });
});

it('changes nothing for an agency other than Kemlu, whatever rows it has', async () => {
  await selfReports().updateOne({ _id: reportId }, { $set: { status: 'SUBMITTED' } });
  for (const agency of ['kp2mi', 'kpu', 'citizen', 'dki-jakarta', 'operator']) {
    const wishes = { ...kemlu, agency };
    const answers = [
      await consular.ask(OPEN, wishes, { input: input() }),
      await consular.ask(MOVE, wishes, { id: caseId, status: 'IN_PROGRESS' }),
      await consular.ask(VERIFY, wishes, { id: reportId, verified: true }),
    ];
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(Array(3).fill('FORBIDDEN'));
  }
  expect(await cases().countDocuments({ status: { $ne: 'OPEN' } })).toBe(0);
  expect(await cases().countDocuments()).toBe(canaryRows('consular', 'consularcases').length);
  expect(await selfReports().findOne({ _id: reportId })).toMatchObject({ status: 'SUBMITTED' });
});

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
