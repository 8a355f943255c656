import { addMonths, calendarDay, dayOf } from '../calendar.ts';
import type { Random } from '../random/random.ts';
import { pollingDay } from '../world.ts';

/** A birth as the register has it. */
export interface Birth {
  readonly day: number;
  /** Whether the true day is unknown: stored as 1 January, 1 July or 31 December. */
  readonly isDefault: boolean;
}

/** Which of the people who share a regency's place numbers somebody is; see {@link drawBirth}. */
export interface Layer {
  readonly number: number;
  /** Layers of the regency. */
  readonly count: number;
  /** How many people of the regency there are for each one in layer 0. */
  readonly peopleForEach: number;
}

/** Unknown birthdays: month and day. */
const defaultDays = [
  [1, 1],
  [7, 1],
  [12, 31],
] as const;
/** Three days of 365, that people have as their true birthday. */
const TRUE_SHARE = 3 / 365;

/**
 * Draws a birthday of a person who has an age on polling day.
 *
 * People of one regency can share the place number of their NIK only when they stand in different layers. So that the
 * NIKs still differ, the days of the month are dealt out to the layers, and unknown birthdays all go to layer 0.
 */
export function drawBirth(random: Random, age: number, layer: Layer, defaultShare: number): Birth {
  const isDefault =
    layer.number === 0 &&
    random.chance(((defaultShare - TRUE_SHARE) / (1 - TRUE_SHARE)) * layer.peopleForEach);
  if (isDefault) {
    const [month, dayOfMonth] = random.pick(defaultDays);
    return { day: latestBirth(age, month, dayOfMonth), isDefault };
  }
  const oldest = addMonths(pollingDay, -12 * (age + 1)) + 1;
  const { month, dayOfMonth } = calendarDay(random.between(oldest, addMonths(pollingDay, -12 * age)));
  if (layer.count === 1) return { day: latestBirth(age, month, dayOfMonth), isDefault };
  return { day: latestBirth(age, ...dayOfLayer(month, dayOfMonth, layer)), isDefault };
}

/** The nearest day of the month, 1 to 28, that belongs to a layer; never one of the default days. */
function dayOfLayer(month: number, dayOfMonth: number, { number, count }: Layer): [number, number] {
  const start = ((dayOfMonth - 1) % 28) + 1;
  const shifted = start - (start % count) + number;
  const own = shifted < 1 ? shifted + count : shifted > 28 ? shifted - count : shifted;
  const isDefaultDay = own === 1 && (month === 1 || month === 7);
  return [isDefaultDay && number > 0 ? month + 1 : month, own];
}

/** The day with a month and day of the month on which somebody is born who has an age on polling day. */
function latestBirth(age: number, month: number, dayOfMonth: number): number {
  const polling = calendarDay(pollingDay);
  const isAfter = month > polling.month || (month === polling.month && dayOfMonth > polling.dayOfMonth);
  const year = polling.year - age - (isAfter ? 1 : 0);
  return dayOf(year, month, dayOfMonth);
}
