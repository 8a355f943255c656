import { ALL_ROWS } from '../../shared/condition.ts';
import { createConnection, type ListArguments } from '../../shared/connection.ts';
import { badInput } from '../../shared/errors.ts';
import type { AccessFilter } from '../access-condition.ts';
import { NEWEST_FIRST } from '../access-order.ts';
import type { LedgerContext } from '../loaders.ts';
import { tellAgency } from './access.ts';

const MAX_DAYS = 366;

interface CountArguments {
  readonly period: { readonly from?: string | null; readonly until?: string | null };
}

/** Resolves `Query`. */
export const queryResolvers = {
  accesses: (_: unknown, listArguments: ListArguments<AccessFilter>, context: LedgerContext) =>
    createConnection(context, {
      field: 'Query.accesses',
      rows: context.loaders.accesses(listArguments.filter),
      order: NEWEST_FIRST,
      condition: ALL_ROWS,
      arguments: listArguments,
    }),
  accessCounts: async (_: unknown, { period }: CountArguments, { loaders }: LedgerContext) => {
    const { from, until } = period;
    if (from == null || until == null) throw badInput('period', 'both from and until');
    if (from > until) throw badInput('period', 'from not later than until');
    if (isLonger(from, until)) throw badInput('period', `at most ${MAX_DAYS} days`);
    const counts = await loaders.counts(from, until);
    return counts.map(({ consumer, provider, ...count }) => ({
      ...count,
      consumer: tellAgency(consumer, loaders.words),
      provider: tellAgency(provider, loaders.words),
    }));
  },
};

/** Told without counting: centuries would be many days. */
function isLonger(from: string, until: string): boolean {
  const [first, last] = [from, until].map((day) => Date.parse(`${day}T00:00:00.000Z`));
  return ((last ?? 0) - (first ?? 0)) / 86_400_000 >= MAX_DAYS;
}
