import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPermutation } from '../../../../tools/generator/random/permutation.ts';

it('takes every place once, and finds back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer(), (size, key) => {
      const { at, inverse } = createPermutation(size, key);
      const places = Array.from({ length: size }, (_, index) => at(index));
      expect(new Set(places).size).toBe(size);
      expect(places.every((place) => place >= 0 && place < size)).toBe(true);
      expect(places.map(inverse)).toEqual(places.map((_, index) => index));
    }),
    { numRuns: 40 },
  );
});

it('leaves no trace of the order: neighbours land anywhere', () => {
  const size = 100_000;
  const { at } = createPermutation(size, 5);
  const half = Array.from({ length: size / 2 }, (_, index) => at(index)).filter((place) => place < size / 2);
  expect(Math.abs(half.length - size / 4)).toBeLessThan(500);
});
