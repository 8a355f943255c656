import type { Connection } from 'mongoose';
import { type CanaryPerson, createCanaryData } from './canary-data.ts';
import { storedId } from './test-ids.ts';

/** What the tests read of a stored row: the ids of the agency whose database it is. */
export interface CanaryRow {
  readonly _id: string;
  readonly citizenId: string;
}

const { documents } = createCanaryData();

/** Empties the collections of a subgraph and fills them with its part of the canary data. */
export async function fillCanary(connection: Connection, subgraph: string): Promise<void> {
  for (const [collection, rows] of documents.get(subgraph) ?? []) {
    await connection.collection(collection).deleteMany({});
    await connection.collection(collection).insertMany(rows.map((row) => ({ ...row }) as never));
  }
}

/** The rows of a collection of the canary data; the first is of the person `jakarta`, the last of `outsider`. */
export function canaryRows(subgraph: string, collection: string): readonly CanaryRow[] {
  return (documents.get(subgraph)?.get(collection) ?? []) as readonly CanaryRow[];
}

/** The row of a person. @throws Error when the data set has none */
export function canaryRow(subgraph: string, collection: string, person: CanaryPerson): CanaryRow {
  const citizenId = storedId(subgraph, person);
  const row = canaryRows(subgraph, collection).find((each) => each.citizenId === citizenId);
  if (!row) throw new Error(`${collection} has no row of this person.`);
  return row;
}
