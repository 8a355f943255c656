import type { mongo } from 'mongoose';
import type { Disclosed, Entry, Operation } from '../../../gateway/ledger/entry.ts';
import { ENTRIES } from '../../../gateway/ledger/stored-entry.ts';
import { readBatches } from '../read-cursor.ts';
import { readExport } from '../read-export.ts';

/** What a breach was of. */
export interface BreachWish {
  /** The agency at which data may have come into wrong hands. */
  readonly consumer: string;
  /** Whose data. */
  readonly provider: string;
  /** First moment, and the first one that is no part of it any more. */
  readonly from: Date;
  readonly to: Date;
}

/** Values of the provider that reached the consumer, or another agency for a question of it. */
export interface FoundDisclosure {
  /** `chain/sequence`. */
  readonly entry: string;
  readonly time: string;
  readonly operation: Operation;
  readonly disclosed: Disclosed;
  /** The operator's ids of those whom it is about. */
  readonly persons: readonly string[];
}

const BATCH = 500;

/** Reads disclosures out of the store, in the order of their times, some at a time. */
export async function* findInStore(
  database: mongo.Db,
  wish: BreachWish,
): AsyncGenerator<readonly FoundDisclosure[]> {
  const cursor = database
    .collection<{ readonly _id: string; readonly text: string }>(ENTRIES)
    .find(queryOf(wish))
    .project<{ readonly text: string }>({ text: 1 })
    .sort({ at: 1 })
    .batchSize(BATCH);
  for await (const batch of readBatches(cursor)) yield batch.flatMap(({ text }) => disclosuresOf(text, wish));
}

/** How many entries {@link findInStore} looks at. */
export async function countInStore(database: mongo.Db, wish: BreachWish): Promise<number> {
  return await database.collection(ENTRIES).countDocuments(queryOf(wish));
}

/** Reads disclosures out of an export, in the order of its entries. */
export async function* findInExport(
  file: string,
  wish: BreachWish,
): AsyncGenerator<readonly FoundDisclosure[]> {
  for await (const lines of readExport(file)) {
    yield lines.flatMap((line) => (line.kind === 'entry' ? disclosuresOf(line.text, wish) : []));
  }
}

/** The disclosures of one entry that belong to the breach. Pure. */
export function disclosuresOf(text: string, wish: BreachWish): readonly FoundDisclosure[] {
  const { chain, event, sequence, time }: Entry = JSON.parse(text);
  const at = Date.parse(time);
  if (event.kind !== 'operation' || at < wish.from.getTime() || at >= wish.to.getTime()) return [];
  return event.disclosures
    .filter(({ provider, recipient }) => {
      return provider === wish.provider && (recipient === wish.consumer || event.agency === wish.consumer);
    })
    .map((disclosed) => ({
      entry: `${chain}/${sequence}`,
      time,
      operation: event,
      disclosed,
      persons: disclosed.who.flatMap(([first, count]) => event.persons.slice(first, first + count)),
    }));
}

function queryOf({ provider, from, to }: BreachWish) {
  return { providers: provider, at: { $gte: from, $lt: to } };
}
