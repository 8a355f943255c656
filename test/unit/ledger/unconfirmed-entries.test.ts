import { expect, test } from 'vitest';
import { createUnconfirmedEntries } from '../../../gateway/ledger/unconfirmed-entries.ts';

const entry = (hash: string) => ({ sequence: 1, hash });

test('an entry that was sent is known until the chain was opened', () => {
  const unconfirmed = createUnconfirmedEntries();
  unconfirmed.addInBatch('a');
  unconfirmed.addOpened('b', 3);
  expect(['a', 'b', 'c'].map((hash) => unconfirmed.has(entry(hash)))).toEqual([true, true, false]);
  unconfirmed.clear();
  expect(['a', 'b'].map((hash) => unconfirmed.has(entry(hash)))).toEqual([false, false]);
});

test('what an entry told of refused requests counts once, however often it is found', () => {
  const unconfirmed = createUnconfirmedEntries();
  unconfirmed.addInBatch('a');
  unconfirmed.addOpened('b', 3);
  const found = ['a', 'b', 'b', 'c'].map((hash) => unconfirmed.takeRefused(entry(hash)));
  expect(found).toEqual([0, 3, 0, 0]);
  expect(unconfirmed.has(entry('b'))).toBe(true);
});

test('of a store that takes no writes for hours, a bounded number of tries is remembered, and all of the batch', () => {
  const unconfirmed = createUnconfirmedEntries();
  unconfirmed.addInBatch('batch');
  for (let second = 0; second < 10_100; second++) unconfirmed.addOpened(`opened-${second}`, second);
  expect(unconfirmed.has(entry('batch'))).toBe(true);
  expect([99, 100, 10_099].map((second) => unconfirmed.has(entry(`opened-${second}`)))).toEqual([
    false,
    true,
    true,
  ]);
});
