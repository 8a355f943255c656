import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { createModels, type OversightModels } from '../../../subgraphs/oversight/models.ts';
import { ensureIndexes } from '../../../subgraphs/shared/ensure-indexes.ts';
import { STORE_ADDRESS_FILE } from '../../launcher/store-address.ts';
import type { CheckSettings } from '../settings.ts';

/** Bawaslu's database, as a check has it. */
export interface CheckStore {
  readonly models: OversightModels;
  /** The driver's handle. */
  readonly database: () => mongoose.mongo.Db;
  /** Another database of the same store. */
  readonly otherDatabase: (name: string) => mongoose.mongo.Db;
  /** A write that was confirmed under it survives, and so does every write that the same member confirmed before. */
  readonly durable: { readonly w: 'majority' | 1; readonly j: true };
  /** What was confirmed under it survives once a later durable write is confirmed. */
  readonly soon: { readonly w: 'majority' | 1; readonly j: boolean };
  /** Does something that may be done twice, again and again while the store is away. Rejects when it stays away. */
  readonly persist: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
}

const [START_MS, AWAY_MS, PAUSE_MS] = [3_000, 600_000, 1_000];
const GONE = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoPoolClearedError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClosedError',
  'MongoClientClosedError',
]);
/** What a server says that is being stopped, or is not the primary any more: the driver tells it apart by codes alone. */
const LEAVING = new Set<unknown>([91, 189, 10_107, 11_600, 11_602, 13_435, 13_436]);

/**
 * Opens the store that the settings name, else that of the running launcher, by the address that it has left. A launcher
 * that is started again leaves another one, which is then taken.
 *
 * @param say takes a line when the store goes away, and when it is back
 * @throws Error in a sentence that says what to do
 */
export async function openStore(
  settings: Pick<CheckSettings, 'mongodbUri' | 'database' | 'dataFolder'>,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<CheckStore> {
  const connection = mongoose.createConnection();
  let uri = await readAddress(settings);
  const open = async () => {
    await connection.openUri(uri, {
      dbName: settings.database,
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      retryWrites: false,
      serverSelectionTimeoutMS: START_MS,
      connectTimeoutMS: START_MS,
    });
  };
  const models = createModels(connection);
  const connected = () => {
    if (!connection.db) throw new Error('The store of Bawaslu is not connected.');
    return connection.db;
  };
  let kind: StoreKind;
  try {
    await open();
    kind = await readKind(connected());
    await ensureIndexes(models);
  } catch {
    await connection.destroy().catch(() => {});
    // What the driver says may repeat the address with its password.
    throw new Error("Bawaslu's store does not answer: run npm start, or set MONGODB_URI to where it is.");
  }

  let reopening: Promise<void> | undefined;
  const reopen = async () => {
    const found = await readAddress(settings).catch(() => uri);
    if (found === uri) return;
    uri = found;
    await connection.close(true).catch(() => {});
    await open().catch(() => {});
  };

  let isAway = false;
  const persist: CheckStore['persist'] = async (work) => {
    const began = Date.now();
    for (;;) {
      try {
        const result = await work();
        if (isAway) say("Bawaslu's store answers again.");
        isAway = false;
        return result;
      } catch (error) {
        if (!isGone(error)) throw error;
        signal.throwIfAborted();
        if (Date.now() - began > AWAY_MS) throw new Error("Bawaslu's store has not answered for 10 minutes.");
        if (!isAway) say("Bawaslu's store does not answer. It is tried again, for 10 minutes.");
        isAway = true;
        await sleep(PAUSE_MS, undefined, { signal });
        reopening ??= reopen().finally(() => {
          reopening = undefined;
        });
        await reopening;
      }
    }
  };

  const w = kind === 'alone' ? 1 : 'majority';
  return {
    models,
    database: connected,
    otherDatabase: (name) => connection.getClient().db(name),
    durable: { w, j: true },
    // Of a sharded store each member has a journal of its own.
    soon: { w, j: kind === 'sharded' },
    persist,
    close: () => connection.close(true),
  };
}

type StoreKind = 'alone' | 'replicated' | 'sharded';

async function readKind(database: mongoose.mongo.Db): Promise<StoreKind> {
  const hello = await database.command({ hello: 1 });
  if (hello.msg === 'isdbgrid') return 'sharded';
  return hello.setName === undefined ? 'alone' : 'replicated';
}

async function readAddress({ mongodbUri, dataFolder }: Pick<CheckSettings, 'mongodbUri' | 'dataFolder'>) {
  if (mongodbUri !== undefined) return mongodbUri;
  try {
    return (await readFile(join(dataFolder, STORE_ADDRESS_FILE), 'utf8')).trim();
  } catch {
    throw new Error(
      "Nothing says where Bawaslu's store is: run npm start in another terminal, or set MONGODB_URI.",
    );
  }
}

function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { readonly code?: unknown };
  return GONE.has(error.name) || LEAVING.has(code) || /not connected/.test(error.message);
}
