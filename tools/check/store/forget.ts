import type { mongo } from 'mongoose';
import type { CheckStore } from './open-store.ts';

/** Code of the server for a collection that is not there. */
const NAMESPACE_NOT_FOUND = 26;

/**
 * Removes what checks keep only while they run, for all of them but those that can still be resumed. Ids begin with that of
 * the check, and `:`.
 */
export async function forget<Kept extends { readonly _id: string }>(
  store: CheckStore,
  collectionOf: () => mongo.Collection<Kept>,
  resumable: readonly string[],
): Promise<void> {
  await store.persist(async () => {
    const collection = collectionOf() as unknown as mongo.Collection<{ _id: string }>;
    const kept = resumable.map((check) => ({ _id: { $gte: `${check}:`, $lt: `${check};` } }));
    if (kept.length > 0) await collection.deleteMany({ $nor: kept });
    // Older servers refuse to drop what is not there.
    else await collection.drop().catch(ignoreAbsence);
  });
}

function ignoreAbsence(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === NAMESPACE_NOT_FOUND)) throw error;
}
