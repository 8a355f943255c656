import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createOversight } from '../subgraphs/oversight/subgraph.ts';
import { type Answer, type Ask, type Federation, startFederation } from './setup/federation.ts';
import { CONCERNED, FINDING_DOCUMENTS, FINDINGS, KUALA_LUMPUR, MANILA } from './setup/findings.ts';
import { TODAY } from './setup/project-views.ts';
import { startTestSubgraph } from './setup/subgraph.ts';
import { idAt, storedId, translateId } from './setup/test-ids.ts';

/** Who sees what Bawaslu's checks found, through gateway, subgraphs and store. */

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'oversight_',
    documents: FINDING_DOCUMENTS,
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
});
afterAll(() => federation.stop());

const bawaslu = { agency: 'bawaslu', purpose: 'VOTER_LIST_OVERSIGHT' } as const;
const kpu = { agency: 'kpu', purpose: 'VOTER_LIST_BUILD' } as const;
const officer = (unit: string) => ({ ...kpu, unit }) as const;

type Name = keyof typeof FINDINGS;

function ask(asker: Omit<Ask, 'query'>, query: string, variables: Ask['variables'] = {}): Promise<Answer> {
  return federation.ask({ ...asker, query, variables });
}

/** The names of the findings that an answer holds. */
function namesOf(agency: string, rows: readonly { readonly id: string }[]): readonly string[] {
  const ids = rows.map(({ id }) => translateId(id, agency, 'bawaslu'));
  return Object.entries(FINDINGS)
    .filter(([, { _id }]) => ids.includes(_id))
    .map(([name]) => name);
}

const idOf = (name: Name, agency: string) => translateId(FINDINGS[name]._id, 'bawaslu', agency);

const LIST = '{ findings { totalCount nodes { id } pageInfo { hasNextPage } } }';
const ONE = 'query ($id: ID!) { finding(id: $id) { id } }';

