import type { Logger } from 'pino';
import { numberOf } from './checkpoint.ts';
import { inTime } from './in-time.ts';
import type { LedgerStore } from './ledger-store.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { readCheckpointsFrom } from './read-checkpoints.ts';
import type { SecondPlace } from './second-place.ts';

/** What is delivered, and where to. */
export interface DeliveryOptions {
  readonly chain: string;
  readonly store: LedgerStore;
  readonly place: SecondPlace;
  /** Number of the last checkpoint in the store. */
  readonly lastNumber: () => number;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** Brings checkpoints to the second place. */
export interface Delivery {
  /** There may be something to deliver. */
  readonly notice: () => void;
  /** Checkpoints that the place does not have yet. */
  readonly undelivered: () => number;
  /** Delivers what it can within the time of one command. */
  readonly stop: () => Promise<void>;
}

const AT_ONCE = 100;
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 30_000;

/**
 * Brings the checkpoints of a chain from the store to the second place, in order, and goes on after a failure with the
 * first that is not there.
 */
export function deliverCheckpoints(options: DeliveryOptions): Delivery {
  const { chain, store, place, lastNumber, timeoutMs, logger } = options;
  let delivered = 0;
  /** After a failure only the place knows how far it got. */
  let isKnown = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = 0;

  const rounds = oneAtATime(async () => {
    try {
      if (!isKnown) delivered = (await place.last('checkpoints', chain))?.number ?? 0;
      isKnown = true;
      while (delivered < lastNumber()) {
        const next = await readCheckpointsFrom(store, chain, delivered + 1, { limit: AT_ONCE, timeoutMs });
        const newest = next.at(-1);
        if (newest === undefined) return;
        await place.append('checkpoints', chain, next);
        delivered = numberOf(newest);
      }
      if (pauseMs > 0) logger.info({ from: chain }, 'checkpoints reach their second place again');
      pauseMs = 0;
    } catch (error) {
      isKnown = false;
      if (isStopped) return;
      if (pauseMs === 0) {
        logger.error(
          { err: error, from: chain },
          'checkpoints do not reach their second place, trying again',
        );
      }
      pauseMs = Math.min(Math.max(FIRST_PAUSE_MS, 2 * pauseMs), MAX_PAUSE_MS);
      timer = setTimeout(start, pauseMs).unref();
    }
  });

  const start = async () => {
    clearTimeout(timer);
    timer = undefined;
    await rounds.start();
  };

  return {
    notice: () => {
      if (timer === undefined) void start();
    },
    undelivered: () => Math.max(0, lastNumber() - delivered),
    stop: async () => {
      isStopped = true;
      await inTime(start(), timeoutMs).catch(() => {});
      clearTimeout(timer);
    },
  };
}
