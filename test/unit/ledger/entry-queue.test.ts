import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEntryQueue } from '../../../gateway/ledger/entry-queue.ts';
import { operationEvent } from '../../setup/ledger-events.ts';

/** One that disclosed nothing: what it is found by takes no room. */
const event = { ...operationEvent('request'), disclosures: [], persons: [] };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What each asker was told so far; `waits` for whom nothing was said yet. */
function record(asked: readonly Promise<number | undefined>[]): (number | undefined | 'waits')[] {
  const told: (number | undefined | 'waits')[] = asked.map(() => 'waits');
  asked.forEach((each, place) => {
    void each.then((sequence) => {
      told[place] = sequence;
    });
  });
  return told;
}

describe('the queue of entries', () => {
  test('counts what an entry is found by as well as its text', async () => {
    const [given] = operationEvent('request').disclosures;
    if (!given) throw new Error('The event discloses something.');
    const many = { ...event, disclosures: [{ ...given, persons: 10 }] };
    const queue = createEntryQueue({ maxEntries: 8, maxBytes: 400, deadlineMs: 1_000 });
    expect(await queue.push(many, 'x')).toBeUndefined();
    void queue.push(event, 'x'.repeat(400));
    expect(queue.size()).toBe(1);
    queue.refuse();
  });

  test('settles each event once, in order, whatever comes in between, and never holds more than it may', async () => {
    const steps = fc.array(
      fc.oneof(
        {
          weight: 8,
          arbitrary: fc.record({ kind: fc.constant('push' as const), bytes: fc.nat({ max: 40 }) }),
        },
        { weight: 1, arbitrary: fc.constant({ kind: 'take and confirm' as const }) },
        { weight: 1, arbitrary: fc.constant({ kind: 'refuse' as const }) },
      ),
      { maxLength: 60, size: 'max' },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const queue = createEntryQueue({ maxEntries: 8, maxBytes: 100, deadlineMs: 1_000 });
        const asked: Promise<number | undefined>[] = [];
        let [waiting, bytes, next] = [0, 0, 1];
        const expected: (number | undefined)[] = [];
        let open: number[] = [];
        for (const step of taken) {
          if (step.kind === 'push') {
            asked.push(queue.push(event, 'x'.repeat(step.bytes)));
            expected.push(undefined);
            if (waiting === 8 || bytes + step.bytes > 100) continue;
            waiting++;
            bytes += step.bytes;
            open.push(expected.length - 1);
          } else {
            if (step.kind === 'refuse') queue.refuse();
            else {
              expect(queue.take()).toHaveLength(waiting);
              queue.confirm(next);
              for (const place of open) expected[place] = next++;
            }
            [open, waiting, bytes] = [[], 0, 0];
          }
          expect(queue.size()).toBe(waiting);
        }
        queue.refuse();
        expect(await Promise.all(asked)).toEqual(expected);
      }),
    );
  });

  test('tells an asker that its time is over, whether its event waits or is being written', async () => {
    const queue = createEntryQueue({ maxEntries: 100, maxBytes: 10_000, deadlineMs: 1_000 });
    const asked = [queue.push(event, 'a')];
    queue.take();
    await vi.advanceTimersByTimeAsync(600);
    asked.push(queue.push(event, 'b'));
    await vi.advanceTimersByTimeAsync(300);
    asked.push(queue.push(event, 'c'));
    const told = record(asked);
    await vi.advanceTimersByTimeAsync(101);
    expect(told).toEqual([undefined, 'waits', 'waits']);
    await vi.advanceTimersByTimeAsync(600);
    expect(told).toEqual([undefined, undefined, 'waits']);
    expect(queue.size()).toBe(1);
    queue.confirm(7);
    expect(queue.take().map(({ text }) => text)).toEqual(['c']);
    queue.confirm(8);
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([undefined, undefined, 8]);
  });

  test('has room again for what is no longer waited for', async () => {
    const queue = createEntryQueue({ maxEntries: 2, maxBytes: 10_000, deadlineMs: 1_000 });
    const told = record([queue.push(event, 'a'), queue.push(event, 'b'), queue.push(event, 'c')]);
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual(['waits', 'waits', undefined]);
    await vi.advanceTimersByTimeAsync(1_002);
    const later = record([queue.push(event, 'd'), queue.push(event, 'e')]);
    await vi.advanceTimersByTimeAsync(0);
    expect(later).toEqual(['waits', 'waits']);
  });

  test('leaves no timer behind', async () => {
    const queue = createEntryQueue({ maxEntries: 2, maxBytes: 10_000, deadlineMs: 1_000 });
    const asked = queue.push(event, 'a');
    queue.refuse();
    expect(await asked).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });
});
