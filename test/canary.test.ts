import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { View } from '../gateway/access/view.ts';
import { type CanaryCell, type CanaryPerson, createCanaryData } from './setup/canary-data.ts';
import { type Answer, type Federation, startFederation } from './setup/federation.ts';
import { shownUnder } from './setup/masked-values.ts';
import { CONSUMERS, nameOf, policy, TODAY, viewOf } from './setup/project-views.ts';
import {
  createRandom,
  drawOperation,
  type OperationSource,
  type RandomOperation,
} from './setup/random-operation.ts';
import { readLedger, readLedgerText } from './setup/read-ledger.ts';
import { idAt, OWNERS, spineOf } from './setup/test-ids.ts';
import { isVisible, ROW_SUBGRAPHS } from './setup/visible-persons.ts';

/**
 * Every protected cell of the data set holds a text that stands nowhere else. Generated operations run as each
 * agency, and no text that its view does not give may come back, in any answer, error or log line, and none at all be
 * written down in the ledger.
 */

const OPERATIONS_PER_PURPOSE = 60;
/** Comes first, for the masks: where views are wide, drawing seldom reaches them. */
const ABOUT_NUMBERS: RandomOperation = {
  query: '{ voters(first: 20) { nodes { passportNumber citizen { nik } } } }',
  variables: {},
  inputs: new Set(),
};

const { persons, cells: dataCells, documents } = createCanaryData();

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'canary_',
    documents,
    ledger: true,
    environment: { MAX_QUERY_DEPTH: '20' },
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
});
afterAll(async () => {
  await federation.stop();
});

const textsOf = (coordinate: string) =>
  dataCells.filter((cell) => cell.coordinate === coordinate).map(({ text }) => text);
/** The ids of all persons as an agency knows them. */
const idCells = (agency: string) =>
  persons.map(
    (person): CanaryCell => ({
      text: idAt(agency, person),
      coordinate: 'Citizen.id',
      rowType: 'Citizen',
      person,
    }),
  );

/** Spine forms of all persons and records. */
const spines = [...documents].flatMap(([subgraph, collections]) =>
  [...collections.values()].flatMap((rows) =>
    rows.flatMap((row) => {
      const { _id } = row as { readonly _id: string };
      return /^[\w-]{22}$/.test(_id) ? spineOf(OWNERS.get(subgraph) ?? '', _id) : [];
    }),
  ),
);
const idsAt = (agency: string) => spines.map((spine) => idAt(agency, { spine }));
/** By whatever agency else, and in the form that nobody but the gateway knows. */
const foreignIds = (agency: string) => [
  ...spines,
  ...spines.flatMap((spine) => [Buffer.from(spine, 'latin1').toString('base64url')]),
  ...[...policy.participants.agencies.keys(), 'pemda'].flatMap((each) =>
    each === agency ? [] : idsAt(each),
  ),
];

/** Values that operations send: mostly those of the data set, so that filters and look-ups hit. */
function valuesFor(agency: string, typeName: string, inputName: string): readonly unknown[] {
  switch (typeName) {
    case 'ID':
      return ['pplnIn', 'missionIn', 'institutionIn', 'code'].includes(inputName)
        ? ['990501', '992001', 'KBRI-KUALA-LUMPUR', 'LPK-TEST-1']
        : [...idsAt(agency), ...spines, ...idsAt('pemda')];
    case 'NIK':
      return textsOf('Citizen.nik');
    case 'PassportNumber':
      return [...textsOf('Passport.number'), 'ZC000000'];
    case 'Date':
      return inputName === 'date'
        ? ['2024-02-14']
        : [...textsOf('Citizen.birthDate'), '2018-06-01', '2031-01-01'];
    case 'CountryCode':
      return ['MY', 'HK'];
    case 'RegionCode':
      return ['31', '35', '31.71', '35.09', '33.01'];
    case 'Int':
      return inputName === 'year' ? [2024] : [1, 3, 20, 100];
    default:
      return [...textsOf('Citizen.fullName'), 'canary', 'SIP3MI-TEST-1'];
  }
}

/** Whether a view gives a cell to this asker: by its coordinate, and by the rows of the person it is about. */
function isGiven(
  view: View,
  asker: Parameters<typeof isVisible>[1],
  { coordinate, rowType, person }: CanaryCell,
): boolean {
  if (view.field(coordinate).kind !== 'allowed') return false;
  if (coordinate !== 'Citizen.id') return isVisible(view, asker, rowType, person);
  // Every row that names its person brings the id.
  return [...ROW_SUBGRAPHS.keys()].some((each) => isVisible(view, asker, each, person));
}

const cases = CONSUMERS.flatMap((consumer) =>
  consumer.purposes.map((purpose) => ({ consumer, purpose, title: `${nameOf(consumer)} for ${purpose}` })),
);
const seenBy = new Map<string, number>();
/** Agencies that were given a text masked. */
const maskedFor = new Set<string>();

