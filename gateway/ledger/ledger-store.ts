import type { Connection, mongo } from 'mongoose';
import { inTime } from './in-time.ts';

/** The database of the ledger. */
export interface LedgerStore {
  /** Connects, unless it is connected. Rejects when the store does not answer in time; it may be tried again. */
  readonly connect: () => Promise<void>;
  /**
   * Lets go of all connections, so that the next `connect` begins anew: the driver alone asks for a store that failed
   * seldom, and goes on with connections that hang.
   */
  readonly reset: () => void;
  /** The driver's handle, good until the next reset. @throws Error while it is not connected */
  readonly database: () => mongo.Db;
  /** What makes a write durable there: the journals of a majority of the members, or that of the only one. */
  readonly writeConcern: () => DurableWriteConcern;
  readonly close: () => Promise<void>;
}

/** A write concern under which no confirmed write is lost. */
export interface DurableWriteConcern {
  readonly w: 'majority' | 1;
  readonly j: true;
}

/** Where the ledger is kept. */
export interface LedgerStoreOptions {
  /** Of MongoDB: `mongodb://` or `mongodb+srv://`. */
  readonly uri: string;
  /** Name of the database. */
  readonly database: string;
  /** What a command, and the way to the store, may take in milliseconds. */
  readonly timeoutMs: number;
}

const MAX_CONNECTIONS = 4;
/** How often the driver looks for a store that it lost: by itself every ten seconds. */
const HEARTBEAT_MS = 2_000;

/**
 * Prepares the way to the store; nothing is connected yet. mongoose is loaded here, so that a gateway without a ledger
 * does without its 30 MB.
 *
 * Reads are of the primary and of what a majority holds: an entry that was once seen is never taken back.
 *
 * @throws Error in a sentence, for an address that is none
 */
export async function openLedgerStore(options: LedgerStoreOptions): Promise<LedgerStore> {
  const { uri, database, timeoutMs } = options;
  const { default: mongoose } = await import('mongoose');
  const settings = {
    dbName: database,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    maxPoolSize: MAX_CONNECTIONS,
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: timeoutMs,
    socketTimeoutMS: timeoutMs,
    waitQueueTimeoutMS: timeoutMs,
    // The writer itself finds out what became of a write in doubt.
    retryWrites: false,
    heartbeatFrequencyMS: HEARTBEAT_MS,
    readPreference: 'primary',
    readConcernLevel: 'majority',
  } as const;
  try {
    new mongoose.mongo.MongoClient(uri);
  } catch {
    // What the driver says may repeat the address with its password.
    throw new Error(
      'The store of the ledger must be given as a MongoDB address, mongodb://… or mongodb+srv://….',
    );
  }
  let connection = mongoose.createConnection();
  let isConnected = false;
  let connecting: Promise<void> | undefined;
  let isOneOfMany = true;

  const reset = () => {
    isConnected = false;
    const former = connection;
    connection = mongoose.createConnection();
    former.destroy().catch(() => {});
  };

  const connect = async () => {
    const opened = connection;
    try {
      await inTime(opened.openUri(uri, settings), 2 * timeoutMs);
      isOneOfMany = await inTime(hasMembers(opened), timeoutMs);
      if (opened !== connection) throw new Error('The way to the store was reset while it was opened.');
      isConnected = true;
    } catch (error) {
      if (opened === connection) reset();
      throw error;
    } finally {
      connecting = undefined;
    }
  };

  return {
    connect: async () => {
      if (isConnected) return;
      connecting ??= connect();
      await connecting;
    },
    reset,
    database: () => {
      if (!isConnected || !connection.db) throw new Error('The store of the ledger is not connected.');
      return connection.db;
    },
    writeConcern: () => ({ w: isOneOfMany ? 'majority' : 1, j: true }),
    close: async () => {
      await inTime(connection.destroy(), timeoutMs).catch(() => {});
    },
  };
}

/**
 * True for a replica set and what stands before one. A server of its own confirms `majority` before the write is in its
 * journal, whatever `j` says: killed in the same moment, it has lost the write.
 */
async function hasMembers({ db }: Connection): Promise<boolean> {
  const hello = await db?.command({ hello: 1 });
  return hello?.setName !== undefined || hello?.msg === 'isdbgrid';
}
