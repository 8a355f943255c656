import { createHash } from 'node:crypto';
import mongoose, { type mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FindingDocument } from '../subgraphs/oversight/finding-document.ts';
import { createOversight } from '../subgraphs/oversight/subgraph.ts';
import type { RowRule } from '../subgraphs/shared/grant-claims.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

/** How the store looks for findings, from the plans of what the subgraph asks it: what has to hold whatever their number. */

const FINDINGS = 4_000;
const PAGE = 21;
const COMMITTEES = Array.from({ length: 16 }, (_, index) => String(990_101 + index * 100));
const RULES = ['B01', 'B03', 'B06', 'B09', 'B10', 'B12'];
const STATES = ['OPEN', 'OPEN', 'ANSWERED', 'REJECTED'] as const;

const ANSWERABLE = { attribute: 'subject', op: 'in', value: ['VOTER', 'COMMITTEE', 'POLLING_POINT'] };
const ROWS = {
  bawaslu: { all: true },
  kpu: { where: [ANSWERABLE] },
  ppln: { where: [ANSWERABLE, { attribute: 'ppln', op: 'eq', value: COMMITTEES[3] ?? '' }] },
  person: { where: [{ attribute: 'person', op: 'eq', value: idOf('person 7') }] },
} as const satisfies Record<string, RowRule>;

let oversight: TestSubgraph;
beforeAll(async () => {
  oversight = await startTestSubgraph(createOversight(), async (connection) => {
    const findings = Array.from({ length: FINDINGS }, (_, index) => findingOf(index));
    await connection.collection('findings').insertMany(findings.map((finding) => finding as never));
  });
});
afterAll(() => oversight.stop());

function idOf(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}

function findingOf(index: number): FindingDocument {
  const rule = RULES[index % RULES.length] ?? '';
  const isPerson = rule === 'B10';
  return {
    _id: idOf(`finding ${index}`),
    election: 'PEMILU-2024',
    rule,
    ruleVersion: 1,
    firstCheck: 'check-1',
    check: index % 3 === 0 ? 'check-1' : 'check-2',
    subject: isPerson ? 'PERSON' : 'VOTER',
    citizenId: idOf(`person ${index}`),
    ...(isPerson ? {} : { voterId: idOf(`voter ${index}`), ppln: COMMITTEES[index % 16] ?? '' }),
    country: 'MY',
    evidence: {},
    state: STATES[(index >> 4) % STATES.length] ?? 'OPEN',
    steps: [],
    foundAt: new Date(0),
  };
}

interface Asked {
  readonly method: string;
  readonly filter: object;
  readonly options?: {
    readonly sort?: Record<string, 1 | -1>;
    readonly limit?: number;
    readonly hint?: Record<string, 1>;
  };
}

/** Asks the subgraph, and gives what it answers beside how the store came to it. */
async function askAndExplain(operation: string, rule: RowRule, variables: Readonly<Record<string, unknown>>) {
  const { connection } = oversight;
  const own = mongoose.connections.find((each) => each.name === connection.name && each !== connection);
  const asked: Asked[] = [];
  own?.set('debug', (collection: string, method: string, filter: object, options: Asked['options']) => {
    if (collection === 'findings') asked.push({ method, filter, ...(options && { options }) });
  });
  const { data, errors } = await oversight.ask(operation, { rows: { Finding: rule } }, variables);
  own?.set('debug', false);
  expect(errors).toBeUndefined();
  expect(asked).toHaveLength(1);
  const [{ method, filter, options = {} } = never()] = asked;
  const findings = connection.collection('findings');
  const { sort = {}, limit = 0, hint } = options;
  const plan =
    method === 'find'
      ? await findings.find(filter).sort(sort).limit(limit).explain('executionStats')
      : await findings
          .aggregate([{ $match: filter }, { $group: { _id: 1, n: { $sum: 1 } } }], { ...(hint && { hint }) })
          .explain('executionStats');
  return { data, plan: readPlan(plan) };
}

/** What an explained plan says, wherever in it: names of stages, and how much was read. */
function readPlan(plan: mongo.Document) {
  const text = JSON.stringify(plan);
  const numbers = (name: string) =>
    [...text.matchAll(new RegExp(`"${name}":(\\d+)`, 'g'))].map(([, count]) => Number(count));
  return {
    stages: new Set([...text.matchAll(/"stage":"(\w+)"/g)].map(([, stage]) => stage)),
    documents: Math.max(...numbers('totalDocsExamined')),
    keys: Math.max(...numbers('totalKeysExamined')),
  };
}

