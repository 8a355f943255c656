import type { mongo } from 'mongoose';
import type { FindingDocument } from '../../../subgraphs/oversight/finding-document.ts';
import { collectionsOf } from './collections.ts';
import type { CheckStore } from './open-store.ts';

/** What is looked at of a finding that is there already. */
type KnownFinding = Pick<FindingDocument, '_id' | 'firstCheck' | 'state'>;

const DUPLICATE_KEY = 11_000;
/** One more than could come from a process that was killed while it wrote the same. */
const MOST_TRIES = 3;

/**
 * Stores what a check found. What is there already stays with its state and steps and gets the latest evidence, and one
 * that was confirmed as corrected is open again. Done twice it changes nothing more.
 *
 * The writes hold once a later durable write does.
 *
 * @returns the ids of those that no earlier check had found, counting what this check found before it was interrupted
 */
export async function storeFindings(
  store: CheckStore,
  found: readonly FindingDocument[],
): Promise<ReadonlySet<string>> {
  if (found.length === 0) return new Set();
  return await store.persist(async () => {
    for (let tries = 1; ; tries++) {
      const known = await readKnown(store, found);
      const fresh = known.size === 0 ? found : found.filter(({ _id }) => !known.has(_id));
      if (known.size > 0) await renew(store, found, known);
      if (await insert(store, fresh)) return new Set(found.filter(isNew(known)).map(({ _id }) => _id));
      if (tries === MOST_TRIES) throw new Error('Findings are written by another program at the same time.');
    }
  });
}

function isNew(known: ReadonlyMap<string, KnownFinding>) {
  return ({ _id, check }: FindingDocument) => (known.get(_id)?.firstCheck ?? check) === check;
}

async function readKnown(
  store: CheckStore,
  found: readonly FindingDocument[],
): Promise<ReadonlyMap<string, KnownFinding>> {
  const known = await collectionsOf(store)
    .findings.find({ _id: { $in: found.map(({ _id }) => _id) } }, { projection: { firstCheck: 1, state: 1 } })
    .toArray();
  return new Map(known.map((each) => [each._id, each]));
}

/** @returns false when one of them was there before, although it was not when it was looked for */
async function insert(store: CheckStore, documents: readonly FindingDocument[]): Promise<boolean> {
  if (documents.length === 0) return true;
  // The command itself: the driver's way of inserting measures every document before it serialises it.
  const reply = await store
    .database()
    .command({ insert: 'findings', documents, ordered: false, writeConcern: store.soon });
  const refusals = (reply.writeErrors ?? []) as readonly { readonly code: number }[];
  if (refusals.some(({ code }) => code !== DUPLICATE_KEY) || reply.writeConcernError) {
    throw new Error("Bawaslu's store refused findings.");
  }
  return refusals.length === 0;
}

async function renew(
  store: CheckStore,
  found: readonly FindingDocument[],
  known: ReadonlyMap<string, KnownFinding>,
): Promise<void> {
  const updates: mongo.AnyBulkWriteOperation<FindingDocument>[] = [];
  for (const { _id, check, ruleVersion, evidence, country, ppln, citizenId } of found) {
    const before = known.get(_id);
    if (before === undefined) continue;
    const latest = {
      check,
      ruleVersion,
      evidence,
      country,
      ...(ppln && { ppln }),
      ...(citizenId && { citizenId }),
    };
    // One that is corrected may be confirmed between the look and the write.
    if (before.state === 'CONFIRMED' || before.state === 'CORRECTED') {
      const again = { state: 'OPEN', at: new Date() } as const;
      updates.push({
        updateOne: {
          filter: { _id, state: 'CONFIRMED' },
          update: { $set: { state: 'OPEN' }, $push: { steps: again } },
        },
      });
    }
    // Of a person it may not be told any more.
    const update = { $set: latest, ...(ppln === undefined && { $unset: { ppln: true as const } }) };
    updates.push({ updateOne: { filter: { _id }, update } });
  }
  await collectionsOf(store).findings.bulkWrite(updates, { ordered: true, writeConcern: store.soon });
}
