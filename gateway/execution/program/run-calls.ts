/** A call, as far as its order goes. */
interface OrderedCall {
  /** How many calls it waits for. */
  readonly waits: number;
  /** The calls that wait for it, by their place in the list. */
  readonly next: readonly number[];
}

/**
 * Starts each call as soon as all that it waits for have ended, and fulfils when none is left.
 *
 * @param start must call `end` once, or `fail`, at once or later.
 */
export function runCalls<Call extends OrderedCall>(
  calls: readonly Call[],
  start: (call: Call, end: () => void, fail: (error: unknown) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const waits = calls.map((call) => call.waits);
    let left = calls.length;

    function begin(call: Call): void {
      try {
        start(call, () => finish(call), reject);
      } catch (error) {
        reject(error);
      }
    }

    function finish({ next }: Call): void {
      left -= 1;
      if (left === 0) resolve();
      for (const index of next) {
        const call = calls[index];
        const count = (waits[index] ?? 0) - 1;
        waits[index] = count;
        if (count === 0 && call) begin(call);
      }
    }

    // Those that begin at once may end at once: who waits must be counted before.
    for (const call of calls.filter((each) => each.waits === 0)) begin(call);
  });
}
