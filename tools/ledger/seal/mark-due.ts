import type { mongo } from 'mongoose';
import type { Entry } from '../../../gateway/ledger/entry.ts';
import { ENTRIES, entryId } from '../../../gateway/ledger/stored-entry.ts';
import { readEntry } from '../../../gateway/ledger/verify/entry-grammar.ts';
import { readBatches } from '../read-cursor.ts';
import { idsOf } from '../read-store.ts';
import type { IsDue } from './retention.ts';

/** An entry that may be marked for a seal, or a stub. */
export interface Markable {
  readonly _id: string;
  readonly text?: unknown;
  readonly sealing?: unknown;
}

/** What was marked. */
export interface Marked {
  readonly count: number;
  readonly from: number;
  readonly through: number;
}

const DURABLE = { writeConcern: { w: 'majority', j: true } } as const;
const BATCH = 500;

/**
 * Marks the entries of a chain that are due with the number of the seal that is to be, and takes such marks from all
 * others: a run that was interrupted may have left them.
 *
 * @param covered the last entry that is looked at
 */
export async function markDue(
  database: mongo.Db,
  { chain, number, covered }: { readonly chain: string; readonly number: number; readonly covered: number },
  isDue: IsDue,
): Promise<Marked> {
  const entries = database.collection<Markable>(ENTRIES);
  let marked: Marked = { count: 0, from: 0, through: 0 };
  const cursor = entries
    .find(idsOf(chain, undefined, entryId(chain, covered)))
    .project<Markable>({ text: 1, sealing: 1 })
    .sort({ _id: 1 })
    .batchSize(BATCH);
  for await (const batch of readBatches(cursor)) {
    const on: string[] = [];
    const off: string[] = [];
    for (const { _id, text, sealing } of batch) {
      const read = typeof text === 'string' ? readEntry(text) : undefined;
      if (read === undefined) continue;
      if (await isDue(JSON.parse(String(text)) as Entry)) {
        const { count, from } = marked;
        marked = { count: count + 1, from: from || read.sequence, through: read.sequence };
        if (sealing !== number) on.push(_id);
      } else if (sealing !== undefined) off.push(_id);
    }
    if (on.length > 0) await entries.updateMany({ _id: { $in: on } }, { $set: { sealing: number } }, DURABLE);
    if (off.length > 0) await entries.updateMany({ _id: { $in: off } }, { $unset: { sealing: '' } }, DURABLE);
  }
  return marked;
}
