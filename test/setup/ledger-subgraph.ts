import { ENTRIES, ENTRY_INDEXES } from '../../gateway/ledger/stored-entry.ts';
import { createLedger } from '../../subgraphs/ledger/subgraph.ts';
import type { GrantWishes } from './grants.ts';
import { startTestSubgraph, type TestSubgraph } from './subgraph.ts';

const ROW =
  'id at consumer { id } unit purpose persons data { provider { id } recipient { id } onTheWay rows persons coordinates { coordinate } }';
const PAGE = `totalCount edges { cursor } nodes { ${ROW} } pageInfo { endCursor hasNextPage }`;
const VARIABLES = '$first: Int, $after: String, $filter: AccessFilter';
const ARGUMENTS = 'first: $first, after: $after, filter: $filter';
const OF_PERSON = `query ($r: [_Any!]!, ${VARIABLES}) { _entities(representations: $r) { ... on Citizen { accesses(${ARGUMENTS}) { ${PAGE} } } } }`;
const OF_ALL = `query (${VARIABLES}) { accesses(${ARGUMENTS}) { ${PAGE} } }`;

/** One access as these tests ask for it. */
export interface AskedAccess {
  readonly id: string;
  readonly at: string;
  readonly consumer: { readonly id: string };
  readonly unit: string | null;
  readonly purpose: string;
  readonly persons: number;
  readonly data: readonly {
    readonly provider: { readonly id: string };
    readonly recipient: { readonly id: string };
    readonly onTheWay: boolean;
    readonly rows: number;
    readonly persons: number;
    readonly coordinates: readonly { readonly coordinate: string }[];
  }[];
}

/** A page of accesses as these tests ask for it. */
export interface AskedPage {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string }[];
  readonly nodes: readonly AskedAccess[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** What a list is asked with. */
export interface ListWishes {
  readonly first?: number;
  readonly after?: string | null;
  readonly filter?: Readonly<Record<string, unknown>>;
}

/** Starts the ledger subgraph over these documents, with the indexes that gateways build. */
export async function startLedgerSubgraph(
  entries: readonly object[],
  now: () => Date,
  agreements: readonly object[] = [],
): Promise<TestSubgraph> {
  return await startTestSubgraph(createLedger(undefined, now), async (connection) => {
    const collection = connection.collection(ENTRIES);
    const keys = ENTRY_INDEXES.map((key): Record<string, 1 | -1> => ({ ...key }));
    await collection.createIndexes(keys.map((key) => ({ key, sparse: true })));
    if (entries.length > 0) await collection.insertMany(entries.map((entry) => entry as never));
    if (agreements.length > 0) {
      await connection.collection('agreements').insertMany(agreements.map((each) => each as never));
    }
  });
}

/** The grant of somebody who asks about themself, by the id that the ledger has of them. */
export function asPerson(person: string): GrantWishes {
  return {
    agency: 'citizen',
    purpose: 'SUBJECT_ACCESS',
    subject: person,
    rows: { Access: { where: [{ attribute: 'person', op: 'eq', value: person }] } },
  };
}

/** The grant of an officer for the protection of a provider's data. */
export function asOfficer(provider: string): GrantWishes {
  return {
    agency: provider,
    purpose: 'DATA_PROTECTION',
    rows: { Access: { where: [{ attribute: 'provider', op: 'eq', value: provider }] } },
  };
}

/** Asks for the accesses of one person. */
export async function askOfPerson(
  subgraph: TestSubgraph,
  person: string,
  grant: GrantWishes,
  wishes: ListWishes = {},
) {
  const r = [{ __typename: 'Citizen', id: person }];
  const { data, errors = [] } = await subgraph.ask(OF_PERSON, grant, { r, ...wishes });
  return { page: data?._entities?.[0]?.accesses as AskedPage, errors };
}

/** Asks for all accesses. */
export async function askForAll(subgraph: TestSubgraph, grant: GrantWishes, wishes: ListWishes = {}) {
  const { data, errors = [] } = await subgraph.ask(OF_ALL, grant, { ...wishes });
  return { page: data?.accesses as AskedPage, errors };
}

/** The sequences of a page, which tests tell entries apart by. */
export function sequencesOf({ nodes }: AskedPage): readonly number[] {
  return nodes.map(({ id }) => Number(id.slice(-12)));
}
