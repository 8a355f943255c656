import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Purpose } from '../gateway/access/agreement.ts';
import { createCanaryData } from './setup/canary-data.ts';
import { type Answer, type Federation, startFederation } from './setup/federation.ts';
import { TODAY } from './setup/project-views.ts';
import { idAt } from './setup/test-ids.ts';

/** Flows between agencies that look natural and are not agreed; beside each, what is offered instead. */

const { persons, cells, documents } = createCanaryData();

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'denied_flows_',
    documents,
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
});
afterAll(async () => {
  await federation.stop();
});

/** The id of a person of the data set as an agency knows it. */
function idOf(agency: string, index = 0): string | undefined {
  const person = persons[index];
  return person && idAt(agency, person);
}

function askAboutPerson(agency: string, purpose: Purpose, selection: string, unit?: string): Promise<Answer> {
  const query = `query ($id: ID) { citizen(id: $id) { ${selection} } }`;
  const variables = { id: idOf(agency) };
  return federation.ask({ agency, ...(unit && { unit }), purpose, query, variables });
}

function expectDenied(answer: Answer, coordinate: string, reason?: string): void {
  const denial = answer.errors.find(({ extensions }) => extensions.coordinate === coordinate);
  expect(denial?.extensions.code, answer.text).toMatch(/^(FIELD_NOT_AGREED|FIELD_REDUCED)$/);
  if (reason) expect(denial?.extensions.reason).toBe(reason);
}

