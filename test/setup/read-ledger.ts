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

/** What the gateway writes, and exports hold. What the ledger's subgraph counted stands beside it, by days that were asked for. */
const WRITTEN = [ENTRIES, 'checkpoints', 'agreements', 'agreement-states'];

/** Everything that the gateway wrote, as JSON: entries, checkpoints with what they say, agreements. */
export async function readLedgerText(mongodbUri: string, database: string): Promise<string> {
  const connection = await mongoose.createConnection(mongodbUri).asPromise();
  try {
    const db = connection.useDb(database);
    const found = await Promise.all(WRITTEN.map((name) => db.collection(name).find().toArray()));
    return found
      .flat()
      .map((document) => JSON.stringify(document) + sayingOf(document.jws))
      .join('\n');
  } finally {
    await connection.close();
  }
}

/** What a signed statement says; nothing for other documents. */
function sayingOf(jws: unknown): string {
  if (typeof jws !== 'string') return '';
  return Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString();
}
