import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LedgerStore, openLedgerStore } from '../../gateway/ledger/ledger-store.ts';
import { startEngine } from '../engine/engine.ts';
import { STORE_ADDRESS_FILE } from '../launcher/store-address.ts';
import type { LedgerSettings } from './settings.ts';

/** The store of the ledger, as a command has it. */
export interface OpenedStore {
  readonly store: LedgerStore;
  readonly close: () => Promise<void>;
}

/** A batch of a range may lie on a disk that is busy. */
const TIMEOUT_MS = 60_000;
const PROBE_MS = 3_000;

/**
 * Opens the store that the settings name; else that of the running launcher, by the address that it has left in its
 * folder; else the folder itself.
 *
 * @throws Error in a sentence that says what to do
 */
export async function openStore(settings: LedgerSettings): Promise<OpenedStore> {
  const { uri, database, dataFolder } = settings;
  if (uri !== undefined) return await connect(uri, database, 'LEDGER_URI or MONGODB_URI');
  const file = join(dataFolder, STORE_ADDRESS_FILE);
  const left = await readFile(file, 'utf8').catch(() => undefined);
  if (left !== undefined && (await answers(left.trim(), database))) {
    return await connect(left.trim(), database, file);
  }
  const folder = join(dataFolder, 'store');
  if (!existsSync(folder)) {
    throw new Error(
      `There is no ledger in ${dataFolder} yet: run npm start, or set DATA_DIR or LEDGER_URI to where it is.`,
    );
  }
  const engine = await startEngine(folder);
  try {
    const opened = await connect(engine.uri, database, folder);
    const close = async () => {
      await opened.close();
      await engine.stop();
    };
    return { ...opened, close };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function connect(uri: string, database: string, from: string): Promise<OpenedStore> {
  const store = await openLedgerStore({ uri, database, timeoutMs: TIMEOUT_MS });
  try {
    await store.connect();
  } catch {
    // What the driver says may repeat the address with its password.
    throw new Error(`The store that ${from} names does not answer: start it, or name another one.`);
  }
  return { store, close: store.close };
}

/** False for the address of a launcher that was killed. */
async function answers(uri: string, database: string): Promise<boolean> {
  try {
    const store = await openLedgerStore({ uri, database, timeoutMs: PROBE_MS });
    await store.connect().finally(store.close);
    return true;
  } catch {
    return false;
  }
}