describe('a flow without an agreement gives nothing', () => {
  it.each(['crossings { port }', 'passports { number }', 'deferredApplications { reason }'])(
    'Imigrasi to Bawaslu: %s',
    async (selection) => {
      const answer = await askAboutPerson('bawaslu', 'VOTER_LIST_OVERSIGHT', `sex ${selection}`);
      expectDenied(answer, `Citizen.${selection.split(' ')[0]}`, 'NO_AGREEMENT');
      expect(answer.data.citizen).toEqual({ sex: 'F', [selection.split(' ')[0] ?? '']: null });
    },
  );

  it('Imigrasi to Bawaslu: the return that KP2MI knows is offered instead', async () => {
    const answer = await askAboutPerson(
      'bawaslu',
      'VOTER_LIST_OVERSIGHT',
      'worker { placements { returnMonth } repatriations { month } }',
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data.citizen.worker.placements[0].returnMonth).toMatch(/^2024-\d\d$/);
  });

  it.each(['crossings { port }', 'passports { number }'])(
    'Imigrasi to Bawaslu about a list, whichever it is: %s',
    async (selection) => {
      for (const list of ['voters', 'workers', 'citizens']) {
        const inner = list === 'citizens' ? selection : `citizen { ${selection} }`;
        const query = `{ ${list}(first: 2) { nodes { id ${inner} } } }`;
        const answer = await federation.ask({ agency: 'bawaslu', purpose: 'VOTER_LIST_OVERSIGHT', query });
        expectDenied(answer, `Citizen.${selection.split(' ')[0]}`, 'NO_AGREEMENT');
        expect(answer.data[list].nodes).toHaveLength(2);
      }
    },
  );

  it('KP2MI to KPU on the way to Bawaslu: from a worker to the voter rows', async () => {
    for (const path of ['nodes', 'edges { node']) {
      const query = `{ workers(first: 5) { ${path} { id citizen { id voters { id } } } ${path === 'nodes' ? '' : '}'} } }`;
      const answer = await federation.ask({ agency: 'bawaslu', purpose: 'VOTER_LIST_OVERSIGHT', query });
      expect(answer.errors, answer.text).toHaveLength(1);
      expect(answer.errors[0]?.extensions).toMatchObject({
        code: 'DISCLOSURE_NOT_AGREED',
        field: 'Citizen.voters',
        provider: 'kp2mi',
        recipient: 'kpu',
        agreement: 'K-kp2mi-kpu',
        remedy: 'Given only for SUBJECT_ACCESS: state that purpose if it is yours.',
      });
      expect(answer.text).not.toContain('"voters":[');
    }
  });

  it('KP2MI to KPU on the way to Bawaslu: from the voter rows to the worker is offered instead', async () => {
    const query = '{ voters(first: 5) { nodes { citizen { worker { placementState } } } } }';
    const answer = await federation.ask({ agency: 'bawaslu', purpose: 'VOTER_LIST_OVERSIGHT', query });
    expect(answer.errors).toEqual([]);
    const workers = answer.data.voters.nodes.map(
      ({ citizen }: { citizen: { worker: unknown } }) => citizen.worker,
    );
    expect(workers).toContainEqual({ placementState: 'RETURNED' });
  });

  it.each(['dki-jakarta'])('Kemlu to a region: consular cases', async (agency) => {
    const answer = await askAboutPerson(
      agency,
      'REPATRIATION',
      'consularCases { status } selfReport { cityAbroad }',
    );
    expectDenied(answer, 'Citizen.consularCases', 'NO_AGREEMENT');
    expectDenied(answer, 'Citizen.selfReport', 'NO_AGREEMENT');
    expect(answer.data.citizen).toEqual({ consularCases: null, selfReport: null });
  });

  it("Kemlu to a region: KP2MI's own repatriations and complaints are offered instead", async () => {
    const answer = await askAboutPerson(
      'dki-jakarta',
      'REPATRIATION',
      'worker { repatriations { cause } complaints { category } }',
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data.citizen.worker).toEqual({
      repatriations: [{ cause: 'PROBLEM' }],
      complaints: [{ category: 'UNPAID_WAGE' }],
    });
  });

  it('Kemlu to Bawaslu: self-reports', async () => {
    const answer = await askAboutPerson('bawaslu', 'VOTER_LIST_OVERSIGHT', 'selfReport { cityAbroad }');
    expectDenied(answer, 'Citizen.selfReport', 'NO_AGREEMENT');
    expect(answer.data.citizen.selfReport).toBeNull();
  });

  it('KP2MI to KPU: workers, as long as the exchange is only proposed', async () => {
    const answer = await askAboutPerson(
      'kpu',
      'VOTER_LIST_BUILD',
      'worker { placements { destinationCountry { code } } }',
    );
    expectDenied(answer, 'Citizen.worker', 'PROPOSED');
    expect(answer.data.citizen.worker).toBeNull();
  });

  it.each([
    ['kp2mi', 'PROTECTION_CASE', undefined],
    ['kemlu', 'PROTECTION_CASE', undefined],
    ['kemlu', 'PROTECTION_CASE', 'KBRI-KUALA-LUMPUR'],
    ['dki-jakarta', 'TRAINING_MATCH', undefined],
  ] as const)('KPU to %s: voters', async (agency, purpose, unit) => {
    const answer = await askAboutPerson(agency, purpose, 'voters { pollingPoint }', unit);
    expectDenied(answer, 'Citizen.voters', 'NO_AGREEMENT');
    expect(answer.data.citizen.voters).toBeNull();
    const list = await federation.ask({
      agency,
      ...(unit && { unit }),
      purpose,
      query: '{ voters { totalCount } }',
    });
    expectDenied(list, 'Query.voters');
    expect(list.data.voters).toBeNull();
  });

  it('KPU to the person: the own registration', async () => {
    const answer = await federation.ask({
      agency: 'citizen',
      officer: idOf('citizen') ?? '',
      purpose: 'SUBJECT_ACCESS',
      query: '{ me { voters { registered } } }',
    });
    expect(answer.errors).toEqual([]);
    expect(answer.data.me.voters).toEqual([{ registered: true }]);
  });

  it('Kemlu to KP2MI: what was said in a case, and criminal detail', async () => {
    const answer = await askAboutPerson(
      'kp2mi',
      'PROTECTION_CASE',
      'consularCases { narrative criminalDetail coarseCategory status traffickingVictim }',
    );
    expectDenied(answer, 'ConsularCase.narrative', 'NOT_GRANTED');
    expectDenied(answer, 'ConsularCase.criminalDetail', 'NOT_GRANTED');
    expect(answer.data.citizen.consularCases).toEqual([
      {
        narrative: null,
        criminalDetail: null,
        coarseCategory: 'LEGAL',
        status: 'OPEN',
        traffickingVictim: true,
      },
    ]);
  });

  it('Kemlu to Imigrasi: whether a person is a victim of trafficking', async () => {
    const nik = cells.find(({ coordinate }) => coordinate === 'Citizen.nik')?.text;
    const query = 'query ($nik: NIK) { citizen(nik: $nik) { sex consularCases { traffickingVictim } } }';
    const answer = await federation.ask({
      agency: 'imigrasi',
      purpose: 'BORDER_PREVENTION',
      query,
      variables: { nik },
    });
    expectDenied(answer, 'Citizen.consularCases', 'NO_AGREEMENT');
    expect(answer.data.citizen).toEqual({ sex: 'F', consularCases: null });
  });

  it.each([undefined, 'KBRI-KUALA-LUMPUR'])('training to Kemlu (unit: %s)', async (unit) => {
    const answer = await askAboutPerson('kemlu', 'PROTECTION_CASE', 'trainings { programme }', unit);
    expectDenied(answer, 'Citizen.trainings', 'NO_AGREEMENT');
    expect(answer.data.citizen.trainings).toBeNull();
  });

  it.each(['perpukadesi', 'komnas-anak'])(
    'anything about a person to %s, whatever the purpose',
    async (agency) => {
      for (const purpose of ['PROTECTION_CASE', 'STATISTICS', 'SUBJECT_ACCESS'] as const) {
        const answer = await askAboutPerson(agency, purpose, 'sex');
        expectDenied(answer, 'Query.citizen');
        expect(answer.data.citizen).toBeNull();
      }
    },
  );

  it.each([
    ['bawaslu', 'VOTER_LIST_OVERSIGHT', undefined],
    ['kpu', 'VOTER_LIST_BUILD', '990501'],
  ] as const)('attendance of a voter to %s', async (agency, purpose, unit) => {
    const answer = await askAboutPerson(agency, purpose, 'voters { registered attendance }', unit);
    expectDenied(answer, 'Voter.attendance');
    expect(answer.data.citizen.voters).toEqual([{ registered: true, attendance: null }]);
  });
});

