import type { mongo } from 'mongoose';
import { type CollectionName, databaseOf } from './databases.ts';
import type { ConcealDocuments } from './store-ids.ts';

/** Writes documents to their collections, many at a time. */
export interface StoreWriter {
  /** Takes documents; they are written when enough of their collection are there. */
  readonly add: (collection: CollectionName, documents: readonly object[]) => void;
  /** Waits until so little is on its way that more may be added: this bounds the memory. */
  readonly settle: () => Promise<void>;
  /** Writes what is left and waits for all of it. @throws Error of the driver for the first write that failed */
  readonly finish: () => Promise<number>;
}

/** Documents in one command, and commands on their way at once. */
const [BATCH, MOST_IN_FLIGHT] = [1000, 4];

/**
 * Makes a writer for databases with a prefix to their names. Writes are not confirmed by the journal one by one.
 *
 * @param conceal gives each database the ids of its owner.
 */
export function createStoreWriter(
  client: mongo.MongoClient,
  databasePrefix: string,
  conceal: ConcealDocuments,
): StoreWriter {
  const buffers = new Map<CollectionName, object[]>();
  const inFlight = new Set<Promise<void>>();
  let written = 0;
  let failure: unknown;

  const write = (name: CollectionName, spineDocuments: readonly object[]) => {
    const documents = conceal(name, spineDocuments);
    // The command itself: the driver's bulk writes measure every document before they serialise it.
    const writing = client
      .db(databasePrefix + databaseOf[name])
      .command({ insert: name, documents, ordered: false, writeConcern: { w: 1, j: false } })
      .then(({ n, writeErrors }) => {
        written += n;
        if (writeErrors) throw new Error(`${writeErrors.length} documents of ${name} were refused.`);
      })
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => inFlight.delete(writing));
    inFlight.add(writing);
  };

  const check = () => {
    if (failure !== undefined) throw failure;
  };

  return {
    add: (name, documents) => {
      if (documents.length === 0) return;
      const buffer = buffers.get(name) ?? [];
      buffer.push(...documents);
      if (buffer.length < BATCH) {
        buffers.set(name, buffer);
        return;
      }
      buffers.delete(name);
      write(name, buffer);
    },
    settle: async () => {
      while (inFlight.size > MOST_IN_FLIGHT) await Promise.race(inFlight);
      check();
    },
    finish: async () => {
      for (const [name, documents] of buffers) {
        write(name, documents);
        while (inFlight.size > MOST_IN_FLIGHT) await Promise.race(inFlight);
      }
      buffers.clear();
      await Promise.all(inFlight);
      check();
      return written;
    },
  };
}
