import type { Sex } from '../../../subgraphs/civil/models.ts';
import { addMonths, calendarDay, twoDigits } from '../calendar.ts';
import type { Layer } from './birth.ts';
import type { OriginSlot } from './origin-slots.ts';

/** Serials from here on pass every check of the format and are practically never issued. */
const FIRST_SERIAL = 9000;
const SERIALS = 1000;
/** District codes of rows about nobody: outside the 51 that regions have, so that they are never a citizen's. */
const FIRST_STRANGE_DISTRICT = 60;
const STRANGE_DISTRICTS = 40;
/** Added to the day of the month for women. */
const WOMENS_DAYS = 40;

/** What a population number says of the place and order of registration. */
export interface Registration {
  /** Region and district, six digits. */
  readonly place: string;
  /** Four digits. */
  readonly serial: string;
  readonly layer: Layer;
}

/**
 * Gives a person of a regency the district and serial of the NIK. As many people as there are pairs of both form a
 * layer; the birthdays keep people of different layers apart.
 */
export function registrationOf({ regency, rank, registered }: OriginSlot): Registration {
  const places = regency.districts * SERIALS;
  const place = rank % places;
  return {
    place: regionDigits(regency.code, 1 + (place % regency.districts)),
    serial: String(FIRST_SERIAL + Math.floor(place / regency.districts)),
    layer: {
      number: Math.floor(rank / places),
      count: Math.ceil(registered / places),
      peopleForEach: Math.max(1, registered / places),
    },
  };
}

/** Gives the nth row about nobody its place and serial, different from those of all citizens. */
export function strangeRegistration(regencyCode: string, nth: number): Registration {
  return {
    place: regionDigits(regencyCode, FIRST_STRANGE_DISTRICT + (nth % STRANGE_DISTRICTS)),
    serial: String(FIRST_SERIAL + (Math.floor(nth / STRANGE_DISTRICTS) % SERIALS)),
    layer: { number: 0, count: 1, peopleForEach: 1 },
  };
}

/** Writes a population number: place, birth date (day + 40 for women), serial. */
export function formatNik(place: string, serial: string, sex: Sex, birthDay: number): string {
  return place + dateDigits(birthDay, sex === 'F' ? WOMENS_DAYS : 0) + serial;
}

/** Writes a family-card number: place, day of registration, serial. */
export function formatNkk(place: string, serial: string, registeredOn: number): string {
  return place + dateDigits(registeredOn, 0) + serial;
}

/**
 * The NIK of a person with a slip in it: the other sex, or the next month. It is nobody else's, because people with
 * the same place and serial have birthdays on other days of the month.
 */
export function mismatchedNik(
  place: string,
  serial: string,
  sex: Sex,
  birthDay: number,
  isOtherSex: boolean,
): string {
  // The first of a month may be an unknown birthday, which other people have without regard to their layer.
  if (isOtherSex || calendarDay(birthDay).dayOfMonth === 1)
    return formatNik(place, serial, sex === 'F' ? 'M' : 'F', birthDay);
  return formatNik(place, serial, sex, addMonths(birthDay, 1));
}

/** A number of one digit, repeated, from 1 to 9. */
export function repeatedDigitNik(digit: number): string {
  return String(digit).repeat(16);
}

function regionDigits(regencyCode: string, district: number): string {
  return regencyCode.slice(0, 2) + regencyCode.slice(3, 5) + twoDigits(district);
}

function dateDigits(day: number, added: number): string {
  const { year, month, dayOfMonth } = calendarDay(day);
  return twoDigits(dayOfMonth + added) + twoDigits(month) + twoDigits(year % 100);
}
