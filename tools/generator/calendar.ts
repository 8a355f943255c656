/*
 * Days are whole numbers, counted from 1 January 1970, so that the generator compares and adds them without a time zone.
 */

/** The day of a year, month (1 to 12) and day of the month. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** A day taken apart; months run from 1 to 12. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

/**
 * Takes a day apart.
 *
 * @see https://howardhinnant.github.io/date_algorithms.html
 */
export function calendarDay(day: number): CalendarDay {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** Reads `YYYY-MM-DD`. */
export function parseDay(text: string): number {
  return dayOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

const FIRST = dayOf(1940, 1, 1);
const texts: string[] = [];

/** Writes `YYYY-MM-DD`; texts of the days from 1940 on are made once. */
export function dayText(day: number): string {
  const known = texts[day - FIRST];
  if (known !== undefined) return known;
  const { year, month, dayOfMonth } = calendarDay(day);
  const text = `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
  if (day >= FIRST) texts[day - FIRST] = text;
  return text;
}

/** The same day some months later, or the last day of that month where it is shorter. */
export function addMonths(day: number, months: number): number {
  const { year, month, dayOfMonth } = calendarDay(day);
  const index = year * 12 + month - 1 + months;
  const [targetYear, targetMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return dayOf(targetYear, targetMonth, Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth)));
}

/** Completed years between a birth and a day. */
export function ageOn(birthDay: number, day: number): number {
  const [birth, now] = [calendarDay(birthDay), calendarDay(day)];
  const isBefore =
    now.month < birth.month || (now.month === birth.month && now.dayOfMonth < birth.dayOfMonth);
  return now.year - birth.year - (isBefore ? 1 : 0);
}

/** The instant of a day at a number of minutes after midnight, UTC. */
export function instantOf(day: number, minutes: number): Date {
  return new Date(day * 86_400_000 + minutes * 60_000);
}

/** `7` as `07`. */
export function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

function daysInMonth(year: number, month: number): number {
  return dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayOf(year, month, 1);
}
