import type { mongo } from 'mongoose';

/** Documents a request, which is as many as are worth the way to the store and back. */
export const BATCH = 2_000;

/** Reads a cursor batch by batch, and asks for the next one before the last is looked at. Closes it in the end. */
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
      yield batch;
    }
  } finally {
    await cursor.close();
  }
}
