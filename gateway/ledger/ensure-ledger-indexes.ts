import type { LedgerStore } from './ledger-store.ts';
import { ENTRIES, ENTRY_INDEXES } from './stored-entry.ts';

/** Builds the indexes of entries that are missing. Only entries that have the first field of an index are in it. */
export async function ensureLedgerIndexes(store: LedgerStore): Promise<void> {
  const indexes = ENTRY_INDEXES.map((key) => ({
    key: { ...key },
    // Not `sparse`: that takes in every document that has any field of the index, and each has an `_id`.
    partialFilterExpression: { [Object.keys(key)[0] ?? '']: { $exists: true } },
  }));
  await store.database().collection(ENTRIES).createIndexes(indexes);
}
