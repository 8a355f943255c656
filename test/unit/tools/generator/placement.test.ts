import { expect, it } from 'vitest';
import { insurancePremium } from '../../../../tools/generator/people/placement.ts';

it('insurance costs what the rule says, and 36 months what Korea’s workers were billed', () => {
  expect([6, 12, 24, 36].map(insurancePremium)).toEqual([108_000, 189_000, 332_500, 494_500]);
  expect(insurancePremium(13)).toBe(202_500);
});
