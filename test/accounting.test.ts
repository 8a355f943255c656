import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Operation } from '../gateway/ledger/entry.ts';
import { type CanaryPerson, createCanaryData } from './setup/canary-data.ts';
import { type Ask, type Federation, startFederation } from './setup/federation.ts';
import { TODAY } from './setup/project-views.ts';
import { readLedger } from './setup/read-ledger.ts';
import { idAt, storedId } from './setup/test-ids.ts';

/** What is written down of operations over the project's own graph: exactly what was given to whom, of whom. */

const { persons, documents } = createCanaryData();
const insiders = persons.slice(0, -1);
const PREFIX = 'accounting_';

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

/** One way that values went: from whom to whom, of how many rows, which coordinates, about whom. */
type Told = readonly [way: string, rows: number, coordinates: string, persons: readonly string[]];

const namesOf = (some: readonly CanaryPerson[]) => some.map(({ name }) => name).toSorted();
const EVERYBODY = namesOf(persons);
const INSIDERS = namesOf(insiders);
const names = new Map(persons.map((person) => [idAt('operator', person), person.name]));

async function operationOf(ask: Ask): Promise<Operation> {
  const { headers } = await federation.ask(ask);
  const request = headers.get('x-request-id');
  const events = (await readLedger(inject('mongodbUri'), `${PREFIX}ledger`)).map(({ event }) => event);
  const found = events.find((event) => event.kind === 'operation' && event.request === request);
  if (found?.kind !== 'operation') throw new Error('The operation has no entry.');
  return found;
}

async function expectTold(ask: Ask, told: readonly Told[]): Promise<Operation> {
  const operation = await operationOf(ask);
  const found = operation.disclosures.map(({ provider, recipient, rows, coordinates, who, ...own }): Told => {
    const about = who.flatMap(([first, count]) => operation.persons.slice(first, first + count));
    expect(about.length).toBe(own.persons);
    const known = about.map((id) => names.get(id) ?? id).toSorted();
    return [`${provider} > ${recipient}`, rows, coordinates.join(' '), known];
  });
  expect(found).toEqual(told);
  return operation;
}

const [jakarta] = persons as readonly [CanaryPerson];

describe('what an operation gave', () => {
  it("of one agency's list is its rows and their persons, though no id was asked", async () => {
    await expectTold(
      {
        agency: 'kp2mi',
        purpose: 'PLACEMENT_SERVICE',
        query: '{ workers { totalCount nodes { status placements { occupation } } } }',
      },
      [
        [
          'kp2mi > kp2mi',
          2 * persons.length,
          'Placement.occupation Query.workers Worker.placements Worker.status',
          EVERYBODY,
        ],
      ],
    );
  });

  it('of several agencies is of each what it supplied, masked texts included and denied ones not', async () => {
    const operation = await expectTold(
      {
        agency: 'bawaslu',
        purpose: 'VOTER_LIST_OVERSIGHT',
        query: `{ voters { nodes { registered passportNumber disabilityCode
          citizen { nik fullName birthDate } ppln { name country { name } } } } }`,
      },
      [
        ['dukcapil > bawaslu', 5, 'Citizen.fullName Citizen.nik', INSIDERS],
        ['kemlu > bawaslu', 6, 'Country.name', []],
        [
          'kpu > bawaslu',
          // Six voters, six places of theirs, and one citizen of whom Dukcapil's rows show nothing.
          13,
          'Ppln.country Ppln.name Query.voters Voter.citizen Voter.passportNumber Voter.ppln Voter.registered',
          EVERYBODY,
        ],
        ['kpu > dukcapil', 6, 'Citizen.id', EVERYBODY],
        ['kpu > kemlu', 1, 'Country.code', []],
      ],
    );
    expect(operation.decision).toBe('given-in-part');
    expect(operation.denied).toEqual([
      { code: 'FIELD_REDUCED', coordinate: 'Citizen.birthDate' },
      { code: 'FIELD_NOT_AGREED', coordinate: 'Voter.disabilityCode' },
    ]);
  });

  it('of statistics is about nobody', async () => {
    await expectTold(
      {
        agency: 'public',
        purpose: 'STATISTICS',
        query: '{ statistics(year: 2024) { placementsBySector { total } } }',
      },
      [['kp2mi > public', 1, 'Query.statistics Statistics.placementsBySector Statistics.year', []]],
    );
  });

  it('of somebody whom nobody knows is that they are not there', async () => {
    await expectTold(
      {
        agency: 'kp2mi',
        purpose: 'PROTECTION_CASE',
        query: 'query ($id: ID) { citizen(id: $id) { fullName worker { status } } }',
        variables: { id: idAt('kemlu', jakarta) },
      },
      [['dukcapil > kp2mi', 0, 'Citizen.id Query.citizen', []]],
    );
  });

  it('of persons about whom it changed something is what it answered', async () => {
    const [report] = documents.get('consular')?.get('selfreports') ?? [];
    await expectTold(
      {
        agency: 'kemlu',
        purpose: 'PROTECTION_CASE',
        query:
          'mutation ($id: ID!) { verifySelfReport(id: $id, verified: true) { status citizen { worker { status } } } }',
        variables: { id: (report as { readonly _id: string })._id },
      },
      [
        [
          'kemlu > kemlu',
          1,
          'Mutation.verifySelfReport SelfReport.citizen SelfReport.id SelfReport.status',
          ['jakarta'],
        ],
        ['kemlu > kp2mi', 1, 'Citizen.id', ['jakarta']],
        ['kp2mi > kemlu', 2, 'Citizen.worker Worker.status', ['jakarta']],
      ],
    );
  });

  it('to persons about themselves is about them alone', async () => {
    await expectTold(
      {
        agency: 'citizen',
        officer: idAt('citizen', jakarta),
        purpose: 'SUBJECT_ACCESS',
        query: '{ me { nik passports { number } crossings { port } } }',
      },
      [
        ['dukcapil > citizen', 1, 'Citizen.nik Query.me', ['jakarta']],
        ['dukcapil > imigrasi', 1, 'Citizen.id', ['jakarta']],
        [
          'imigrasi > citizen',
          3,
          'Citizen.crossings Citizen.passports Crossing.port Passport.number',
          ['jakarta'],
        ],
      ],
    );
  });
});

it('no entry has an id that an agency or a database knows', async () => {
  const texts = (await readLedger(inject('mongodbUri'), `${PREFIX}ledger`))
    .map(({ stored }) => stored.text)
    .join();
  const known = persons.flatMap((person) => [
    ...['kp2mi', 'bawaslu', 'kemlu', 'citizen'].map((agency) => idAt(agency, person)),
    ...['civil', 'electoral'].map((subgraph) => storedId(subgraph, person)),
    person.spine,
  ]);
  expect(known.filter((id) => texts.includes(id))).toEqual([]);
  expect(texts).toContain(idAt('operator', jakarta));
});
