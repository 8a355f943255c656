import { setImmediate as turn } from 'node:timers/promises';
import type { mongo } from 'mongoose';

/** Documents a request: as many as are worth the way to the store and back. */
export const BATCH = 500;
/** Turns that the driver takes until a request has left. */
const TURNS = 3;

/**
 * Reads a cursor batch by batch. The next one is asked for, and the request on its way, before a batch is looked at: the
 * store reads while this process computes. Closes the cursor in the end.
 */
export async function* readBatches<Document>(
  cursor: mongo.FindCursor<Document>,
): AsyncGenerator<Document[], void, undefined> {
  try {
    let isMore = cursor.hasNext();
    while (await isMore) {
      const batch = cursor.readBufferedDocuments();
      isMore = cursor.hasNext();
      // Nobody waits for it when the reader has had enough.
      isMore.catch(() => {});
      for (let left = TURNS; left > 0; left--) await turn();
      yield batch;
    }
  } finally {
    await cursor.close();
  }
}
