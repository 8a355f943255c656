const DURATION = /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/;

/** A span of the calendar. */
export interface Duration {
  readonly months: number;
  readonly days: number;
}

/** Reads an ISO 8601 duration of years, months, weeks and days; undefined for any other text. Pure. */
export function readDuration(text: string): Duration | undefined {
  const found = DURATION.exec(text);
  if (found === null) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = found.slice(1).map((digits) => Number(digits ?? 0));
  return { months: years * 12 + months, days: weeks * 7 + days };
}

/** The time so much later, in UTC. A day that the month does not have becomes its last one. Pure. */
export function addDuration(time: Date, { months, days }: Duration): Date {
  const later = new Date(time);
  later.setUTCDate(1);
  later.setUTCMonth(later.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(time.getUTCDate(), lastDay) + days);
  return later;
}
