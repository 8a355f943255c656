import { totalmem } from 'node:os';
import { mongo } from 'mongoose';

const MEBIBYTE = 2 ** 20;
/** What the engine has by itself: enough for a few hundred thousand persons. */
const LEAST_MEBIBYTES = 256;
/** What a check of the whole voter list of four million persons works in fits into that of 24 GiB; mongod takes half. */
const SHARE_OF_MEMORY = 0.4;

/**
 * Lets the engine's cache grow to two fifths of the machine's memory. The engine takes no options and begins with 256
 * MiB, with which four million persons are written at a third of the speed: every write of a random id reads a page.
 * The cache takes only what it needs.
 *
 * @see https://www.mongodb.com/docs/manual/reference/parameters/#mongodb-parameter-param.wiredTigerEngineRuntimeConfig
 */
export async function widenCache(uri: string, memoryBytes = totalmem()): Promise<void> {
  const mebibytes = Math.max(LEAST_MEBIBYTES, Math.floor((memoryBytes * SHARE_OF_MEMORY) / MEBIBYTE));
  const client = await mongo.MongoClient.connect(uri);
  try {
    await client
      .db('admin')
      .command({ setParameter: 1, wiredTigerEngineRuntimeConfig: `cache_size=${mebibytes}M` });
  } finally {
    await client.close();
  }
}
