import type { LedgerEvent } from './entry.ts';

/**
 * Whether entries can be written: `off` is by the operator's wish; `unavailable` passes by itself; `instance-taken`
 * does not, since another process writes the chain of this one's name.
 */
export type LedgerState = 'on' | 'off' | 'unavailable' | 'instance-taken';

/** What a gateway writes its entries to. */
export interface Ledger {
  /** False while nothing can be written: requests are refused before anything is asked. */
  readonly isWritable: () => boolean;
  readonly state: () => LedgerState;
  /**
   * Adds an event. Fulfils with its sequence once it is durable, and with undefined when that could not be had in time:
   * it may still stand in the ledger then. Never rejects.
   */
  readonly add: (event: LedgerEvent) => Promise<number | undefined>;
  /** Counts a request of nobody known. They are written together, once a second at most. */
  readonly countTurnedAway: (code: string) => void;
  /** Counts a request that was refused because nothing could be written; the next entry `opened` says how many. */
  readonly countRefused: () => void;
  /** Checkpoints that the second place does not have yet. */
  readonly undelivered: () => number;
  /** Writes what waits, and the last checkpoint. Nothing can be added any more. */
  readonly stop: () => Promise<void>;
}

/** Writes nothing and stops nothing, for an operator that asked for it by name. */
export const LEDGER_OFF: Ledger = {
  isWritable: () => true,
  state: () => 'off',
  add: async () => 0,
  countTurnedAway: () => {},
  countRefused: () => {},
  undelivered: () => 0,
  stop: async () => {},
};
