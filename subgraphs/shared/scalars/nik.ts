import { isCalendarDay } from './calendar.ts';
import { createInputScalar, printText } from './input-scalar.ts';

/**
 * Province, regency and district of first registration; day (+40 for women), month and year of birth; serial number.
 * A single digit repeated is junk, also where the rest would take it.
 */
const FORM =
  /^(?!(\d)\1{15})(1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-6])(0[1-9]|[1-7]\d)(0[1-9]|[1-9]\d)(0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(0[1-9]|1[0-2])\d{2}(?!0000)\d{4}$/;

/**
 * `NIK`: a population number as 16 digits.
 *
 * Only the form is checked. Region, birth date and sex in the number need not be those of the person: thousands of
 * valid numbers differ.
 */
export const NikScalar = createInputScalar({
  name: 'NIK',
  expected:
    '16 digits that hold a region code, a calendar day (for women the day plus 40) and a serial number',
  parse: (text) => (isNik(text) ? text : undefined),
  print: printText,
});

/** Whether a text has the form of a population number. Pure. */
export function isNik(text: string): boolean {
  return FORM.test(text) && hasCalendarDay(text);
}

function hasCalendarDay(nik: string): boolean {
  const day = Number(nik.slice(6, 8)) % 40;
  const month = Number(nik.slice(8, 10));
  // The century is not in the number; of each pair of years only 2000 and 1900 differ, and 2000 is the leap year.
  return isCalendarDay(2000 + Number(nik.slice(10, 12)), month, day);
}
