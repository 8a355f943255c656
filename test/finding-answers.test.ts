import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FindingDocument, FindingState } from '../subgraphs/oversight/finding-document.ts';
import { createOversight } from '../subgraphs/oversight/subgraph.ts';
import { FINDINGS, KUALA_LUMPUR, MANILA } from './setup/findings.ts';
import type { GrantWishes } from './setup/grants.ts';
import { type Answer, startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

/** What KPU says to findings and what Bawaslu does with it: each move that there is, and each that is none. */

const ANSWERABLE = { attribute: 'subject', op: 'in', value: ['VOTER', 'COMMITTEE', 'POLLING_POINT'] };
const kpu: GrantWishes = { agency: 'kpu', rows: { Finding: { where: [ANSWERABLE] } } };
const bawaslu: GrantWishes = { agency: 'bawaslu', rows: { Finding: { all: true } } };
const committee = (unit: string): GrantWishes => ({
  agency: 'kpu',
  unit,
  rows: { Finding: { where: [ANSWERABLE, { attribute: 'ppln', op: 'eq', value: unit }] } },
});

let oversight: TestSubgraph;
beforeAll(async () => {
  oversight = await startTestSubgraph(createOversight());
});
afterAll(() => oversight.stop());
const findings = () => oversight.connection.collection<FindingDocument>('findings');
beforeEach(async () => {
  await findings().deleteMany({});
  await findings().insertMany(Object.values(FINDINGS).map((finding) => ({ ...finding })));
});

const ID = FINDINGS.young._id;
const FIELDS = '{ id state response { state code } }';
const operations = {
  answer: `mutation($id: ID!, $code: AnswerCode!) { done: answerFinding(id: $id, code: $code) ${FIELDS} }`,
  correct: `mutation($id: ID!, $code: CorrectionCode!) { done: correctFinding(id: $id, code: $code) ${FIELDS} }`,
  close: `mutation($id: ID!, $accepted: Boolean!) { done: closeFinding(id: $id, accepted: $accepted) ${FIELDS} }`,
};

const answer = (code = 'ROW_IS_RIGHT', wishes = kpu, id: string = ID) =>
  oversight.ask(operations.answer, wishes, { id, code });
const correct = (code = 'ROW_REMOVED', wishes = kpu, id: string = ID) =>
  oversight.ask(operations.correct, wishes, { id, code });
const close = (accepted: boolean, wishes = bawaslu, id: string = ID) =>
  oversight.ask(operations.close, wishes, { id, accepted });
const stored = (id: string = ID) => findings().findOne({ _id: id });
const put = (state: FindingState) => findings().updateOne({ _id: ID }, { $set: { state, steps: [] } });
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

const moves = {
  answer: { act: () => answer(), to: { OPEN: 'ANSWERED', REJECTED: 'ANSWERED' } },
  correct: { act: () => correct(), to: { OPEN: 'CORRECTED', REJECTED: 'CORRECTED' } },
  accept: { act: () => close(true), to: { ANSWERED: 'ACCEPTED', CORRECTED: 'CONFIRMED' } },
  reject: { act: () => close(false), to: { ANSWERED: 'REJECTED', CORRECTED: 'REJECTED' } },
} as const satisfies Record<
  string,
  { act: () => Promise<Answer>; to: Partial<Record<FindingState, FindingState>> }
>;
const STATES = ['OPEN', 'ANSWERED', 'ACCEPTED', 'REJECTED', 'CORRECTED', 'CONFIRMED'] as const;
/** States in which a move was made already, by which it would be repeated. */
const REPEATED = { accept: ['ACCEPTED', 'CONFIRMED'], reject: ['REJECTED'] } as const;
const cases = (Object.keys(moves) as (keyof typeof moves)[]).flatMap((name) =>
  STATES.map((from) => ({
    name,
    from,
    to: new Map<string, string>(Object.entries(moves[name].to)).get(from),
  })),
);

describe('a finding', () => {
  it.each(cases.filter(({ to }) => to !== undefined))(
    'that is $from goes on by "$name" to $to, with the step in the same write',
    async ({ name, from, to }) => {
      await put(from);
      const { data, errors } = await moves[name].act();
      expect(errors).toBeUndefined();
      expect(data.done).toMatchObject({ id: ID, state: to });
      const after = await stored();
      expect(after?.state).toBe(to);
      expect(after?.steps).toHaveLength(1);
      expect(after?.steps[0]).toMatchObject({ state: to, at: expect.any(Date) });
      expect(data.done.response).toEqual([{ state: to, code: after?.steps[0]?.code ?? null }]);
    },
  );

  it.each(
    cases.filter(
      ({ name, from, to }) =>
        to === undefined &&
        !(name in REPEATED && REPEATED[name as keyof typeof REPEATED].some((each) => each === from)),
    ),
  )('that is $from is not moved by "$name"', async ({ name, from }) => {
    await put(from);
    const refused = await moves[name].act();
    expect(codeOf(refused)).toBe('CONFLICT');
    expect(refused.data.done).toBeNull();
    expect(await stored()).toMatchObject({ state: from, steps: [] });
  });

  it('keeps every step, from the answer that was not taken to the correction that was seen', async () => {
    await answer('UNDER_INQUIRY', committee(KUALA_LUMPUR));
    await close(false);
    await answer('DOCUMENTS_SEEN', committee(KUALA_LUMPUR));
    await close(false);
    await correct('ROW_CHANGED', committee(KUALA_LUMPUR));
    const { data } = await close(true);
    expect(data.done.response).toEqual([
      { state: 'ANSWERED', code: 'UNDER_INQUIRY' },
      { state: 'REJECTED', code: null },
      { state: 'ANSWERED', code: 'DOCUMENTS_SEEN' },
      { state: 'REJECTED', code: null },
      { state: 'CORRECTED', code: 'ROW_CHANGED' },
      { state: 'CONFIRMED', code: null },
    ]);
  });

  it('that is answered again with the same code stays as it is, and with another one is a conflict', async () => {
    for (const [act, other] of [
      [answer, 'DOCUMENTS_SEEN'],
      [correct, 'ROW_CHANGED'],
    ] as const) {
      await put('OPEN');
      const first = await act();
      const before = await stored();
      expect((await act()).data).toEqual(first.data);
      expect(codeOf(await act(other))).toBe('CONFLICT');
      expect(await stored()).toEqual(before);
    }
  });

  it('that is closed again in the same way stays as it is', async () => {
    for (const [act, accepted] of [
      [answer, true],
      [correct, true],
      [answer, false],
    ] as const) {
      await put('OPEN');
      await act();
      const first = await close(accepted);
      const before = await stored();
      expect((await close(accepted)).data).toEqual(first.data);
      expect(codeOf(await close(!accepted))).toBe('CONFLICT');
      expect(await stored()).toEqual(before);
    }
  });

  it('that several move at once is moved by one of them', async () => {
    const tries = await Promise.all([answer(), correct(), answer('DOCUMENTS_SEEN'), correct('ROW_CHANGED')]);
    expect(tries.filter((each) => each.errors === undefined)).toHaveLength(1);
    expect(tries.filter((each) => codeOf(each) === 'CONFLICT')).toHaveLength(3);
    expect((await stored())?.steps).toHaveLength(1);
    const closings = await Promise.all([close(true), close(false), close(true), close(false)]);
    const won = closings.filter((each) => each.errors === undefined);
    expect(new Set(won.map(({ data }) => data.done.state)).size).toBe(1);
    expect((await stored())?.steps).toHaveLength(2);
  });
});

describe('who may not move a finding', () => {
  it('is told of a finding outside of the rows as of one that is not there', async () => {
    const absent = await answer('ROW_IS_RIGHT', committee(MANILA), 'A'.repeat(22));
    expect(codeOf(absent)).toBe('NOT_FOUND');
    for (const outside of [
      await answer('ROW_IS_RIGHT', committee(MANILA)),
      await answer('ROW_IS_RIGHT', kpu, FINDINGS.unlisted._id),
      await answer('ROW_IS_RIGHT', committee(KUALA_LUMPUR), FINDINGS.unlisted._id),
    ]) {
      expect(outside.text).toBe(absent.text);
    }
    const corrected = await correct('ROW_REMOVED', committee(MANILA));
    expect(codeOf(corrected)).toBe('NOT_FOUND');
    expect(await findings().countDocuments({ state: { $ne: 'OPEN' } })).toBe(0);
  });

  it('is a committee that was given the rows of another', async () => {
    const generous = { ...kpu, unit: MANILA };
    expect(codeOf(await answer('ROW_IS_RIGHT', generous))).toBe('FORBIDDEN');
    expect(codeOf(await correct('ROW_REMOVED', generous))).toBe('FORBIDDEN');
    expect(await stored()).toMatchObject({ state: 'OPEN' });
  });

  it('is any agency but KPU for answers, and any but Bawaslu for what becomes of them, whatever rows it has', async () => {
    for (const agency of ['bawaslu', 'kp2mi', 'citizen', 'dki-jakarta', 'operator']) {
      expect(codeOf(await answer('ROW_IS_RIGHT', { ...bawaslu, agency })), agency).toBe('FORBIDDEN');
      expect(codeOf(await correct('ROW_REMOVED', { ...bawaslu, agency })), agency).toBe('FORBIDDEN');
    }
    await put('ANSWERED');
    for (const agency of ['kpu', 'kp2mi', 'citizen', 'dki-jakarta', 'operator']) {
      expect(codeOf(await close(true, { ...bawaslu, agency })), agency).toBe('FORBIDDEN');
    }
    expect(await stored()).toMatchObject({ state: 'ANSWERED', steps: [] });
  });

  it('is whoever sends a correction as an answer, or an answer as a correction', async () => {
    expect(codeOf(await answer('ROW_REMOVED'))).toBe('BAD_USER_INPUT');
    expect(codeOf(await correct('ROW_IS_RIGHT'))).toBe('BAD_USER_INPUT');
    expect(await stored()).toMatchObject({ state: 'OPEN' });
  });
});
