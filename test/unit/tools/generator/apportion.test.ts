import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apportion } from '../../../../tools/generator/random/apportion.ts';

it('gives the seats of a known election by largest remainder', () => {
  expect(apportion(100, [47_000, 16_000, 15_900, 12_000, 6_000, 3_100])).toEqual([47, 16, 16, 12, 6, 3]);
});

it('sums to the total, keeps to the bounds and is off by less than one where no bound holds', () => {
  const parts = fc.array(fc.record({ weight: fc.nat(1000), cap: fc.nat(500), floor: fc.nat(20) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(parts, fc.nat(100), (drawn, percent) => {
      const floors = drawn.map(({ floor, cap }) => Math.min(floor, cap));
      const caps = drawn.map(({ cap }) => cap);
      const weights = drawn.map(({ weight }) => weight);
      const [least, most] = [sumOf(floors), sumOf(caps)];
      const total = Math.floor(least + ((most - least) * percent) / 100);
      const result = apportion(total, weights, { floors, caps });
      expect(sumOf(result)).toBe(total);
      expect(result.every((part, at) => part >= (floors[at] ?? 0) && part <= (caps[at] ?? 0))).toBe(true);
      const free = apportion(
        total,
        weights.map((weight) => weight + 1),
      );
      const whole = sumOf(weights) + weights.length;
      free.forEach((part, at) => {
        expect(Math.abs(part - (total * ((weights[at] ?? 0) + 1)) / whole)).toBeLessThan(1);
      });
    }),
  );
});

it('refuses a total that the bounds leave no room for', () => {
  expect(() => apportion(5, [1, 1], { caps: [2, 2] })).toThrow('5 cannot be split: parts from 0 to 4');
});

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
