import { setTimeout as wait } from 'node:timers/promises';
import mongoose, { type Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { SubgraphConfig } from './config.ts';
import { describeFailure } from './describe-failure.ts';
import { ensureIndexes } from './ensure-indexes.ts';

/** The database of a subgraph. */
export interface Database {
  /** Not yet connected when it is made; queries fail until it is, and are never kept waiting. */
  readonly connection: Connection;
  /** Connects and builds the indexes that are missing; tries until it succeeds or the database is closed. */
  readonly connect: (models: object) => Promise<void>;
  readonly isReady: () => boolean;
  readonly close: () => Promise<void>;
}

const RETRY_MS = 1_000;
/** Below the time that the gateway waits for an answer. */
const CONNECT_TIMEOUT_MS = 2_000;
const MAX_CONNECTIONS = 20;

/** Opens the database of a subgraph: see {@link Database.connect}. */
export function openDatabase(config: SubgraphConfig, logger: Logger): Database {
  const connection = mongoose.createConnection();
  let isIndexed = false;
  let isClosed = false;

  const tryToConnect = async (models: object) => {
    try {
      await connection.openUri(config.mongodbUri, {
        dbName: config.database,
        // Operators in a filter count only where condition.ts put them.
        sanitizeFilter: true,
        bufferCommands: false,
        autoIndex: false,
        autoCreate: false,
        maxPoolSize: MAX_CONNECTIONS,
        serverSelectionTimeoutMS: CONNECT_TIMEOUT_MS,
        connectTimeoutMS: CONNECT_TIMEOUT_MS,
      });
      await ensureIndexes(models);
      isIndexed = true;
    } catch (error) {
      if (!isClosed)
        logger.warn({ failure: describeFailure(error) }, 'the database is not there; trying again');
    }
  };

  return {
    connection,
    connect: async (models) => {
      while (!isIndexed && !isClosed) {
        await tryToConnect(models);
        if (!isIndexed && !isClosed) await wait(RETRY_MS, undefined, { ref: false });
      }
    },
    isReady: () => isIndexed && !isClosed && connection.readyState === 1,
    close: async () => {
      isClosed = true;
      await connection.close();
    },
  };
}
