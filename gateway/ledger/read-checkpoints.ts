import { CHECKPOINTS, type LastCheckpoint, numberOf, type StoredCheckpoint } from './checkpoint.ts';
import type { LedgerStore } from './ledger-store.ts';
import { entryId } from './stored-entry.ts';

const LAST_NUMBER = 999_999_999_999;

/** The last checkpoint of a chain in the store; undefined when there is none. */
export async function readLastCheckpoint(
  store: LedgerStore,
  chain: string,
  timeoutMs: number,
): Promise<LastCheckpoint | undefined> {
  const [last] = await find(store, chain, 1).sort({ _id: -1 }).limit(1).maxTimeMS(timeoutMs).toArray();
  return last && { number: numberOf(last), jws: last.jws, sequence: last.sequence };
}

/** Checkpoints of a chain from a number on, in order. */
export async function readCheckpointsFrom(
  store: LedgerStore,
  chain: string,
  number: number,
  { limit, timeoutMs }: { readonly limit: number; readonly timeoutMs: number },
): Promise<readonly StoredCheckpoint[]> {
  return await find(store, chain, number).sort({ _id: 1 }).limit(limit).maxTimeMS(timeoutMs).toArray();
}

function find(store: LedgerStore, chain: string, number: number) {
  return store
    .database()
    .collection<StoredCheckpoint>(CHECKPOINTS)
    .find({ _id: { $gte: entryId(chain, number), $lte: entryId(chain, LAST_NUMBER) } });
}
