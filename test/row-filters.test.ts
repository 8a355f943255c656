import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { FindingDocument } from '../subgraphs/oversight/finding-document.ts';
import { type CanaryPerson, createCanaryData } from './setup/canary-data.ts';
import { type Federation, startFederation } from './setup/federation.ts';
import { CONSUMERS, type Consumer, nameOf, TODAY, viewOf } from './setup/project-views.ts';
import { idAt, OWNERS, translateId } from './setup/test-ids.ts';
import { isVisible } from './setup/visible-persons.ts';

/**
 * Each row filter with persons inside and persons outside, in lists, counts, look-ups and joins. Who is inside
 * is worked out from the agreements and the persons; the answer comes through gateway, subgraphs and store.
 */

const { persons, documents } = createCanaryData();

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'row_filters_',
    documents,
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
});
afterAll(async () => {
  await federation.stop();
});

/** Lists of persons' rows: root field, and the type of row that it lists. */
const LISTS = [
  ['citizens', 'Citizen', 'id'],
  ['workers', 'Worker', 'citizen { id }'],
  ['selfReports', 'SelfReport', 'citizen { id }'],
  ['consularCases', 'ConsularCase', 'citizen { id }'],
  ['trainings', 'Training', 'citizen { id }'],
  ['voters', 'Voter', 'citizen { id }'],
  ['passports', 'Passport', 'citizen { id }'],
  ['findings', 'Finding', 'id'],
] as const;

/** Look-ups by the id of a row: root field, type of row, and where the data set has its rows. */
const LOOKUPS = [
  ['worker', 'Worker', 'ministry', 'workers'],
  ['consularCase', 'ConsularCase', 'consular', 'consularcases'],
  ['training', 'Training', 'training', 'trainings'],
  ['voter', 'Voter', 'electoral', 'voters'],
  ['finding', 'Finding', 'oversight', 'findings'],
] as const;

/** A row as lists give it: with its person, or by its own id alone. */
interface ListedRow {
  readonly id?: string;
  readonly citizen?: { readonly id: string };
}

const findings = documents.get('oversight')?.get('findings') as readonly FindingDocument[];

/** The person of a row as an agency knows them; a finding is of nobody whom a list names. */
function personOf(agency: string, { id = '', citizen }: ListedRow): string {
  const { citizenId } = findings.find(({ _id }) => translateId(_id, 'bawaslu', agency) === id) ?? {};
  return citizen?.id ?? (citizenId === undefined ? id : translateId(citizenId, 'bawaslu', agency));
}

/** Who watches over the use of data is given no data but the ids in the agency's own records. */
const cases = CONSUMERS.flatMap((consumer) =>
  consumer.purposes
    .filter((purpose) => purpose !== 'DATA_PROTECTION')
    .map((purpose) => ({ consumer, purpose, title: `${nameOf(consumer)} for ${purpose}` })),
);

function subjectOf({ agency }: Consumer): CanaryPerson | undefined {
  return agency === 'citizen' ? persons[0] : undefined;
}

