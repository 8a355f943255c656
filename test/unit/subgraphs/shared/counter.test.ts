import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCounter } from '../../../../subgraphs/shared/counter.ts';

const MINE = { links: { $eq: 'kp2mi' } };

/** A store whose counts take a while, and which knows how often it was asked. */
function createStore(tookMs: number) {
  let asked = 0;
  return {
    asked: () => asked,
    count: async () => {
      asked += 1;
      const number = asked;
      await vi.advanceTimersByTimeAsync(tookMs);
      return number;
    },
  };
}

describe('a counter', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('makes a quick count anew every time', async () => {
    const count = createCounter();
    const store = createStore(100);
    expect(await count('citizens', MINE, store.count)).toBe(1);
    expect(await count('citizens', MINE, store.count)).toBe(2);
  });

  it('remembers a slow count for twenty times as long as it took', async () => {
    const count = createCounter();
    const store = createStore(1_000);
    expect(await count('citizens', MINE, store.count)).toBe(1);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(await count('citizens', MINE, store.count)).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await count('citizens', MINE, store.count)).toBe(2);
  });

  it('never gives a count of other rows', async () => {
    const count = createCounter();
    const store = createStore(1_000);
    expect(await count('citizens', MINE, store.count)).toBe(1);
    expect(await count('citizens', { links: { $eq: 'kemlu' } }, store.count)).toBe(2);
    expect(await count('workers', MINE, store.count)).toBe(3);
  });

  it('counts once for those who ask at the same time, and anew after a failure', async () => {
    const count = createCounter();
    const store = createStore(10);
    expect(await Promise.all([1, 2, 3].map(() => count('citizens', MINE, store.count)))).toEqual([1, 1, 1]);
    const failing = count('citizens', MINE, () => Promise.reject(new Error('no store')));
    await expect(failing).rejects.toThrow('no store');
    expect(await count('citizens', MINE, store.count)).toBe(2);
  });
});