const LIST =
  'query($filter: FindingFilter, $after: String) { findings(filter: $filter, after: $after) { nodes { id } pageInfo { endCursor } } }';
const COUNT = 'query($filter: FindingFilter) { findings(filter: $filter) { totalCount } }';

const lists: readonly (readonly [string, RowRule, object])[] = [
  ['all, for Bawaslu', ROWS.bawaslu, {}],
  ['one check, for Bawaslu', ROWS.bawaslu, { checkIn: ['check-2'] }],
  ['one rule of one check, for Bawaslu', ROWS.bawaslu, { checkIn: ['check-2'], ruleIn: ['B03'] }],
  ['two rules, for Bawaslu', ROWS.bawaslu, { ruleIn: ['B03', 'B10'] }],
  ['what waits for Bawaslu', ROWS.bawaslu, { stateIn: ['ANSWERED', 'CORRECTED'] }],
  ['two committees, for Bawaslu', ROWS.bawaslu, { pplnIn: COMMITTEES.slice(4, 6) }],
  ['all, for KPU', ROWS.kpu, {}],
  ['one check, for KPU', ROWS.kpu, { checkIn: ['check-2'] }],
  ['one rule, for KPU', ROWS.kpu, { ruleIn: ['B06'] }],
  ['what waits for KPU', ROWS.kpu, { stateIn: ['OPEN', 'REJECTED'] }],
  ['one committee, for KPU', ROWS.kpu, { pplnIn: [COMMITTEES[1]] }],
  ['all of a committee, for itself', ROWS.ppln, {}],
  ['what waits for a committee', ROWS.ppln, { stateIn: ['OPEN', 'REJECTED'] }],
];

describe('a page of the findings', () => {
  it.each(lists)(
    '%s, is read from an index in its order, and little more than the page',
    async (_, rule, filter) => {
      let after: string | undefined;
      for (let page = 0; page < 2; page += 1) {
        const { data, plan } = await askAndExplain(LIST, rule, { filter, after });
        expect(data.findings.nodes.length).toBe(PAGE - 1);
        after = data.findings.pageInfo.endCursor;
        expect(plan.stages).toContain('IXSCAN');
        expect(plan.stages).not.toContain('COLLSCAN');
        expect(plan.stages).not.toContain('SORT');
        expect(plan.documents).toBeLessThan(3 * PAGE);
        expect(plan.keys).toBeLessThan(8 * PAGE);
      }
    },
  );

  it('of a person is read by the person', async () => {
    const { data, plan } = await askAndExplain(LIST, ROWS.person, {});
    expect(data.findings.nodes).toEqual([{ id: idOf('finding 7') }]);
    expect(plan).toMatchObject({ documents: 1, keys: 1 });
  });
});

describe('the number of findings', () => {
  it.each(lists)('%s, is counted in an index', async (_, rule, filter) => {
    const { data, plan } = await askAndExplain(COUNT, rule, { filter });
    const { totalCount } = data.findings;
    expect(totalCount).toBeGreaterThan(PAGE);
    expect(plan.stages).not.toContain('COLLSCAN');
    // A rule may be counted in one check by its own index, which does not hold the check.
    const isOfTwoKinds = Object.keys(filter).length > 1;
    expect(plan.documents).toBeLessThanOrEqual(isOfTwoKinds ? 2 * totalCount : 0);
  });
});

it('a person is joined with their findings by an index', async () => {
  const entities =
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on Citizen { findings { id } } } }';
  const r = [3, 5, 5].map((index) => ({ __typename: 'Citizen', id: idOf(`person ${index}`) }));
  const { data, plan } = await askAndExplain(entities, ROWS.bawaslu, { r });
  expect(data._entities.map((each: { findings: unknown[] }) => each.findings)).toEqual(
    [3, 5, 5].map((index) => [{ id: idOf(`finding ${index}`) }]),
  );
  expect(plan).toMatchObject({ documents: 2 });
});

function never(): never {
  throw new Error('The store was not asked.');
}
