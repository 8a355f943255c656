import type { Evidence } from '../rules/rule.ts';
import { forget } from './forget.ts';
import type { CheckStore } from './open-store.ts';

/** Somebody who works abroad and is a finding unless there is a row: kept until all rows are read. */
export interface WorkerAbroad {
  /** `<check>:<Bawaslu's id of the person>` */
  readonly _id: string;
  /** ISO 3166-1 alpha-2 code. */
  readonly country: string;
  /** By code of the rule. */
  readonly evidence: Readonly<Record<string, Evidence>>;
}

const DUPLICATE_KEY = 11_000;

/** Keeps workers. Done twice it changes nothing more. */
export async function keepWorkers(store: CheckStore, workers: readonly WorkerAbroad[]): Promise<void> {
  if (workers.length === 0) return;
  await store.persist(async () => {
    const { name } = workersOf(store);
    const reply = await store
      .database()
      .command({ insert: name, documents: workers, ordered: false, writeConcern: store.soon });
    const refusals = (reply.writeErrors ?? []) as readonly { readonly code: number }[];
    if (refusals.some(({ code }) => code !== DUPLICATE_KEY) || reply.writeConcernError) {
      throw new Error("Bawaslu's store refused to keep who works abroad.");
    }
  });
}

/** The next workers of a check, in the order of their ids. @param after the last of those before */
export async function readWorkers(
  store: CheckStore,
  check: string,
  after: string | undefined,
  most: number,
): Promise<readonly WorkerAbroad[]> {
  return await store.persist(
    async () =>
      await workersOf(store)
        // `;` comes after `:`, which stands between the check and the person.
        .collection.find({ _id: { $gt: after ?? `${check}:`, $lt: `${check};` } })
        .sort({ _id: 1 })
        .limit(most)
        .toArray(),
  );
}

/** Removes the workers of all checks but those that can still be resumed. */
export async function forgetWorkers(store: CheckStore, resumable: readonly string[]): Promise<void> {
  await forget(store, () => workersOf(store).collection, resumable);
}

function workersOf(store: CheckStore) {
  const name = 'check-workers';
  return { name, collection: store.database().collection<WorkerAbroad>(name) };
}
