import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Intent, LedgerEvent, Operation } from '../gateway/ledger/entry.ts';
import { createCanaryData } from './setup/canary-data.ts';
import { type Ask, type Federation, startFederation } from './setup/federation.ts';
import { TODAY } from './setup/project-views.ts';
import { type ReadEntry, readLedger } from './setup/read-ledger.ts';
import { idAt, spineOf } from './setup/test-ids.ts';

/** What the gateway writes down of operations, seen from outside: asked over HTTP, read in the store. */

const { persons, cells, documents } = createCanaryData();
const PREFIX = 'ledger_';

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: PREFIX,
    documents,
    ledger: true,
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
});
afterAll(async () => {
  await federation.stop();
});

const read = () => readLedger(inject('mongodbUri'), `${PREFIX}ledger`);

/** Asks, and gives what was written down of it. */
async function entriesOf(ask: Ask): Promise<readonly ReadEntry[]> {
  const { headers } = await federation.ask(ask);
  const request = headers.get('x-request-id');
  return (await read()).filter(({ event }) => 'request' in event && event.request === request);
}

function eventOf<Kind extends LedgerEvent['kind']>(entries: readonly ReadEntry[], kind: Kind) {
  const events = entries.map(({ event }) => event).filter((event) => event.kind === kind);
  expect(events).toHaveLength(1);
  return events[0] as Extract<LedgerEvent, { readonly kind: Kind }>;
}

const [jakarta] = persons;
const ABOUT_JAKARTA: Ask = {
  agency: 'kp2mi',
  purpose: 'PROTECTION_CASE',
  query: 'query Help($id: ID) { citizen(id: $id) { fullName selfReport { cityAbroad } worker { status } } }',
  variables: { id: jakarta && idAt('kp2mi', jakarta) },
};

describe('an operation over several agencies', () => {
  it('says first what is to pass between them, and then what was given to whom, of whom', async () => {
    const entries = await entriesOf(ABOUT_JAKARTA);
    const intent: Intent = eventOf(entries, 'intent');
    const operation: Operation = eventOf(entries, 'operation');
    const sequences = entries.map(({ sequence }) => sequence);
    expect(operation.intent).toBe(Math.min(...sequences));
    expect(intent.disclosures).toEqual([
      { coordinates: ['Citizen.id'], provider: 'dukcapil', recipient: 'kemlu' },
      { coordinates: ['Citizen.id'], provider: 'dukcapil', recipient: 'kp2mi' },
    ]);
    const all = { persons: 1, who: [[0, 1]] };
    expect(operation.disclosures).toEqual([
      { coordinates: ['Citizen.id'], provider: 'dukcapil', recipient: 'kemlu', rows: 1, ...all },
      {
        // KP2MI is the consumer, and its subgraph is asked about the person.
        coordinates: ['Citizen.fullName', 'Citizen.id', 'Query.citizen'],
        provider: 'dukcapil',
        recipient: 'kp2mi',
        rows: 2,
        ...all,
      },
      {
        coordinates: ['Citizen.selfReport', 'SelfReport.cityAbroad'],
        provider: 'kemlu',
        recipient: 'kp2mi',
        rows: 2,
        ...all,
      },
      {
        coordinates: ['Citizen.worker', 'Worker.status'],
        provider: 'kp2mi',
        recipient: 'kp2mi',
        rows: 2,
        ...all,
      },
    ]);
  });

  it('names everybody by the ids of the ledger, and no officer', async () => {
    const operation = eventOf(await entriesOf(ABOUT_JAKARTA), 'operation');
    expect(operation.persons.map((id) => spineOf('operator', id))).toEqual([jakarta?.spine]);
    expect(operation.officer).toMatch(/^[\w-]{43}$/);
    const other = eventOf(await entriesOf({ ...ABOUT_JAKARTA, officer: 'officer-2' }), 'operation');
    expect(other.officer).not.toBe(operation.officer);
  });

  it('rests on agreements that are named with their clauses and versions', async () => {
    const { agreements } = eventOf(await entriesOf(ABOUT_JAKARTA), 'operation');
    const ids = agreements.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['A1-kemlu-kp2mi', 'K-dukcapil-kemlu', 'L2-dukcapil-kp2mi']));
    for (const { version, clauses } of agreements) {
      expect(version).toMatch(/^[0-9a-f]{64}$/);
      expect(clauses.length).toBeGreaterThan(0);
    }
  });

  it('is found by provider and person, and by nothing that its text does not say', async () => {
    const stored = (await entriesOf(ABOUT_JAKARTA)).find(({ event }) => event.kind === 'operation')?.stored;
    const id = idAt('operator', jakarta as { spine: string });
    expect(stored).toMatchObject({
      agency: 'kp2mi',
      purpose: 'PROTECTION_CASE',
      providers: ['dukcapil', 'kemlu', 'kp2mi'],
      about: [`dukcapil/${id}`, `kemlu/${id}`, `kp2mi/${id}`],
    });
  });
});

