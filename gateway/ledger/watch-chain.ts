import { inTime } from './in-time.ts';
import type { LedgerStore } from './ledger-store.ts';
import type { ChainEnd } from './link-entries.ts';
import { readChainFrom } from './read-chain.ts';

/** What is watched. */
export interface ChainWatch {
  readonly chain: string;
  readonly store: LedgerStore;
  /** The end of the chain as it was last confirmed; undefined while there is nothing to watch. */
  readonly end: () => ChainEnd | undefined;
  readonly timeoutMs: number;
  /** The store did not answer, or does not say what was confirmed, while nothing was written. */
  readonly onDoubt: () => void;
}

const INTERVAL_MS = 1_000;

/**
 * Looks each second whether the chain ends as it should, if nothing was written in it: a gateway that nobody asks
 * learns so that its store is gone or that another process writes its chain.
 *
 * @returns what ends it
 */
export function watchChain({ chain, store, end, timeoutMs, onDoubt }: ChainWatch): () => void {
  let before: ChainEnd | undefined;
  let isLooking = false;

  const look = async (expected: ChainEnd) => {
    isLooking = true;
    const endsSo = await inTime(readChainFrom(store, chain, expected.sequence, timeoutMs), timeoutMs).then(
      (found) => found.length === 1 && found[0]?.hash === expected.hash,
      () => false,
    );
    isLooking = false;
    if (!endsSo && end() === expected) onDoubt();
  };

  const timer = setInterval(() => {
    const current = end();
    if (current !== undefined && current === before && !isLooking) void look(current);
    before = current;
  }, INTERVAL_MS).unref();
  return () => clearInterval(timer);
}
