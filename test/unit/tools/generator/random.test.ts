import { expect, it } from 'vitest';
import { createRandom, createShares } from '../../../../tools/generator/random/random.ts';
import { createRecordIds } from '../../../../tools/generator/random/record-ids.ts';
import { countBy, misfit } from '../../../setup/statistics.ts';

it('gives the same stream for the same seed, subject and purpose, and another for any other', () => {
  const draw = (seed: number, subject: number, purpose: number) => {
    const random = createRandom(seed);
    random.begin(subject, purpose);
    return [random.next(), random.next()];
  };
  expect(draw(1, 2, 3)).toEqual(draw(1, 2, 3));
  const streams = [draw(1, 2, 3), draw(2, 2, 3), draw(1, 3, 3), draw(1, 2, 4), draw(2 ** 40 + 1, 2, 3)];
  expect(new Set(streams.map(String)).size).toBe(streams.length);
});

it('spreads the first numbers of neighbouring subjects evenly', () => {
  const random = createRandom(1);
  const tenths = Array.from({ length: 20_000 }, (_, subject) => {
    random.begin(subject, 0);
    return random.below(10);
  });
  const even = Object.fromEntries(Array.from({ length: 10 }, (_, tenth) => [String(tenth), 1]));
  expect(misfit(countBy(tenths, String), even)).toBeLessThan(5);
});

it('draws values by their shares, and never one of weight 0', () => {
  const random = createRandom(3);
  random.begin(0, 0);
  const shares = createShares(Object.entries({ often: 6, seldom: 1, never: 0 }));
  const drawn = countBy(Array.from({ length: 7_000 }), () => random.among(shares));
  expect(drawn.has('never')).toBe(false);
  expect(misfit(drawn, { often: 6, seldom: 1 })).toBeLessThan(5);
});

it('gives a range of one day that day, and keeps both ends', () => {
  const random = createRandom(4);
  random.begin(0, 0);
  expect([random.between(5, 5), random.between(5, 4)]).toEqual([5, 5]);
  const drawn = new Set(Array.from({ length: 200 }, () => random.between(1, 3)));
  expect([...drawn].sort()).toEqual([1, 2, 3]);
});

it('gives every record a spine form of 16 characters that no other has', () => {
  const ids = createRecordIds(1);
  const made = Array.from({ length: 500 }, (_, subject) => [
    ids('citizen', subject),
    ids('passport', subject),
    ids('passport', subject, 1),
  ]).flat();
  expect(made.every((id) => id.length === 16)).toBe(true);
  expect(new Set(made).size).toBe(made.length);
  expect(createRecordIds(2)('citizen', 0)).not.toBe(ids('citizen', 0));
});