describe('crossings are given for one person at a time', () => {
  it('to KP2MI, about one person', async () => {
    const answer = await askAboutPerson('kp2mi', 'PROTECTION_CASE', 'crossings { direction }');
    expect(answer.errors).toEqual([]);
    expect(answer.data.citizen.crossings).toEqual([{ direction: 'OUT' }]);
  });

  it.each([
    '{ citizens(first: 2) { nodes { crossings { direction } } } }',
    '{ citizens { nodes { crossings { direction } } } }',
    '{ workers(first: 2) { edges { node { citizen { crossings { direction } } } } } }',
    'query ($n: Int = 2) { workers(first: $n) { nodes { citizen { ...C } } } } fragment C on Citizen { deferredApplications { reason } }',
  ])('and not to anybody about a list: %s', async (query) => {
    const answer = await federation.ask({ agency: 'kp2mi', purpose: 'PROTECTION_CASE', query });
    expect(answer.status, answer.text).toBe(403);
    expect(answer.errors[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
    expect(answer.data).toBeUndefined();
  });

  it('and not to KP2MI about two persons in one request', async () => {
    const query =
      'query ($a: ID, $b: ID) { a: citizen(id: $a) { crossings { direction } } b: citizen(id: $b) { crossings { direction } } }';
    const answer = await federation.ask({
      agency: 'kp2mi',
      purpose: 'PROTECTION_CASE',
      query,
      variables: { a: idOf('kp2mi'), b: idOf('kp2mi', 1) },
    });
    expect(answer.errors[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
  });
});
