import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createCanaryData } from './setup/canary-data.ts';
import { type Answer, type Ask, type Federation, startFederation } from './setup/federation.ts';
import { canaryRow } from './setup/fill-canary.ts';
import { idAt, translateId } from './setup/test-ids.ts';

/** Who read what about whom: asked through the gateway that wrote it down. */

const { persons, documents } = createCanaryData();
const [jakarta, bontang] = persons as [(typeof persons)[0], (typeof persons)[0]];

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'ledger_accesses_',
    documents,
    ledger: true,
  });
  await ask({
    agency: 'kp2mi',
    purpose: 'PROTECTION_CASE',
    query: 'query ($id: ID) { citizen(id: $id) { fullName phone worker { status } } }',
    variables: { id: idAt('kp2mi', jakarta) },
  });
});
afterAll(() => federation.stop());

async function ask(asked: Ask): Promise<Answer> {
  const answer = await federation.ask(asked);
  expect(answer.errors, answer.text).toEqual([]);
  return answer;
}

const ROW =
  'consumer { id } purpose persons data { provider { id } recipient { id } coordinates { coordinate } } summary(language: EN)';
/** Those of others: each question about accesses is one itself. */
const BY_KP2MI = `(filter: { consumer: $consumer }) { totalCount nodes { ${ROW} } }`;
const variables = { consumer: 'kp2mi' };

const FROM_REGISTER = {
  provider: { id: 'dukcapil' },
  recipient: { id: 'kp2mi' },
  coordinates: ['Citizen.fullName', 'Citizen.id', 'Citizen.phone', 'Query.citizen'].map((coordinate) => ({
    coordinate,
  })),
};
const FROM_MINISTRY = {
  provider: { id: 'kp2mi' },
  recipient: { id: 'kp2mi' },
  coordinates: [{ coordinate: 'Citizen.worker' }, { coordinate: 'Worker.status' }],
};

/** The words of the day and the minute, which differ from run to run. */
const withoutTime = (summary: string) => summary.replace(/^On .* \(Jakarta time\)/, 'On a day');

describe('a person', () => {
  const asPerson = (person: { readonly spine: string }): Ask => ({
    agency: 'citizen',
    officer: idAt('citizen', person),
    purpose: 'SUBJECT_ACCESS',
    query: `query ($consumer: String) { me { accesses${BY_KP2MI} } }`,
    variables,
  });

  it('reads who read what about them', async () => {
    const { data } = await ask(asPerson(jakarta));
    const { totalCount, nodes } = data.me.accesses;
    expect(totalCount).toBe(1);
    const { summary, ...row } = nodes[0];
    expect(row).toEqual({
      consumer: { id: 'kp2mi' },
      purpose: 'PROTECTION_CASE',
      persons: 1,
      data: [FROM_REGISTER, FROM_MINISTRY],
    });
    expect(withoutTime(summary)).toBe(
      'On a day the ministry for migrant workers (KP2MI) read your full name and telephone number from the population register and your status as a migrant worker from the register of migrant workers, to protect or help a person in a case of rights, safety, documents or distress (agreements K-dukcapil-kp2mi, L2-dukcapil-kp2mi and O-kp2mi).',
    );
  });

  it('learns that they were found where nothing but that was read', async () => {
    const [, , flores] = persons;
    if (!flores) throw new Error('The data set has three persons.');
    const found = { ...asPerson(flores), variables: { consumer: 'dukcapil' } };
    await ask({
      agency: 'dukcapil',
      purpose: 'DATA_PROTECTION',
      query: 'query ($id: ID) { citizen(id: $id) { id } }',
      variables: { id: idAt('dukcapil', flores) },
    });
    const { data } = await ask(found);
    expect(withoutTime(data.me.accesses.nodes[0].summary)).toMatch(
      /^On a day the population register office \(Dukcapil\) found you in the population register, to /,
    );
  });

  it('reads nothing of what was read about another', async () => {
    const { data } = await ask(asPerson(bontang));
    expect(data.me.accesses).toEqual({ totalCount: 0, nodes: [] });
  });

  it('finds their own questions there as well', async () => {
    const { data } = await ask({ ...asPerson(bontang), variables: { consumer: 'citizen' } });
    expect(data.me.accesses.totalCount).toBeGreaterThan(0);
    expect(data.me.accesses.nodes[0].summary).toContain('you, or somebody with your login, read your');
  });

  it('can list neither the ledger nor its counts', async () => {
    const officer = idAt('citizen', jakarta);
    for (const query of [
      '{ accesses { totalCount } }',
      'query ($period: DateRangeInput!) { accessCounts(period: $period) { count } }',
    ]) {
      const answer = await federation.ask({
        agency: 'citizen',
        officer,
        purpose: 'SUBJECT_ACCESS',
        query,
        variables: { period: { from: '2026-01-01', until: '2026-01-02' } },
      });
      expect(Object.values(answer.data ?? {}).filter((each) => each !== null)).toEqual([]);
      expect(answer.errors.length).toBeGreaterThan(0);
    }
  });
});

