import type { Logger } from 'pino';
import {
  CHECKPOINTS,
  createCheckpoint,
  type LastCheckpoint,
  numberOf,
  type StoredCheckpoint,
} from './checkpoint.ts';
import { insertDurably } from './insert-durably.ts';
import type { LedgerStore } from './ledger-store.ts';
import type { ChainEnd } from './link-entries.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { readLastCheckpoint } from './read-checkpoints.ts';
import type { SignStatement } from './statement-signer.ts';

/** What checkpoints are made with. */
export interface CheckpointerOptions {
  readonly chain: string;
  readonly store: LedgerStore;
  readonly signStatement: SignStatement;
  /** The end of the chain as it was last confirmed; undefined while the chain cannot be written. */
  readonly end: () => ChainEnd | undefined;
  readonly now: () => Date;
  readonly timeoutMs: number;
  readonly logger: Logger;
  /** A checkpoint is durable in the store. */
  readonly onKept: () => void;
}

/** Writes checkpoints of one chain. */
export interface Checkpointer {
  /** The chain was opened, and this was its last checkpoint. */
  readonly resume: (last: LastCheckpoint | undefined) => void;
  /** So many entries more are durable. */
  readonly wrote: (count: number) => void;
  /** Number of the last checkpoint in the store; 0 when there is none. */
  readonly lastNumber: () => number;
  /** Writes the last one, of all that was written. */
  readonly stop: () => Promise<void>;
}

const INTERVAL_MS = 1_000;
const MAX_UNCOVERED = 1_000;

/**
 * Makes what writes a checkpoint in each second in which something was written, and after 1,000 entries. One that may
 * have been written is tried again as it was, before any other.
 */
export function createCheckpointer(options: CheckpointerOptions): Checkpointer {
  const { chain, store, signStatement, end, now, timeoutMs, logger } = options;
  let last: LastCheckpoint | undefined;
  let pending: StoredCheckpoint | undefined;
  let uncovered = 0;
  let timer: NodeJS.Timeout | undefined;

  const checkpoints = oneAtATime(async () => {
    for (;;) {
      const current = end();
      if (current === undefined) return;
      if (pending === undefined && current.sequence <= (last?.sequence ?? 0)) return;
      if (pending === undefined) {
        uncovered = 0;
        pending = createCheckpoint(chain, current, last, now(), signStatement);
      }
      if (!(await keep(pending, current))) return schedule();
    }
  });

  const keep = async (checkpoint: StoredCheckpoint, { sequence }: ChainEnd): Promise<boolean> => {
    const insertion = await insertDurably(store, CHECKPOINTS, [checkpoint], timeoutMs);
    if (insertion.kind === 'failed') {
      logger.warn({ err: insertion.error, from: chain }, 'a checkpoint could not be written, trying again');
      return false;
    }
    if (insertion.kind === 'duplicate') {
      const stored = await readLastCheckpoint(store, chain, timeoutMs).catch(() => undefined);
      // One that covers more was written by another process, to which the chain is lost.
      if (stored === undefined || stored.sequence > sequence) return false;
      last = stored;
    } else {
      last = { number: numberOf(checkpoint), jws: checkpoint.jws, sequence: checkpoint.sequence };
    }
    pending = undefined;
    options.onKept();
    return true;
  };

  const start = async () => {
    clearTimeout(timer);
    timer = undefined;
    await checkpoints.start();
  };
  const schedule = () => {
    timer ??= setTimeout(start, INTERVAL_MS).unref();
  };

  return {
    resume: (found) => {
      last = found;
      if (pending && numberOf(pending) <= (found?.number ?? 0)) pending = undefined;
      options.onKept();
      schedule();
    },
    wrote: (count) => {
      uncovered += count;
      if (uncovered >= MAX_UNCOVERED) void start();
      else schedule();
    },
    lastNumber: () => last?.number ?? 0,
    stop: async () => {
      await start();
      clearTimeout(timer);
    },
  };
}
