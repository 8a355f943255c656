import mongoose from 'mongoose';
import type { Entry } from '../../gateway/ledger/entry.ts';
import { ENTRIES, type StoredEntry } from '../../gateway/ledger/stored-entry.ts';

/** An entry with what the store holds of it. */
export interface ReadEntry extends Entry {
  readonly stored: StoredEntry;
}

/** Reads all entries of a ledger, chain by chain, in their order. */
export async function readLedger(mongodbUri: string, database: string): Promise<readonly ReadEntry[]> {
  const connection = await mongoose.createConnection(mongodbUri).asPromise();
  try {
    const found = connection.useDb(database).collection<StoredEntry>(ENTRIES).find().sort({ _id: 1 });
    const stored = await found.toArray();
    return stored.map((each) => ({ ...(JSON.parse(each.text) as Entry), stored: each }));
  } finally {
    await connection.close();
  }
}