describe("a provider's officer", () => {
  it('comes from an own record to what was given of the own data', async () => {
    const { data } = await ask({
      agency: 'kp2mi',
      purpose: 'DATA_PROTECTION',
      query: `query ($row: ID!, $consumer: String) { worker(id: $row) { citizen { accesses${BY_KP2MI} } } }`,
      variables: { ...variables, row: canaryRow('ministry', 'workers', jakarta)._id },
    });
    const { totalCount, nodes } = data.worker.citizen.accesses;
    expect(totalCount).toBeGreaterThan(0);
    expect(nodes.at(-1).data).toEqual([FROM_MINISTRY]);
    expect(nodes.at(-1).summary).toContain('(agreement O-kp2mi)');
  });

  it('names a person by the id of the own agency, and by no other', async () => {
    const query = `query ($person: ID, $consumer: String) { accesses(filter: { person: $person, consumer: $consumer }) { totalCount nodes { ${ROW} } } }`;
    const asOfficer = (person: string) =>
      ask({ agency: 'dukcapil', purpose: 'DATA_PROTECTION', query, variables: { ...variables, person } });
    const own = await asOfficer(idAt('dukcapil', jakarta));
    expect(own.data.accesses.nodes.at(-1).data).toEqual([FROM_REGISTER]);
    for (const foreign of [idAt('operator', jakarta), idAt('kp2mi', jakarta), 'x', '', 'dukcapil/x']) {
      const answer = await asOfficer(foreign);
      expect(answer.data.accesses, foreign).toEqual({ totalCount: 0, nodes: [] });
    }
  });

  it('of Bawaslu comes from a finding, which names its person, to who read what was found', async () => {
    const row = canaryRow('oversight', 'findings', jakarta)._id;
    await ask({
      agency: 'kpu',
      purpose: 'VOTER_LIST_BUILD',
      query: 'query ($row: ID!) { finding(id: $row) { rule evidence { value } } }',
      variables: { row: translateId(row, 'bawaslu', 'kpu') },
    });
    const officer = { agency: 'bawaslu', purpose: 'DATA_PROTECTION' } as const;
    const own = 'query ($row: ID!) { finding(id: $row) { personRef } }';
    const found = await ask({ ...officer, query: own, variables: { row } });
    const query = `query ($person: ID, $consumer: String) { accesses(filter: { person: $person, consumer: $consumer }) { totalCount nodes { ${ROW} } } }`;
    const person = found.data.finding.personRef;
    const read = await ask({ ...officer, query, variables: { person, consumer: 'kpu' } });
    expect(read.data.accesses.totalCount).toBe(1);
    expect(read.data.accesses.nodes[0]).toMatchObject({ consumer: { id: 'kpu' }, persons: 1 });
    expect(withoutTime(read.data.accesses.nodes[0].summary)).toContain(
      'read the grounds of the finding in the list of voters and kind of finding of one person from the checks of the list of voters abroad',
    );
  });

  it('of a region comes from a training there', async () => {
    const stored = canaryRow('training', 'trainings', bontang)._id;
    const answer = await ask({
      agency: 'bontang',
      purpose: 'DATA_PROTECTION',
      query:
        'query ($row: ID!) { training(id: $row) { citizen { accesses { nodes { data { provider { id } } } } } } }',
      variables: { row: translateId(stored, 'pemda', 'bontang') },
    });
    expect(answer.data.training.citizen.accesses.nodes).toEqual([]);
    const again = await ask({
      agency: 'bontang',
      purpose: 'DATA_PROTECTION',
      query: '{ accesses { nodes { data { provider { id } } } } }',
    });
    const providers = again.data.accesses.nodes.flatMap((node: { data: { provider: { id: string } }[] }) =>
      node.data.map(({ provider }) => provider.id),
    );
    expect(new Set(providers)).toEqual(new Set(['pemda']));
  });

  it('counts by day', async () => {
    // Days before it are counted one after the other: a week is done in the time of one request.
    const [weekAgo, today] = [-7, 0].map((days) =>
      new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10),
    );
    const { data } = await ask({
      agency: 'dukcapil',
      purpose: 'DATA_PROTECTION',
      query:
        'query ($period: DateRangeInput!) { accessCounts(period: $period) { consumer { id } provider { id } purpose count } }',
      variables: { period: { from: weekAgo, until: today } },
    });
    expect(data.accessCounts).toContainEqual({
      consumer: { id: 'kp2mi' },
      provider: { id: 'dukcapil' },
      purpose: 'PROTECTION_CASE',
      count: 1,
    });
    expect(new Set(data.accessCounts.map((each: { provider: { id: string } }) => each.provider.id))).toEqual(
      new Set(['dukcapil']),
    );
  });

  it.each([
    ['kemlu', 'KBRI-KUALA-LUMPUR'],
    ['kpu', '990501'],
    ['hipki', undefined],
    ['operator', undefined],
    ['public', undefined],
  ])('is no officer of %s %s', async (agency, unit) => {
    const answer = await federation.ask({
      agency,
      ...(unit && { unit }),
      purpose: 'DATA_PROTECTION',
      query: '{ accesses { totalCount } }',
    });
    expect(answer.data?.accesses ?? null).toBeNull();
    expect(answer.errors[0]?.extensions.code, answer.text).toMatch(/^(FIELD_NOT_AGREED|NO_AGREEMENT)/);
  });
});
