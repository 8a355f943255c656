import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ALL_ROWS } from '../../../../subgraphs/shared/condition.ts';
import { createConnection } from '../../../../subgraphs/shared/connection.ts';
import type { VisibleRows } from '../../../../subgraphs/shared/visible-rows.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listThatCounts(count: () => Promise<number>) {
  const rows: VisibleRows<{ readonly _id: string }> = {
    find: async () => [],
    count,
    group: async () => [],
    update: async () => null,
  };
  const context = { grant: {} as never, createCursors: () => ({ encode: String, decode: String }) };
  return createConnection(context, { field: 'Query.rows', rows, condition: ALL_ROWS, arguments: {} });
}

test('a list tells how many rows it has', async () => {
  expect(await listThatCounts(async () => 7).totalCount()).toBe(7);
});

test('a count that takes longer than a page may take is told as such, and goes on', async () => {
  let finish: (rows: number) => void = () => {};
  const counting = new Promise<number>((resolve) => {
    finish = resolve;
  });
  const list = listThatCounts(() => counting);
  const asked = expect(list.totalCount()).rejects.toMatchObject({
    extensions: { code: 'UNAVAILABLE', remedy: expect.stringContaining('again') },
  });
  await vi.advanceTimersByTimeAsync(1_500);
  await asked;
  finish(1_621_012);
  expect(await listThatCounts(() => counting).totalCount()).toBe(1_621_012);
});

test('a count that fails when nobody waits any more ends nothing', async () => {
  let fail: (error: Error) => void = () => {};
  const counting = new Promise<number>((_, reject) => {
    fail = reject;
  });
  const asked = expect(listThatCounts(() => counting).totalCount()).rejects.toThrow('still being counted');
  await vi.advanceTimersByTimeAsync(1_500);
  await asked;
  fail(new Error('the store is gone'));
  await vi.runAllTimersAsync();
});
