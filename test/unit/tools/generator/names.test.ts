import { expect, it } from 'vitest';
import { fullName, NAMES } from '../../../../tools/generator/people/names.ts';

it('different numbers are different names', () => {
  const names = new Set(Array.from({ length: 60_000 }, (_, number) => fullName('F', number * 37)));
  expect(names.size).toBe(60_000);
});

it('has enough names for the largest country', () => {
  expect(NAMES).toBeGreaterThan(2_300_000);
});
