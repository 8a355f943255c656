import type { ChainEnd } from './link-entries.ts';

/** What this process sent to the store without hearing what became of it. Such an entry stands there, or does not. */
export interface UnconfirmedEntries {
  readonly addInBatch: (hash: string) => void;
  /** @param refused how many refused requests the entry tells of */
  readonly addOpened: (hash: string, refused: number) => void;
  readonly has: (entry: ChainEnd) => boolean;
  /** How many refused requests an entry that stands after all has told of; once. */
  readonly takeRefused: (entry: ChainEnd) => number;
  readonly clear: () => void;
}

/** One a second while the store takes no writes: hours of them. A batch is one at most, and never forgotten. */
const MAX_OPENED = 10_000;

/** Makes an empty memory. */
export function createUnconfirmedEntries(): UnconfirmedEntries {
  const inBatch = new Set<string>();
  const refusedByOpened = new Map<string, number>();
  return {
    addInBatch: (hash) => {
      inBatch.add(hash);
    },
    addOpened: (hash, refused) => {
      refusedByOpened.set(hash, refused);
      const [oldest] = refusedByOpened.keys();
      if (refusedByOpened.size > MAX_OPENED && oldest) refusedByOpened.delete(oldest);
    },
    has: ({ hash }) => inBatch.has(hash) || refusedByOpened.has(hash),
    takeRefused: ({ hash }) => {
      const refused = refusedByOpened.get(hash);
      if (refused) refusedByOpened.set(hash, 0);
      return refused ?? 0;
    },
    clear: () => {
      inBatch.clear();
      refusedByOpened.clear();
    },
  };
}
