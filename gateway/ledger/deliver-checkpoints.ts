import type { Logger } from 'pino';
import { numberOf } from './checkpoint.ts';
import { inTime } from './in-time.ts';
import type { LedgerStore } from './ledger-store.ts';
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
  let delivered: number | undefined;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = 0;

  const deliver = async () => {
    try {
      delivered ??= (await place.last('checkpoints', chain))?.number ?? 0;
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
      delivered = undefined;
      if (pauseMs === 0) {
        logger.error(
          { err: error, from: chain },
          'checkpoints do not reach their second place; trying again',
        );
      }
      pauseMs = Math.min(Math.max(FIRST_PAUSE_MS, 2 * pauseMs), MAX_PAUSE_MS);
      timer = setTimeout(start, pauseMs).unref();
    }
  };

  const start = () => {
    timer = undefined;
    running ??= deliver().finally(() => {
      running = undefined;
    });
  };

  return {
    notice: () => {
      if (timer === undefined) start();
    },
    undelivered: () => Math.max(0, lastNumber() - (delivered ?? 0)),
    stop: async () => {
      const rest = async () => {
        await running;
        clearTimeout(timer);
        start();
        await running;
      };
      await inTime(rest(), timeoutMs).catch(() => {});
      clearTimeout(timer);
    },
  };
}
