import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

/** Decides how long a batch gathers before it is taken. */
export interface Gatherer {
  /** @param size how many events wait */
  readonly gather: (size: () => number) => Promise<void>;
  /** A batch of so many was written. */
  readonly wrote: (count: number) => void;
}

/** Below that, no event has ever to wait for another. */
const FEW = 1.5;
const MANY = 64;
/** Milliseconds, and how long for each event of the usual batch. */
const [LEAST_MS, MOST_MS, MS_OF_ONE] = [1, 3, 0.5];
const WEIGHT = 0.25;

/**
 * Makes what lets a batch gather. Every command costs a fixed time of the processor, whatever it carries; so where
 * several askers come at once, a batch waits for those that are about to come: the longer, the more they are, since then
 * the processor is what all of them wait for. One alone never waits for anybody.
 */
export function createGatherer(): Gatherer {
  let usual = 1;
  return {
    gather: async (size) => {
      if (usual < FEW || size() >= MANY) await nextTurn();
      else await wait(Math.min(MOST_MS, Math.max(LEAST_MS, usual * MS_OF_ONE)));
    },
    wrote: (count) => {
      usual += WEIGHT * (count - usual);
    },
  };
}
