import type { Logger } from 'pino';

/** What stopping on a signal is made of. */
export interface DrainOptions {
  /** Where signals come from: the process. */
  readonly signals: { readonly on: (signal: 'SIGTERM' | 'SIGINT', listener: () => void) => unknown };
  /** Ends the process. */
  readonly exit: (code: number) => void;
  /** Stops everything in order; gives how many connections had to be cut off. */
  readonly drain: () => Promise<number>;
  readonly logger: Logger;
}

/**
 * From the first signal, a second one within this time is the same wish: Ctrl-C reaches every process of a
 * terminal, and the launcher then asks its children once more.
 */
const SAME_WISH_MS = 1_000;

/** Stops on SIGTERM or SIGINT without losing a request, and at once on a second signal. */
export function drainOnSignals({ signals, exit, drain, logger }: DrainOptions): void {
  let firstAtMs: number | undefined;

  const stop = async (signal: string) => {
    if (firstAtMs !== undefined) {
      if (Date.now() - firstAtMs < SAME_WISH_MS) return;
      logger.warn({ signal }, 'stopped at once');
      exit(1);
      return;
    }
    firstAtMs = Date.now();
    logger.info({ signal }, 'stopping');
    try {
      const cutOff = await drain();
      logger.info({ cutOff }, 'stopped');
      exit(0);
    } catch (err) {
      logger.error({ err }, 'stopping failed');
      exit(1);
    }
  };

  signals.on('SIGTERM', () => stop('SIGTERM'));
  signals.on('SIGINT', () => stop('SIGINT'));
}
