import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addMonths,
  ageOn,
  calendarDay,
  dayOf,
  dayText,
  instantOf,
  parseDay,
} from '../../../../tools/generator/calendar.ts';

const days = fc.integer({ min: parseDay('1901-01-01'), max: parseDay('2099-12-31') });

it('agrees with the calendar of the platform', () => {
  fc.assert(
    fc.property(days, (day) => {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(dayText(day)).toBe(text);
      expect(parseDay(text)).toBe(day);
      const { year, month, dayOfMonth } = calendarDay(day);
      expect(dayOf(year, month, dayOfMonth)).toBe(day);
    }),
  );
});

it('adds months, and keeps to the last day of shorter ones', () => {
  const shifted = (text: string, months: number) => dayText(addMonths(parseDay(text), months));
  expect(shifted('2024-01-31', 1)).toBe('2024-02-29');
  expect(shifted('2024-02-29', 12)).toBe('2025-02-28');
  expect(shifted('2024-01-15', -13)).toBe('2022-12-15');
});

it('counts completed years', () => {
  const age = (birth: string) => ageOn(parseDay(birth), parseDay('2024-02-14'));
  expect([age('2007-02-14'), age('2007-02-15'), age('2006-12-31')]).toEqual([17, 16, 17]);
});

it('gives instants in UTC', () => {
  expect(instantOf(parseDay('2024-06-20'), 61).toISOString()).toBe('2024-06-20T01:01:00.000Z');
});