describe.each(cases)('$title', ({ consumer, purpose }) => {
  const subject = subjectOf(consumer);
  const idOf = (person: CanaryPerson) => idAt(consumer.agency, person);
  const ids = (rows: readonly CanaryPerson[]) => rows.map(idOf).sort();
  const subjectId = subject && idOf(subject);
  const { view, asker } = viewOf(consumer, purpose, subjectId);
  const inside = (rowType: string) => persons.filter((person) => isVisible(view, asker, rowType, person));
  let requests = 0;
  const ask = (query: string, variables?: Readonly<Record<string, unknown>>) => {
    requests += 1;
    // A rate limit counts by officer, and is not what is tested here.
    const officer = subjectId ?? `officer-${Math.floor(requests / 20)}`;
    return federation.ask({ ...consumer, officer, purpose, query, ...(variables && { variables }) });
  };
  const isGiven = (coordinate: string) => view.field(coordinate).kind === 'allowed';

  it.each(LISTS.filter(([field]) => isGiven(`Query.${field}`)))(
    '%s lists and counts its rows and no others',
    async (field, rowType, id) => {
      const answer = await ask(
        `{ ${field}(first: 100) { totalCount nodes { ${id} } edges { node { ${id} } } } }`,
      );
      expect(answer.errors, answer.text).toEqual([]);
      const expected = ids(inside(rowType));
      const person = (row: ListedRow) => personOf(consumer.agency, row);
      expect(answer.data[field].nodes.map(person).sort()).toEqual(expected);
      expect(answer.data[field].edges.map(({ node }: { node: ListedRow }) => person(node)).sort()).toEqual(
        expected,
      );
      expect(answer.data[field].totalCount).toBe(expected.length);
    },
  );

  it.each(LISTS.filter(([field]) => isGiven(`Query.${field}`)))(
    '%s pages through its rows one by one',
    async (field, rowType, id) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const answer = await ask(
          `query ($after: String) { ${field}(first: 1, after: $after) { nodes { ${id} } pageInfo { hasNextPage endCursor } } }`,
          { after },
        );
        expect(answer.errors, answer.text).toEqual([]);
        const { nodes, pageInfo } = answer.data[field];
        seen.push(...nodes.map((row: ListedRow) => personOf(consumer.agency, row)));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null && seen.length <= persons.length);
      expect(seen.sort()).toEqual(ids(inside(rowType)));
    },
  );

  it.each(LOOKUPS.filter(([field]) => isGiven(`Query.${field}`)))(
    '%s finds its rows and no others',
    async (field, rowType, database, collection) => {
      const rows = documents.get(database)?.get(collection) as readonly { _id: string; citizenId: string }[];
      const visible = new Set(ids(inside(rowType)));
      for (const row of rows) {
        const [id, person] = [row._id, row.citizenId].map((stored) =>
          translateId(stored, OWNERS.get(database) ?? '', consumer.agency),
        );
        const answer = await ask(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id });
        expect(answer.errors, answer.text).toEqual([]);
        expect(answer.data[field], row._id).toEqual(visible.has(person ?? '') ? { id } : null);
      }
    },
  );

  const canLookUp = view.input('Query.citizen(id:)').kind === 'allowed';
  it.each(canLookUp ? ['id'] : [])('citizen(%s:) finds its persons and no others', async () => {
    const visible = new Set(ids(inside('Citizen')));
    for (const id of persons.map(idOf)) {
      const answer = await ask('query ($id: ID) { citizen(id: $id) { id sex } }', { id });
      expect(answer.errors, answer.text).toEqual([]);
      expect(answer.data.citizen, id).toEqual(visible.has(id) ? { id, sex: 'F' } : null);
    }
  });

  const joins = [
    ['worker', 'Worker', 'id'],
    ['selfReport', 'SelfReport', 'id'],
    ['consularCases', 'ConsularCase', 'id'],
    ['trainings', 'Training', 'id'],
    ['voters', 'Voter', 'id'],
    ['passports', 'Passport', 'id'],
    ['crossings', 'Crossing', 'direction'],
    ['deferredApplications', 'DeferredApplication', 'reason'],
    ['findings', 'Finding', 'id'],
  ] as const;
  it.each(
    joins.filter(
      ([field, type, leaf]) => canLookUp && isGiven(`Citizen.${field}`) && isGiven(`${type}.${leaf}`),
    ),
  )('a person joins %s within the rows of both and no others', async (field, rowType, leaf) => {
    const visiblePersons = new Set(ids(inside('Citizen')));
    const visibleRows = new Set(ids(inside(rowType)));
    for (const id of persons.map(idOf)) {
      const answer = await ask(`query ($id: ID) { citizen(id: $id) { ${field} { ${leaf} } } }`, { id });
      expect(answer.errors, answer.text).toEqual([]);
      const value = answer.data.citizen?.[field] ?? null;
      const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
      expect(isEmpty, `${id} ${answer.text}`).toBe(!(visiblePersons.has(id) && visibleRows.has(id)));
    }
  });

  it.each(
    LISTS.filter(([field, , id]) => id !== 'id' && isGiven(`Query.${field}`) && isGiven('Citizen.sex')),
  )('a row of %s joins a person within the rows of both and no others', async (field) => {
    const answer = await ask(`{ ${field}(first: 100) { nodes { citizen { id sex } } } }`);
    expect(answer.errors, answer.text).toEqual([]);
    const visible = new Set(ids(inside('Citizen')));
    for (const { citizen } of answer.data[field].nodes) {
      expect(citizen?.sex ?? null, answer.text).toBe(visible.has(citizen.id) ? 'F' : null);
    }
  });

  it('is among the consumers that have a case on both sides, or gets no persons at all', () => {
    const given = LISTS.filter(([, rowType]) => inside(rowType).length > 0).map(([, rowType]) => rowType);
    const filtered = given.filter((rowType) => inside(rowType).length < persons.length);
    const isUnfiltered = ['imigrasi', 'dukcapil'].includes(consumer.agency);
    expect(given.length === 0 || filtered.length > 0 || isUnfiltered).toBe(true);
  });
});
