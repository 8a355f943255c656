import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { View } from '../gateway/access/view.ts';
import { schemaFolder } from './project-agreements.ts';
import { createCanaryData } from './setup/canary-data.ts';
import { type Answer, type Federation, startFederation } from './setup/federation.ts';
import { CONSUMERS, type Consumer, nameOf, policy, TODAY, viewOf } from './setup/project-views.ts';
import { createRandom, drawOperation } from './setup/random-operation.ts';
import { type CallRecorder, createCallRecorder, type RecordedCall } from './setup/record-calls.ts';
import { idAt } from './setup/test-ids.ts';

/**
 * What subgraphs receive over HTTP: no value of another agency that no agreement between the two lets be sent. The
 * calls are looked at as they came, without the plans that they were made from.
 */

const OPERATIONS_PER_PURPOSE = 6;

const { persons, cells, documents } = createCanaryData();
const niks = cells.filter(({ coordinate }) => coordinate === 'Citizen.nik').map(({ text }) => text);
const SUBJECT = persons[0] ? idAt('citizen', persons[0]) : '';

interface Watched {
  readonly federation: Federation;
  readonly recorder: CallRecorder;
}

async function start(name: string, environment: Readonly<Record<string, string>> = {}): Promise<Watched> {
  const recorder = createCallRecorder();
  const federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: `${name}_`,
    documents,
    environment: { MAX_QUERY_DEPTH: '20', ...environment },
    through: recorder.through,
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
  return { federation, recorder };
}

async function stop({ federation, recorder }: Watched): Promise<void> {
  await federation.stop();
  await recorder.stop();
}

/** A value of a representation, by the field of the entity that it is sent as. */
function sentIn({ variables }: RecordedCall): readonly (readonly [coordinate: string, value: unknown])[] {
  const representations = Object.values(variables)
    .flat()
    .filter(
      (value): value is Readonly<Record<string, unknown>> =>
        Object(value) === value && '__typename' in Object(value),
    );
  return representations.flatMap(({ __typename, ...fields }) =>
    Object.entries(fields).map(([field, value]) => [`${String(__typename)}.${field}`, value] as const),
  );
}

/** What a subgraph was sent that nobody who had answered before may have sent to it. */
function strayIn(call: RecordedCall, view: View): readonly string[] {
  const recipient = view.providerOf(call.subgraph);
  return sentIn(call).flatMap(([coordinate, value]) => {
    const isAgreed = call.answeredBefore.some(
      (subgraph) =>
        view.disclosure({ provider: view.providerOf(subgraph), recipient, coordinate }).kind !== 'denied',
    );
    // No cell of any kind hides in what is sent as a key.
    const hidden = cells.filter(
      (cell) => cell.coordinate !== coordinate && JSON.stringify(value).includes(cell.text),
    );
    return [
      ...(coordinate !== 'Citizen.id' || persons.some((person) => idAt(recipient, person) === value)
        ? []
        : [`an id that is not one of ${recipient} to ${recipient}`]),
      ...(isAgreed ? [] : [`${coordinate} to ${recipient} after ${call.answeredBefore.join()}`]),
      ...hidden.map((cell) => `${cell.coordinate} as ${coordinate} to ${recipient}`),
    ];
  });
}

async function askAtRandom(
  { federation }: Watched,
  consumer: Consumer,
  purpose: Consumer['purposes'][number],
  seed: number,
): Promise<readonly Answer[]> {
  const { view } = viewOf(consumer, purpose, SUBJECT);
  const random = createRandom(seed);
  const answers: Answer[] = [];
  for (let index = 0; index < OPERATIONS_PER_PURPOSE; index += 1) {
    const operation = drawOperation(
      {
        schema: policy.graph.apiSchema,
        values: (type) =>
          type === 'NIK'
            ? niks
            : type === 'Int'
              ? [2024, 3]
              : type === 'Date'
                ? ['2024-02-14']
                : ['31', 'MY'],
        isPreferred: (coordinate) => view.field(coordinate).kind !== 'denied',
      },
      random,
    );
    const officer = consumer.agency === 'citizen' ? SUBJECT : 'officer-1';
    answers.push(await federation.ask({ ...consumer, officer, purpose, ...operation }));
  }
  return answers;
}

const cases = CONSUMERS.flatMap((consumer) =>
  consumer.purposes.map((purpose, index) => ({
    consumer,
    purpose,
    seed: nameOf(consumer).length * 31 + index + 1,
    title: `${nameOf(consumer)} for ${purpose}`,
  })),
);

