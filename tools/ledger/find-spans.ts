import type { mongo } from 'mongoose';
import { CHECKPOINTS, numberOf, type StoredCheckpoint } from '../../gateway/ledger/checkpoint.ts';
import { ENTRIES, entryId } from '../../gateway/ledger/stored-entry.ts';
import { type ChainSpan, idsOf } from './read-store.ts';

/** A span of time, of which each end may be open. */
export interface Period {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/**
 * Which part of a chain a period is: from behind the last checkpoint before it, through the first one after it; both by
 * the time of the checkpoint. What is written from now on is no part of it.
 */
export async function findSpan(database: mongo.Db, chain: string, { from, to }: Period): Promise<ChainSpan> {
  // In this order: an entry is there before its checkpoint is.
  const lastCheckpoint = await lastOf(database, CHECKPOINTS, chain);
  const lastEntry = await lastOf(database, ENTRIES, chain);
  const none = `${chain}/`;
  const span = { chain, lastCheckpoint: lastCheckpoint ?? none, lastEntry: lastEntry ?? none };
  if (lastCheckpoint === undefined) return span;
  const last = numberOf({ _id: lastCheckpoint });
  const before = from && (await firstAt(database, chain, last, from)) - 1;
  const anchor = before ? await checkpointOf(database, chain, before) : undefined;
  const after = to && (await firstAt(database, chain, last, to));
  if (!after || after > last) return { ...span, anchor };
  const through = await checkpointOf(database, chain, after);
  const lastCovered = entryId(chain, Number(through?.sequence ?? 0));
  return { ...span, anchor, lastCheckpoint: entryId(chain, after), lastEntry: lastCovered };
}

/** True when a span ends where its chain does. */
export function isWhole(period: Period): boolean {
  return period.from === undefined && period.to === undefined;
}

/** How many entries a span is of, about. */
export function lengthOf({ anchor, lastEntry }: ChainSpan): number {
  const last = lastEntry === undefined ? 0 : numberOf({ _id: lastEntry });
  return Math.max(0, (Number.isNaN(last) ? 0 : last) - Number(anchor?.sequence ?? 0));
}

async function lastOf(database: mongo.Db, name: string, chain: string): Promise<string | undefined> {
  const collection = database.collection<{ readonly _id: string }>(name);
  const last = await collection.find(idsOf(chain)).sort({ _id: -1 }).limit(1).project({ _id: 1 }).next();
  return last?._id;
}

/** Number of the first checkpoint that was made at a time or later; one more than the last when there is none. */
async function firstAt(database: mongo.Db, chain: string, last: number, time: Date): Promise<number> {
  let [low, high] = [1, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const checkpoint = await checkpointOf(database, chain, middle);
    if (checkpoint !== undefined && timeOf(checkpoint.jws) < time.getTime()) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function checkpointOf(
  database: mongo.Db,
  chain: string,
  number: number,
): Promise<StoredCheckpoint | undefined> {
  const collection = database.collection<StoredCheckpoint>(CHECKPOINTS);
  return (await collection.findOne({ _id: entryId(chain, number) })) ?? undefined;
}

/** The time that a checkpoint says it was made at, before anybody has looked at its signature. */
function timeOf(jws: unknown): number {
  try {
    const payload = Buffer.from(String(jws).split('.')[1] ?? '', 'base64url').toString('utf8');
    return Date.parse((JSON.parse(payload) as { readonly time: string }).time);
  } catch {
    return 0;
  }
}
