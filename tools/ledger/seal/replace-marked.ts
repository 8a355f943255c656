import type { mongo } from 'mongoose';
import { ENTRIES, entryId } from '../../../gateway/ledger/stored-entry.ts';
import type { Seal } from '../../../gateway/ledger/verify/statement-reader.ts';
import { readBatches } from '../read-cursor.ts';
import { idsOf } from '../read-store.ts';

const BATCH = 500;

/** Replaces the entries that are marked for a seal, which is there, by stubs. Does nothing where that was done. */
export async function replaceMarked(
  database: mongo.Db,
  { chain, number, from, through }: Seal,
): Promise<number> {
  const entries = database.collection<{
    readonly _id: string;
    readonly hash: string;
    readonly sealing?: number;
  }>(ENTRIES);
  let replaced = 0;
  const cursor = entries
    .find({ ...idsOf(chain, entryId(chain, from), entryId(chain, through)), sealing: number })
    .project<{ readonly _id: string; readonly hash: string }>({ hash: 1 })
    .sort({ _id: 1 })
    .batchSize(BATCH);
  for await (const batch of readBatches(cursor)) {
    const { modifiedCount } = await entries.bulkWrite(
      batch.map(({ _id, hash }) => ({
        replaceOne: { filter: { _id, sealing: number }, replacement: { hash, seal: number } as never },
      })),
      { ordered: false, writeConcern: { w: 'majority', j: true } },
    );
    replaced += modifiedCount;
  }
  return replaced;
}
