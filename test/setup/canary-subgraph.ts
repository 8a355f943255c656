import { type CanaryData, createCanaryData } from './canary-data.ts';
import { makeSubgraph } from './found-subgraphs.ts';
import { storedAccess } from './stored-entries.ts';
import { startTestSubgraph, type TestSubgraph } from './subgraph.ts';
import { storedId } from './test-ids.ts';

/** The data set that {@link startCanarySubgraph} fills databases with. */
export const CANARY: CanaryData = createCanaryData();

/** Collection that holds the rows of an entity type, where one does; the key is its `_id`. */
const COLLECTIONS: ReadonlyMap<string, string> = new Map([
  ['Region', 'regions'],
  ['Worker', 'workers'],
  ['P3MI', 'p3mi'],
  ['SelfReport', 'selfreports'],
  ['ConsularCase', 'consularcases'],
  ['Mission', 'missions'],
  ['Country', 'countries'],
  ['Training', 'trainings'],
  ['Voter', 'voters'],
  ['Ppln', 'ppln'],
  ['Election', 'elections'],
  ['Passport', 'passports'],
  ['Finding', 'findings'],
  ['Check', 'checks'],
  ['Access', 'entries'],
]);

/** One access to the data of each person. A federation's own gateway writes that database, so that the data set has none. */
const ENTRIES = CANARY.persons.map((person, index) =>
  storedAccess({
    sequence: index + 1,
    time: '2026-11-20T05:00:00.000Z',
    agency: 'kp2mi',
    given: [{ provider: 'dukcapil', coordinates: ['Citizen.fullName'], about: [storedId('ledger', person)] }],
  }),
);

function documentsOf(subgraph: string): ReadonlyMap<string, readonly object[]> {
  if (subgraph === 'ledger') return new Map([['entries', ENTRIES]]);
  return CANARY.documents.get(subgraph) ?? new Map();
}

/** Starts a subgraph over the canary data set. */
export async function startCanarySubgraph(name: string): Promise<TestSubgraph> {
  return await startTestSubgraph(await makeSubgraph(name), async (connection) => {
    for (const [collection, documents] of documentsOf(name)) {
      await connection.collection(collection).insertMany(documents.map((document) => document as never));
    }
  });
}

/** Keys of an entity type that the data set of a subgraph has; at least one. */
export function knownKeys(subgraph: string, type: string): readonly (string | number)[] {
  if (type === 'Citizen') return CANARY.persons.map((person) => storedId(subgraph, person));
  if (type === 'Statistics') return [2024, 2023];
  const collection = COLLECTIONS.get(type);
  const documents = documentsOf(subgraph).get(collection ?? '') ?? [];
  if (documents.length === 0) throw new Error(`Say in ${import.meta.url} which collection holds ${type}.`);
  return documents.map((document) => (document as { readonly _id: string })._id);
}

/** How many rows of a collection are about a person. */
export function countRowsOf(subgraph: string, type: string, person: string): number {
  if (type === 'Citizen') return 1;
  if (type === 'Access') return ENTRIES.filter(({ about }) => about?.includes(`dukcapil/${person}`)).length;
  const documents = documentsOf(subgraph).get(COLLECTIONS.get(type) ?? '') ?? [];
  return documents.filter((document) => (document as { citizenId?: string }).citizenId === person).length;
}
