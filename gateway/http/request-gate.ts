import type { StopSignal } from './stopper.ts';

/** A way in, or why there is none: too many wait already, or who waited gave up. */
type Entry =
  | { readonly ok: true; readonly leave: () => void }
  | { readonly ok: false; readonly reason: 'full' | 'gave up' };

/** Lets so many in at once, and so many wait. */
export interface RequestGate {
  readonly enter: (signal: StopSignal) => Promise<Entry>;
  readonly inside: () => number;
}

/**
 * Makes a gate in front of work that would only slow down if more of it began: whoever comes when it is full is
 * told at once instead of late. First come, first served.
 */
export function createRequestGate(maxInside: number, maxWaiting: number): RequestGate {
  let inside = 0;
  const waiting = new Set<() => void>();

  const leave = () => {
    const [next] = waiting;
    if (next === undefined) inside -= 1;
    else next();
  };
  const letIn = (): Entry => {
    let hasLeft = false;
    return {
      ok: true,
      leave: () => {
        if (!hasLeft) leave();
        hasLeft = true;
      },
    };
  };

  return {
    inside: () => inside,
    enter: async (signal) => {
      if (signal.aborted) return { ok: false, reason: 'gave up' };
      if (inside < maxInside) {
        inside += 1;
        return letIn();
      }
      if (waiting.size >= maxWaiting) return { ok: false, reason: 'full' };
      return await new Promise((resolve) => {
        const giveUp = () => {
          waiting.delete(takeTurn);
          resolve({ ok: false, reason: 'gave up' });
        };
        const takeTurn = () => {
          waiting.delete(takeTurn);
          signal.removeEventListener('abort', giveUp);
          resolve(letIn());
        };
        waiting.add(takeTurn);
        signal.addEventListener('abort', giveUp);
      });
    },
  };
}
