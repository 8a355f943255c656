import { LRUCache } from 'lru-cache';
import type { Condition } from './condition.ts';

/** A count that took less than this, in milliseconds, is made anew every time. */
const QUICK_MS = 250;
/** How many times as long as it took a count is remembered. */
const MEMORY_FACTOR = 20;
const MAX_MEMORY_MS = 60_000;
const MAX_REMEMBERED = 500;

/** Counts rows of a collection; `count` is only called when the number is not known. */
export type Counter = (
  collection: string,
  condition: Condition,
  count: () => Promise<number>,
) => Promise<number>;

/**
 * Makes the counter of one subgraph. Counting millions of rows takes seconds, and dashboards ask it with every page: a
 * count that took long is given again for a while, and those who ask for the same at once wait for the same count.
 *
 * What is remembered lies under the whole condition, row filter included: nobody is given a count of other rows than
 * their own question would count.
 */
export function createCounter(): Counter {
  const remembered = new LRUCache<string, { readonly rows: number; readonly untilMs: number }>({
    max: MAX_REMEMBERED,
  });
  const running = new Map<string, Promise<number>>();

  const countAnew = async (key: string, count: () => Promise<number>) => {
    const began = performance.now();
    try {
      const rows = await count();
      const nowMs = performance.now();
      const tookMs = nowMs - began;
      const untilMs = nowMs + Math.min(tookMs * MEMORY_FACTOR, MAX_MEMORY_MS);
      if (tookMs >= QUICK_MS) remembered.set(key, { rows, untilMs });
      return rows;
    } finally {
      running.delete(key);
    }
  };

  return async (collection, condition, count) => {
    const key = JSON.stringify([collection, condition]);
    const known = remembered.get(key);
    if (known && known.untilMs > performance.now()) return known.rows;
    const counting = running.get(key) ?? countAnew(key, count);
    running.set(key, counting);
    return await counting;
  };
}
