import { isCalendarDay } from './calendar.ts';
import { createInputScalar, printText } from './input-scalar.ts';

/** `Date`: a calendar day as `YYYY-MM-DD`, the same text in the store, in GraphQL and for resolvers. */
export const DateScalar = createInputScalar({
  name: 'Date',
  expected: 'a day of the calendar written YYYY-MM-DD',
  parse: (text) => {
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    return parts && isCalendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ? text : undefined;
  },
  print: printText,
});
