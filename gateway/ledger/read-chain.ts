import type { LedgerStore } from './ledger-store.ts';
import type { ChainEnd } from './link-entries.ts';
import { ENTRIES, entryId, type StoredEntry } from './stored-entry.ts';

const LAST_SEQUENCE = 999_999_999_999;
const MAX_READ = 2_000;

/** The last entry of a chain; undefined for a chain that has none. Sealed entries count. */
export async function readChainEnd(
  store: LedgerStore,
  chain: string,
  timeoutMs: number,
): Promise<ChainEnd | undefined> {
  const [last] = await read(store, [chain, 1], { direction: -1, limit: 1, timeoutMs });
  return last;
}

/** Entries of a chain from a sequence on, in order, 2,000 at most. */
export async function readChainFrom(
  store: LedgerStore,
  chain: string,
  sequence: number,
  timeoutMs: number,
): Promise<readonly ChainEnd[]> {
  return await read(store, [chain, sequence], { direction: 1, limit: MAX_READ, timeoutMs });
}

async function read(
  store: LedgerStore,
  [chain, from]: readonly [string, number],
  { direction, limit, timeoutMs }: { direction: 1 | -1; limit: number; timeoutMs: number },
): Promise<readonly ChainEnd[]> {
  const found = await store
    .database()
    .collection<Pick<StoredEntry, '_id' | 'hash'>>(ENTRIES)
    .find({ _id: { $gte: entryId(chain, from), $lte: entryId(chain, LAST_SEQUENCE) } })
    .project<Pick<StoredEntry, '_id' | 'hash'>>({ hash: 1 })
    .sort({ _id: direction })
    .limit(limit)
    .maxTimeMS(timeoutMs)
    .toArray();
  return found.map(({ _id, hash }) => {
    const sequence = Number(_id.slice(chain.length + 1));
    if (!Number.isSafeInteger(sequence) || !/^[0-9a-f]{64}$/.test(hash)) {
      throw new Error(`An entry of the chain ${chain} is not in the form of the ledger.`);
    }
    return { sequence, hash };
  });
}
