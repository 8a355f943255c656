import type { ListedDocument } from '../../../subgraphs/oversight/models.ts';
import { collectionsOf } from './collections.ts';
import { forget } from './forget.ts';
import type { CheckStore } from './open-store.ts';

const DUPLICATE_KEY = 11_000;

/** Notes Bawaslu's ids of persons who have a row, for as long as a check needs them. Done twice it changes nothing more. */
export async function noteListed(
  store: CheckStore,
  check: string,
  persons: ReadonlySet<string>,
): Promise<void> {
  if (persons.size === 0) return;
  const documents: ListedDocument[] = [];
  for (const person of persons) documents.push({ _id: keptId(check, person) });
  await store.persist(async () => {
    const reply = await store
      .database()
      .command({ insert: 'check-listed', documents, ordered: false, writeConcern: store.soon });
    // Who has two rows is noted once.
    const refusals = (reply.writeErrors ?? []) as readonly { readonly code: number }[];
    if (refusals.some(({ code }) => code !== DUPLICATE_KEY) || reply.writeConcernError) {
      throw new Error("Bawaslu's store refused to note who is listed.");
    }
  });
}

/** Gives those who have a row. @param ids as `keptId` gives them */
export async function findListed(store: CheckStore, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await store.persist(
    async () =>
      await collectionsOf(store)
        .listed.find({ _id: { $in: [...ids] } })
        .toArray(),
  );
  return new Set(found.map(({ _id }) => _id));
}

/** Forgets who has a row, for all checks but those that can still be resumed. */
export async function forgetListed(store: CheckStore, resumable: readonly string[]): Promise<void> {
  await forget(store, () => collectionsOf(store).listed, resumable);
}

/** How a person stands in what a check keeps. */
export function keptId(check: string, person: string): string {
  return `${check}:${person}`;
}