describe('with the agreements of the project', () => {
  let watched: Watched;
  beforeAll(async () => {
    watched = await start('canarysent');
  });
  afterAll(() => stop(watched));

  it.each(cases)(
    'asking as $title sends no subgraph what it may not have',
    async ({ consumer, purpose, seed }) => {
      const { view } = viewOf(consumer, purpose, SUBJECT);
      const before = watched.recorder.calls.length;
      const answers = await askAtRandom(watched, consumer, purpose, seed);
      const calls = watched.recorder.calls.slice(before);
      for (const call of calls) expect(strayIn(call, view), call.query).toEqual([]);
      const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
      expect(codes).not.toContain('DISCLOSURE_NOT_AGREED');
      expect(codes).not.toContain('INTERNAL');
    },
  );

  it('has seen keys of every kind go from agency to agency', () => {
    const coordinates = new Set(watched.recorder.calls.flatMap((call) => sentIn(call).map(([each]) => each)));
    expect([...coordinates]).toEqual(expect.arrayContaining(['Citizen.id', 'Country.code']));
  });
});

describe('without the agreements that let the subgraph of Kemlu be asked about persons', () => {
  let watched: Watched;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simpul-agreements-'));
    await cp(join(schemaFolder, 'agreements'), folder, { recursive: true });
    const keys = (await readdir(folder)).filter((name) => /^K-.*-kemlu\.yaml$/.test(name));
    expect(keys.length).toBeGreaterThan(3);
    for (const name of keys) await rm(join(folder, name));
    watched = await start('canaryunsent', { AGREEMENTS: folder });
  });
  afterAll(async () => {
    await stop(watched);
    await rm(folder, { recursive: true });
  });

  const query =
    '{ workers(first: 3) { nodes { status citizen { fullName selfReport { cityAbroad } trainings { programme } } } } }';
  const ask = { agency: 'kp2mi', purpose: 'PROTECTION_CASE', query } as const;

  it('its part of an answer is null with the reason, it hears of nobody, and the others answer', async () => {
    const before = watched.recorder.calls.length;
    const answer = await watched.federation.ask(ask);
    expect(answer.status).toBe(200);
    expect(answer.errors).toMatchObject([
      {
        extensions: {
          code: 'DISCLOSURE_NOT_AGREED',
          coordinate: 'Citizen.id',
          field: 'Citizen.selfReport',
          provider: 'kp2mi',
          recipient: 'kemlu',
          purpose: 'PROTECTION_CASE',
          reason: 'NO_AGREEMENT',
        },
      },
    ]);
    const { nodes } = answer.data.workers;
    expect(nodes).toHaveLength(3);
    for (const { citizen } of nodes) {
      expect(citizen.selfReport).toBeNull();
      expect(citizen.fullName).toMatch(/^canary/);
      expect(citizen.trainings).toHaveLength(1);
    }
    const called = new Set(watched.recorder.calls.slice(before).map(({ subgraph }) => subgraph));
    expect([...called].toSorted()).toEqual(['civil', 'ministry', 'training']);
  });

  it('the whole is refused where that was asked for, before any subgraph is called', async () => {
    const before = watched.recorder.calls.length;
    const answer = await watched.federation.ask({ ...ask, headers: { 'x-on-denied': 'reject' } });
    expect(answer.status).toBe(403);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual([
      'OPERATION_DENIED',
      'DISCLOSURE_NOT_AGREED',
    ]);
    expect(watched.recorder.calls.length).toBe(before);
  });

  it('what it knows by itself is answered as before', async () => {
    const answer = await watched.federation.ask({
      ...ask,
      query: '{ selfReports { nodes { cityAbroad } } }',
    });
    expect(answer.errors).toEqual([]);
    expect(answer.data.selfReports.nodes.length).toBeGreaterThan(0);
  });

  it.each([
    ['kp2mi', 'PLACEMENT_SERVICE', '{ citizens { nodes { sex consularCases { status } } } }'],
    ['kp2mi', 'PROTECTION_CASE', '{ trainings { nodes { sector citizen { selfReport { status } } } } }'],
    ['kp2mi', 'PROTECTION_CASE', '{ passports { nodes { kind citizen { selfReport { status } } } } }'],
    ['kpu', 'VOTER_LIST_BUILD', '{ voters { nodes { method citizen { selfReport { status } } } } }'],
    ['citizen', 'SUBJECT_ACCESS', '{ me { sex worker { citizen { consularCases { status } } } } }'],
    ['kemlu', 'PROTECTION_CASE', '{ workers { nodes { status citizen { sex selfReport { status } } } } }'],
  ] as const)('%s for %s sends it no person by %s', async (agency, purpose, text) => {
    const before = watched.recorder.calls.length;
    const officer = agency === 'citizen' ? SUBJECT : 'officer-1';
    const answer = await watched.federation.ask({ agency, officer, purpose, query: text });
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['DISCLOSURE_NOT_AGREED']);
    expect(JSON.stringify(answer.data)).toMatch(/(sex|sector|kind|method|status)":"/);
    const called = watched.recorder.calls.slice(before).map(({ subgraph }) => subgraph);
    expect(called).not.toContain('consular');
    expect(called.length).toBeGreaterThan(0);
  });
});
