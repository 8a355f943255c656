import { GraphQLError } from 'graphql';
import { isCalendarDay } from './calendar.ts';
import { createInputScalar } from './input-scalar.ts';

const FORM =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** `DateTime`: an instant, a JavaScript `Date` for resolvers and in the store. */
export const DateTimeScalar = createInputScalar({
  name: 'DateTime',
  expected: 'an instant written YYYY-MM-DDThh:mm:ss with a time zone, Z or +07:00',
  parse: (text) => {
    const parts = FORM.exec(text);
    if (!parts || !isCalendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return undefined;
    return new Date(text);
  },
  print: (stored) => {
    if (!(stored instanceof Date)) throw new GraphQLError('A stored value is not an instant.');
    return stored.toISOString();
  },
});