describe.each(cases)('$title', ({ consumer, purpose, title }) => {
  const subject: CanaryPerson | undefined = consumer.agency === 'citizen' ? persons[0] : undefined;
  const subjectId = subject && idAt('citizen', subject);
  const { view, asker } = viewOf(consumer, purpose, subjectId);
  const cells = [...dataCells, ...idCells(consumer.agency)];
  const foreign = foreignIds(consumer.agency);
  const forbidden = cells.filter((cell) => !isGiven(view, asker, cell));
  const allowed = cells.filter((cell) => isGiven(view, asker, cell));
  const masked = cells.flatMap(({ coordinate, text }) => {
    const decision = view.field(coordinate);
    return decision.kind === 'masked' ? [shownUnder(decision.mask, text)] : [];
  });

  it('gets no text that its view does not give', async () => {
    const seen = new Set<string>();
    const random = createRandom(cases.findIndex((each) => each.title === title) + 1);
    for (let index = 0; index < OPERATIONS_PER_PURPOSE; index += 1) {
      const source: OperationSource = {
        schema: policy.graph.apiSchema,
        values: (typeName, inputName) => valuesFor(consumer.agency, typeName, inputName),
        isPreferred: (coordinate) => view.field(coordinate).kind !== 'denied',
      };
      const operation = index === 0 ? ABOUT_NUMBERS : drawOperation(source, random);
      const officer = subjectId ?? `officer-${Math.floor(index / 20)}`;
      const answer = await federation.ask({ ...consumer, officer, purpose, ...operation });
      const told = `${operation.query}\n${JSON.stringify(operation.variables)}\n${answer.text}`;
      expect([200, 400, 403], told).toContain(answer.status);
      expect(codesOf(answer), told).not.toContain('INTERNAL');
      expect(codesOf(answer), told).not.toContain('GRAPHQL_VALIDATION_FAILED');
      const data = JSON.stringify(answer.data ?? null);
      expect(
        foreign.filter((id) => answer.text.includes(id)),
        told,
      ).toEqual([]);
      for (const { text } of allowed) if (data.includes(text)) seen.add(text);
      if (masked.some((text) => data.includes(`"${text}"`))) maskedFor.add(consumer.agency);
      expect(
        forbidden.filter(({ text }) => data.includes(text)),
        told,
      ).toEqual([]);
      // Errors repeat no value at all, be it given or not.
      const errors = JSON.stringify(answer.errors);
      expect(
        cells.filter(({ text }) => errors.includes(text)),
        told,
      ).toEqual([]);
      if (answer.data) expectDenied(view, operation.inputs, answer, told);
    }
    seenBy.set(title, seen.size);
  });
});

/** An input that the view does not give has been refused wherever it was used: a filter tells values by what it finds. */
function expectDenied(view: View, inputs: ReadonlySet<string>, answer: Answer, told: string): void {
  const denied = [...inputs].filter((coordinate) => view.input(coordinate).kind === 'denied');
  const named = new Set(answer.errors.map(({ extensions }) => extensions.coordinate));
  expect(
    denied.filter((coordinate) => !named.has(coordinate)),
    told,
  ).toEqual([]);
}

function codesOf({ errors }: Answer): readonly string[] {
  return errors.map(({ extensions }) => extensions.code);
}

describe('what the test itself can see', () => {
  it('is every kind of consumer that gets persons', () => {
    const seers = [...seenBy].filter(([, texts]) => texts > 3).map(([title]) => title.split(' ')[0]);
    for (const agency of ['kp2mi', 'kemlu', 'dki-jakarta', 'kpu', 'bawaslu', 'citizen'])
      expect(seers).toContain(agency);
  });

  it('is texts that come masked', () => {
    for (const agency of ['kp2mi', 'dki-jakarta', 'bawaslu']) expect([...maskedFor]).toContain(agency);
  });

  it('finds no text of any cell in any log line', () => {
    const log = federation.logLines.join('');
    expect(log).toContain('request answered');
    expect(dataCells.filter(({ text }) => log.includes(text))).toEqual([]);
    expect(foreignIds('').filter((id) => log.includes(id))).toEqual([]);
  });

  it('finds in the ledger whom every answer was about, and no text of any cell', async () => {
    const ledger = await readLedger(inject('mongodbUri'), 'canary_ledger');
    const events = ledger.map(({ event }) => event).filter((event) => event.kind === 'operation');
    expect(events).toHaveLength(cases.length * OPERATIONS_PER_PURPOSE);
    const told = new Set(events.flatMap(({ persons: ids }) => ids.map((id) => spineOf('operator', id))));
    expect(persons.filter(({ spine }) => told.has(spine)).length).toBeGreaterThan(persons.length / 2);
    expect([...told].filter((spine) => !spines.includes(spine))).toEqual([]);

    const text = await readLedgerText(inject('mongodbUri'), 'canary_ledger');
    expect(text).toContain(events[0]?.request);
    expect(dataCells.filter((cell) => text.includes(cell.text))).toEqual([]);
    expect(foreignIds('operator').filter((id) => text.includes(id))).toEqual([]);
    for (const officer of ['officer-0', 'officer-1']) expect(text).not.toContain(officer);
  });
});
