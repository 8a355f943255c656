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
const GATHER_MS = 1;
const WEIGHT = 0.25;

/**
 * Makes what lets a batch gather. Every command costs a fixed time of the processor, whatever it carries; so where
 * several askers come at once, a batch waits for those that are about to come. One alone never waits for anybody.
 */
export function createGatherer(): Gatherer {
  let usual = 1;
  return {
    gather: async (size) => {
      if (usual < FEW || size() >= MANY) await nextTurn();
      else await wait(GATHER_MS);
    },
    wrote: (count) => {
      usual += WEIGHT * (count - usual);
    },
  };
}
