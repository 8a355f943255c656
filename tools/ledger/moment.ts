const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads a time, or a day, which is its beginning in Jakarta; undefined for anything else. Pure. */
export function readMoment(text: string): Date | undefined {
  const moment = DAY.test(text) ? new Date(`${text}T00:00:00+07:00`) : new Date(TIME.test(text) ? text : '');
  if (Number.isNaN(moment.getTime())) return undefined;
  // The 31st of a month of 30 days would become the first of the next.
  const isDay = new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10));
  return isDay ? moment : undefined;
}
