import type { mongo } from 'mongoose';
import { agencyDatabases, checkDatabase, databaseOf, truthDatabase } from './databases.ts';

/** What a store says of the data set in it: the last thing that is written. */
export interface GenerationDocument {
  readonly _id: 'generation';
  readonly state: 'RUNNING' | 'COMPLETE';
  /** Changes when the same seed gives other documents; sets of another version are made anew. */
  readonly formatVersion: number;
  readonly citizens: number;
  readonly seed: number;
  /** Names the keys that the ids of the databases were made with: with others, none of them would be found. */
  readonly idKeys: string;
  /** `YYYY-MM-DD`: the day as of which the data are, the polling day, and the day on which the list was fixed. */
  readonly asOf: string;
  readonly pollingDay: string;
  readonly listFixedOn: string;
  readonly election: string;
  /** Written, the ground truth included; 0 while running. */
  readonly documents: number;
}

/** Version of the documents that this generator writes. */
export const formatVersion = 3;

const durable = { writeConcern: { w: 1, j: true } } as const;

/** Reads what a store says of the data set in it; undefined when the generator was never here. */
export async function readGeneration(
  client: mongo.MongoClient,
  databasePrefix: string,
): Promise<GenerationDocument | undefined> {
  return (await stateOf(client, databasePrefix).findOne({ _id: 'generation' })) ?? undefined;
}

/** Whether a store holds a data set, from its first document to its last index, whose ids are those of these keys. */
export function isComplete(generation: GenerationDocument | undefined, idKeys: string): boolean {
  if (generation?.state !== 'COMPLETE') return false;
  return generation.formatVersion === formatVersion && generation.idKeys === idKeys;
}

/**
 * Empties the databases and notes, before anything else, that a data set is being written.
 *
 * @throws Error when they hold data that the generator did not write
 */
export async function beginGeneration(
  client: mongo.MongoClient,
  databasePrefix: string,
  generation: GenerationDocument,
): Promise<void> {
  const known = await readGeneration(client, databasePrefix);
  if (!known && (await holdsData(client, databasePrefix))) {
    throw new Error(
      `The databases ${databasePrefix}* hold data that the generator did not write, and it would remove them. ` +
        'Give it an empty store, or remove the databases yourself.',
    );
  }
  await writeState(client, databasePrefix, generation);
  for (const name of [...Object.keys(agencyDatabases), checkDatabase]) {
    await client.db(databasePrefix + name).dropDatabase();
  }
  const truth = client.db(databasePrefix + truthDatabase);
  for (const name of ['faults', 'rates', 'fixtures']) await truth.collection(name).drop();
}

/** Notes that the data set is complete; with the journal, so that everything before it is durable too. */
export async function endGeneration(
  client: mongo.MongoClient,
  databasePrefix: string,
  generation: GenerationDocument,
): Promise<void> {
  await writeState(client, databasePrefix, generation);
}

async function writeState(
  client: mongo.MongoClient,
  databasePrefix: string,
  generation: GenerationDocument,
): Promise<void> {
  await stateOf(client, databasePrefix).replaceOne({ _id: 'generation' }, generation, {
    upsert: true,
    ...durable,
  });
}

function stateOf(client: mongo.MongoClient, databasePrefix: string) {
  return client.db(databasePrefix + truthDatabase).collection<GenerationDocument>('meta');
}

async function holdsData(client: mongo.MongoClient, databasePrefix: string): Promise<boolean> {
  for (const [collection, database] of Object.entries(databaseOf)) {
    if (
      await client
        .db(databasePrefix + database)
        .collection(collection)
        .findOne({})
    )
      return true;
  }
  return false;
}