describe('whatever becomes of an operation, it has an entry', () => {
  it('that names what was denied', async () => {
    const event = eventOf(
      await entriesOf({
        agency: 'dki-jakarta',
        purpose: 'TRAINING_MATCH',
        query: 'query ($id: ID) { citizen(id: $id) { fullName selfReport { cityAbroad } } }',
        variables: { id: jakarta && idAt('dki-jakarta', jakarta) },
      }),
      'operation',
    );
    expect(event.decision).toBe('given-in-part');
    expect(event.denied).toEqual([{ code: 'FIELD_NOT_AGREED', coordinate: 'Citizen.selfReport' }]);
    expect(event.outcome).toEqual({ codes: ['FIELD_NOT_AGREED'], status: 200 });
    expect(event.disclosures.flatMap(({ coordinates }) => coordinates)).not.toContain('Citizen.selfReport');
  });

  it.each<[string, Partial<Ask>, string, number]>([
    ['that is refused whole', { headers: { 'x-on-denied': 'reject' } }, 'OPERATION_DENIED', 403],
    ['that is no GraphQL', { query: '{ citizen(' }, 'GRAPHQL_PARSE_FAILED', 400],
    ['that does not fit the graph', { query: '{ nobody }' }, 'GRAPHQL_VALIDATION_FAILED', 400],
    [
      'that holds an identifier',
      { query: '{ citizen(nik: "3171010101900001") { sex } }' },
      'INLINE_VALUE',
      400,
    ],
  ])('%s', async (_, ask, code, status) => {
    const query = 'query ($id: ID) { citizen(id: $id) { fullName crossings { port } } }';
    const entries = await entriesOf({
      ...ABOUT_JAKARTA,
      agency: 'bawaslu',
      purpose: 'VOTER_LIST_OVERSIGHT',
      query,
      ...ask,
    });
    const event = eventOf(entries, 'operation');
    expect(event.outcome).toMatchObject({ codes: expect.arrayContaining([code]), status });
    expect([event.disclosures, event.persons]).toEqual([[], []]);
    if (code === 'INLINE_VALUE') expect(event.operation.hash).toBeNull();
  });

  it('whose purpose was not stated', async () => {
    const event = eventOf(
      await entriesOf({ ...ABOUT_JAKARTA, headers: { 'x-purpose': 'CURIOSITY' } }),
      'operation',
    );
    expect(event).toMatchObject({ agency: 'kp2mi', purpose: null, outcome: { codes: ['PURPOSE_UNKNOWN'] } });
  });

  it('that asks of the schema only, and discloses nothing', async () => {
    const event = eventOf(await entriesOf({ ...ABOUT_JAKARTA, query: '{ __typename }' }), 'operation');
    expect(event).toMatchObject({ decision: 'given', disclosures: [], intent: null });
  });
});

it('a list that only counts says by which fields its rows were chosen, given as text or in a variable', async () => {
  const [nik] = cells.filter(({ coordinate }) => coordinate === 'Citizen.nik');
  const asks: readonly Pick<Ask, 'query' | 'variables'>[] = [
    {
      query: 'query ($nik: NIK) { citizens(filter: { nik: $nik }) { totalCount } }',
      variables: { nik: nik?.text },
    },
    {
      query: 'query ($filter: CitizenFilter) { citizens(filter: $filter) { totalCount } }',
      variables: { filter: { nik: nik?.text } },
    },
  ];
  for (const ask of asks) {
    const entries = await entriesOf({ agency: 'dukcapil', purpose: 'PROTECTION_CASE', ...ask });
    const event = eventOf(entries, 'operation');
    expect(event.outcome, JSON.stringify(event.denied)).toEqual({ codes: [], status: 200 });
    expect(event.disclosures.map(({ coordinates }) => coordinates)).toEqual([
      ['Citizen.nik', 'Query.citizens'],
    ]);
  }
});

it('a stranger leaves no entry of an operation, and is counted', async () => {
  const post = (token: string) =>
    fetch(`${federation.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: '{}',
    });
  const before = (await read()).filter(({ event }) => event.kind === 'operation').length;
  for (const token of ['a.b.c', 'x']) expect((await post(token)).status).toBe(401);
  await expect
    .poll(async () => (await read()).map(({ event }) => event).filter(({ kind }) => kind === 'turned-away'))
    .toMatchObject([{ codes: { TOKEN_INVALID: 2 } }]);
  expect((await read()).filter(({ event }) => event.kind === 'operation')).toHaveLength(before);
});

it('the gateway says that its ledger is on', async () => {
  const ready = await fetch(`${federation.url}/health/ready`);
  expect(await ready.json()).toMatchObject({ status: 'ready', ledger: 'on' });
});
