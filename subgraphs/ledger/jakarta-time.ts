import type { Language } from './words-document.ts';

/** Jakarta has no summer time. */
export const JAKARTA_OFFSET = '+07:00';
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  ID: ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'], // biome-ignore format: one line
  EN: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'], // biome-ignore format: one line
};

/** The day, `YYYY-MM-DD` in Jakarta, of an instant. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** When a day begins in Jakarta. */
export function beginOf(day: string): Date {
  return new Date(`${day}T00:00:00.000${JAKARTA_OFFSET}`);
}

/** When a day has ended in Jakarta: the first instant that is no part of it. */
export function endOf(day: string): Date {
  return new Date(beginOf(day).getTime() + DAY_MS);
}

/** All days between two, both included. */
export function daysBetween(from: string, until: string): readonly string[] {
  const days: string[] = [];
  for (let at = beginOf(from); at <= beginOf(until); at = new Date(at.getTime() + DAY_MS))
    days.push(dayOf(at));
  return days;
}

/** An instant in words: `On 22 November 2026 at 10:15 (Jakarta time)`. */
export function tellInstant(instant: Date, language: Language): string {
  const local = new Date(instant.getTime() + OFFSET_MS);
  const day = `${local.getUTCDate()} ${MONTHS[language][local.getUTCMonth()]} ${local.getUTCFullYear()}`;
  const time = local.toISOString().slice(11, 16);
  return language === 'EN'
    ? `On ${day} at ${time} (Jakarta time)`
    : `Pada ${day} pukul ${time.replace(':', '.')} WIB`;
}
