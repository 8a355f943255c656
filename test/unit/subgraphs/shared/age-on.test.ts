import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ageOn } from '../../../../subgraphs/shared/age-on.ts';

const days = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

it.each([
  ['2007-02-14', 17],
  ['2007-02-15', 16],
  ['2024-02-14', 0],
  ['2024-02-15', null],
  ['2004-02-29', 19],
])('who was born on %s is %s on 14 February 2024', (birthDate, age) => {
  expect(ageOn(birthDate, '2024-02-14')).toBe(age);
});

it('an age is the number of birthdays', () => {
  fc.assert(
    fc.property(days, days, (birthDate, date) => {
      const age = ageOn(birthDate, date);
      const birthday = (years: number) => `${Number(birthDate.slice(0, 4)) + years}${birthDate.slice(4)}`;
      if (age === null) expect(birthDate > date).toBe(true);
      else expect([birthday(age) <= date, birthday(age + 1) > date]).toEqual([true, true]);
    }),
  );
});
