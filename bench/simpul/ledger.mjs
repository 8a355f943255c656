import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { verifyLedger } from '../ledger/verify.mjs';
import { importGateway } from './ids.mjs';
import { startStore } from './start-store.mjs';

const INSTANCE = 'bench';
const DATABASE = 'ledger';

/**
 * Starts a store of its own for the ledger of one gateway.
 *
 * @returns `environment` of the gateway; `countOperations`, which reads the whole ledger; `check`, which throws unless
 *   the ledger verifies and holds so many operations; and `stop`
 */
export async function startLedger(root, folder, keys) {
  const [storeFolder, checkpoints] = ['store', 'checkpoints'].map((name) => join(folder, name));
  for (const path of [storeFolder, checkpoints]) mkdirSync(path, { recursive: true });
  const store = await startStore(root, storeFolder);
  const { uri } = store;
  const connection = await mongoose.createConnection(uri, { dbName: DATABASE }).asPromise();
  const { ENTRIES } = await importGateway(root, 'ledger/stored-entry.js');

  /** Each operation answers a request of its own. */
  async function countOperations() {
    const requests = new Set();
    let operations = 0;
    for await (const { text } of connection.db.collection(ENTRIES).find({}, { projection: { text: 1 } })) {
      const { event } = JSON.parse(text);
      if (event.kind !== 'operation') continue;
      operations += 1;
      requests.add(event.request);
    }
    assert.equal(requests.size, operations, 'two entries tell of the same request');
    return operations;
  }

  const environment = {
    LEDGER: 'on',
    LEDGER_URI: uri,
    LEDGER_DATABASE: DATABASE,
    LEDGER_INSTANCE: INSTANCE,
    LEDGER_KEY: keys.ledger.privateFile,
    LEDGER_CHECKPOINTS: checkpoints,
  };
  return {
    environment,
    countOperations,
    async check(expected) {
      assert.equal(await countOperations(), expected, 'the ledger has not one entry for each answer');
      await verifyLedger(root, { DATA_DIR: folder, ...environment });
    },
    async stop() {
      await connection.close();
      await store.stop();
    },
  };
}
