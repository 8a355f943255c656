/** Tells when nobody waits any more: what is used of an `AbortSignal`. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A signal, and what gives it. */
export interface Stopper {
  readonly signal: StopSignal;
  /** Calls each listener once, in order; does nothing the second time. */
  readonly abort: () => void;
}

/**
 * Makes a signal for one request. Why not an `AbortController`: two for each request, with their events, cost more
 * than all else that is kept for it.
 */
export function createStopper(): Stopper {
  const listeners = new Set<() => void>();
  const signal = {
    aborted: false,
    addEventListener: (_: 'abort', listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: 'abort', listener: () => void) => void listeners.delete(listener),
  };
  return {
    signal,
    abort: () => {
      if (signal.aborted) return;
      signal.aborted = true;
      for (const listener of listeners) listener();
      listeners.clear();
    },
  };
}