describe('findings', () => {
  it.each([
    ['Bawaslu', bawaslu, Object.keys(FINDINGS)],
    [
      'KPU, but none about a person who has no row',
      kpu,
      ['young', 'returned', 'elsewhere', 'surge', 'crowded'],
    ],
    [
      'an officer of a committee, but for its own list alone',
      officer(KUALA_LUMPUR),
      ['young', 'returned', 'surge'],
    ],
    ['an officer of another committee', officer(MANILA), ['elsewhere', 'crowded']],
    ['an officer of a committee without any', officer('990301'), []],
  ] as const)('are read by %s, in lists, counts, pages and look-ups', async (_, asker, expected) => {
    const list = await ask(asker, LIST);
    expect(list.errors, list.text).toEqual([]);
    expect(namesOf(asker.agency, list.data.findings.nodes)).toEqual(expected);
    expect(list.data.findings.totalCount).toBe(expected.length);

    const paged: { id: string }[] = [];
    let after: string | null = null;
    do {
      const page: Answer = await ask(
        asker,
        'query ($after: String) { findings(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      paged.push(...page.data.findings.nodes);
      after = page.data.findings.pageInfo.hasNextPage ? page.data.findings.pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged).toEqual(list.data.findings.nodes);

    for (const name of Object.keys(FINDINGS) as Name[]) {
      const found = await ask(asker, ONE, { id: idOf(name, asker.agency) });
      const isSeen = expected.some((each) => each === name);
      expect(found.data.finding, name).toEqual(isSeen ? { id: idOf(name, asker.agency) } : null);
    }
  });

  it('of another committee are counted under no filter, and a cursor of one officer is of no use to another', async () => {
    const query = 'query ($filter: FindingFilter) { findings(filter: $filter) { totalCount } }';
    const count = async (filter: object) =>
      (await ask(officer(KUALA_LUMPUR), query, { filter })).data.findings.totalCount;
    expect(await count({ ruleIn: ['B17', 'B18', 'B10'] })).toBe(0);
    expect(await count({ stateIn: ['OPEN'], ruleIn: ['B01', 'B17'] })).toBe(1);

    const pages = 'query ($after: String) { findings(first: 1, after: $after) { pageInfo { endCursor } } }';
    const { data } = await ask(officer(KUALA_LUMPUR), pages);
    const after = data.findings.pageInfo.endCursor;
    const foreign = await ask(officer(MANILA), pages, { after });
    expect(foreign.errors[0]?.extensions.code).toBe('BAD_CURSOR');
  });

  it('hold what the list says for KPU, and what KP2MI says for Bawaslu alone', async () => {
    const query =
      'query ($id: ID!) { finding(id: $id) { evidence { code value } workerEvidence { code value } } }';
    const read = async (asker: Ask | typeof bawaslu | typeof kpu, name: Name) =>
      await ask(asker, query, { id: idOf(name, asker.agency) });
    const month = { code: 'returnedMonth', value: '2024-05' };
    expect((await read(bawaslu, 'returned')).data.finding).toEqual({ evidence: [], workerEvidence: [month] });
    expect((await read(bawaslu, 'surge')).data.finding).toEqual({
      evidence: [
        { code: 'dpk', value: '340' },
        { code: 'dpt', value: '12' },
      ],
      workerEvidence: [],
    });
    const told = await read(kpu, 'returned');
    expect(told.data.finding).toEqual({ evidence: [], workerEvidence: null });
    expect(told.errors.map(({ extensions }) => extensions.coordinate)).toEqual(['Finding.workerEvidence']);
    expect(told.text).not.toContain('2024-05');
    expect((await read(kpu, 'young')).data.finding.evidence).toEqual([{ code: 'age', value: '16' }]);
  });

  it('tell a committee and a person no evidence, and nobody but Bawaslu the person', async () => {
    const query = '{ findings { nodes { evidence { value } personRef } } }';
    const told = await ask(officer(KUALA_LUMPUR), query);
    expect(told.errors.map(({ extensions }) => extensions.coordinate)).toEqual([
      'Finding.evidence',
      'Finding.personRef',
    ]);
    const persons = await ask(bawaslu, '{ findings { nodes { id personRef voterRef } } }');
    const unlisted = persons.data.findings.nodes.find(
      ({ id }: { id: string }) => id === FINDINGS.unlisted._id,
    );
    expect(unlisted).toMatchObject({ personRef: storedId('oversight', CONCERNED.unlisted), voterRef: null });
  });

  it('name a row by the id under which whoever reads it finds the row', async () => {
    const { data } = await ask(kpu, 'query ($id: ID!) { finding(id: $id) { voterRef ppln { code } } }', {
      id: idOf('young', 'kpu'),
    });
    expect(data.finding.voterRef).toBe(translateId(FINDINGS.young.voterId, 'bawaslu', 'kpu'));
    expect(data.finding.ppln).toEqual({ code: KUALA_LUMPUR });
  });

  it('about a person come with the person, within the rows of whoever asks', async () => {
    const mine = await ask(
      { agency: 'citizen', officer: idAt('citizen', CONCERNED.unlisted), purpose: 'SUBJECT_ACCESS' },
      '{ me { findings { rule state response { code } evidence { value } } } }',
    );
    expect(mine.data.me.findings, mine.text).toEqual([
      { rule: 'B10', state: 'OPEN', response: [], evidence: null },
    ]);
    expect(mine.errors.map(({ extensions }) => extensions.coordinate)).toEqual(['Finding.evidence']);
    const seen = await ask(kpu, 'query ($id: ID) { citizen(id: $id) { sex findings { rule } } }', {
      id: idAt('kpu', CONCERNED.unlisted),
    });
    expect(seen.data.citizen, seen.text).toEqual({ sex: 'F', findings: [] });
  });

  it.each([
    ['kp2mi', 'PROTECTION_CASE'],
    ['kemlu', 'PROTECTION_CASE'],
    ['dki-jakarta', 'TRAINING_MATCH'],
    ['imigrasi', 'BORDER_PREVENTION'],
    ['public', 'STATISTICS'],
  ] as const)('are not for %s', async (agency, purpose) => {
    const { data, errors } = await ask({ agency, purpose }, LIST);
    expect(data.findings).toBeNull();
    expect(errors[0]?.extensions).toMatchObject({ code: 'FIELD_NOT_AGREED', coordinate: 'Query.findings' });
  });
});

describe('checks', () => {
  it('tell Bawaslu what was run and what came of it, newest first', async () => {
    const { data, errors, text } = await ask(
      bawaslu,
      `{ checks { totalCount nodes { id state startedBy rules { code outcome findings newFindings } progress { votersInAll votersChecked }
        committees { code votersChecked findings } countries { code findings unregistered } } } }`,
    );
    expect(errors, text).toEqual([]);
    const [running, complete] = data.checks.nodes;
    expect(data.checks.totalCount).toBe(2);
    expect(complete).toMatchObject({
      id: 'check-2',
      startedBy: 'officer-17',
      committees: [
        { code: MANILA, votersChecked: 500, findings: 3 },
        { code: KUALA_LUMPUR, votersChecked: 2_000, findings: 8 },
      ],
      countries: [
        { code: 'HK', findings: 0, unregistered: 2 },
        { code: 'MY', findings: 8, unregistered: 53 },
        { code: 'PH', findings: 3, unregistered: 1 },
        { code: 'SG', findings: 0, unregistered: 5 },
      ],
    });
    expect(complete.rules.map(({ code }: { code: string }) => code)).toEqual(['B01', 'B07', 'B10']);
    expect(complete.rules[0]).toMatchObject({ findings: 5, newFindings: 1 });
    expect(complete.rules[2]).toMatchObject({ findings: 61, newFindings: 61 });
    // What is not complete is told as far as it has come.
    expect(running).toMatchObject({ id: 'check-3', state: 'RUNNING', progress: { votersInAll: 2_500 } });
    expect(running.rules[0]).toMatchObject({ code: 'B01', findings: 2, newFindings: 1 });
  });

  it('tell KPU how many workers have no row, by country, and never a small count', async () => {
    const query =
      '{ checks { nodes { id rules { code findings newFindings } unregisteredByCountry { total cells { code count suppressed } } countries { unregistered } } } }';
    const { data, errors } = await ask(kpu, query);
    expect(errors.map(({ extensions }) => extensions.coordinate)).toEqual(['Check.countries']);
    const [running, complete] = data.checks.nodes;
    expect(running.unregisteredByCountry).toBeNull();
    // A number that is told anywhere else would undo that.
    expect(complete.rules).toEqual([
      { code: 'B01', findings: 5, newFindings: 1 },
      { code: 'B07', findings: 0, newFindings: 0 },
      { code: 'B10', findings: null, newFindings: null },
    ]);
    expect(complete.unregisteredByCountry.total).toBe(61);
    const shown = complete.unregisteredByCountry.cells.filter(
      ({ count }: { count: number | null }) => count !== null,
    );
    expect(shown).toEqual([{ code: 'MY', count: 53, suppressed: false }]);
  });

  it('are found by id, election and state', async () => {
    const query =
      'query ($id: ID!, $filter: CheckFilter) { check(id: $id) { state election { name } } checks(filter: $filter) { nodes { id } } }';
    const filter = { electionIn: ['PEMILU-2024'], stateIn: ['RUNNING'] };
    const { data } = await ask(bawaslu, query, { id: 'check-2', filter });
    expect(data.check).toEqual({ state: 'COMPLETE', election: { name: 'Pemilu 2024' } });
    expect(data.checks.nodes).toEqual([{ id: 'check-3' }]);
  });

  it('are not for a committee', async () => {
    const { errors } = await ask(officer(KUALA_LUMPUR), '{ checks { totalCount } }');
    expect(errors[0]?.extensions.code).toBe('FIELD_NOT_AGREED');
  });
});

it('an officer of the committee answers and Bawaslu decides, each by their own id, and neither does the other', async () => {
  const variables = (agency: string) => ({ id: idOf('crowded', agency) });
  const answer = 'mutation ($id: ID!) { answerFinding(id: $id, code: DOCUMENTS_SEEN) { state } }';
  const close = 'mutation ($id: ID!) { closeFinding(id: $id, accepted: true) { state response { code } } }';
  const refused = [
    await ask(bawaslu, answer, variables('bawaslu')),
    await ask(kpu, close, variables('kpu')),
    await ask(officer(MANILA), close, variables('kpu')),
  ];
  for (const { errors, data } of refused) {
    expect(data).toBeUndefined();
    expect(errors.map(({ extensions }) => extensions.code)).toContain('FIELD_NOT_AGREED');
  }
  const foreign = await ask(officer(KUALA_LUMPUR), answer, variables('kpu'));
  expect(foreign.errors[0]?.extensions.code).toBe('RECORD_NOT_FOUND');
  const answered = await ask(officer(MANILA), answer, variables('kpu'));
  expect(answered.data, answered.text).toEqual({ answerFinding: { state: 'ANSWERED' } });
  const closed = await ask(bawaslu, close, variables('bawaslu'));
  expect(closed.data, closed.text).toEqual({
    closeFinding: { state: 'ACCEPTED', response: [{ code: 'DOCUMENTS_SEEN' }, { code: null }] },
  });
});

it('everyone is told which elections are supervised', async () => {
  const { data } = await ask(
    { agency: 'public', purpose: 'STATISTICS' },
    '{ supervisedElections { since election { code name } } }',
  );
  expect(data.supervisedElections).toEqual([
    { since: '2025-12-02T00:00:00.000Z', election: { code: 'PEMILU-2024', name: 'Pemilu 2024' } },
  ]);
});

it('before the first check there is nothing, and no error', async () => {
  const empty = await startTestSubgraph(createOversight());
  const all = { all: true } as const;
  const { data, errors } = await empty.ask(
    `query ($id: ID!) { supervisedElections { since } checks { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
      findings { totalCount nodes { id } pageInfo { hasNextPage endCursor } } check(id: $id) { id } finding(id: $id) { id } }`,
    { rows: { Finding: all, Check: all } },
    { id: FINDINGS.young._id },
  );
  await empty.stop();
  expect(errors).toBeUndefined();
  const none = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  expect(data).toEqual({ supervisedElections: [], checks: none, findings: none, check: null, finding: null });
});
