import type { LedgerEvent } from './entry.ts';
import type { RefusedCount } from './refused-count.ts';
import type { TurnedAwayCount } from './turned-away.ts';

/** What is counted, and where it is written. */
export interface CountsOptions {
  readonly add: (event: LedgerEvent) => Promise<number | undefined>;
  readonly refused: RefusedCount;
  readonly turnedAway: TurnedAwayCount;
}

/** Writes what was counted, an entry of each kind a second at most. */
export interface CountsWriter {
  /** Something was counted. */
  readonly notice: () => void;
  /** Writes what was not written yet. */
  readonly stop: () => Promise<void>;
}

const INTERVAL_MS = 1_000;

/**
 * Makes what writes counts a while after something was counted, and again until it could. Refused requests are told of
 * by the entry with which the chain is opened again; here come those that were refused at that very moment, or because
 * too many waited.
 */
export function writeCounts({ add, refused, turnedAway }: CountsOptions): CountsWriter {
  let timer: NodeJS.Timeout | undefined;

  const write = async () => {
    clearTimeout(timer);
    timer = undefined;
    const isTold = await Promise.all([writeRefused(), writeTurnedAway()]);
    if (isTold.includes(false)) notice();
  };

  const writeRefused = async (): Promise<boolean> => {
    const count = refused.count();
    if (count === 0) return true;
    if ((await add({ kind: 'opened', reason: 'recovered', refused: count })) === undefined) return false;
    refused.told(count);
    return true;
  };

  const writeTurnedAway = async (): Promise<boolean> => {
    const event = turnedAway.take();
    if (event === undefined || (await add(event)) !== undefined) return true;
    turnedAway.putBack(event);
    return false;
  };

  const notice = () => {
    timer ??= setTimeout(write, INTERVAL_MS).unref();
  };

  return {
    notice,
    stop: async () => {
      await write();
      clearTimeout(timer);
    },
  };
}
