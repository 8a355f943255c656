import { badInput } from './errors.ts';
import type { Resolvers, SubgraphContext } from './subgraph.ts';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

type Context = SubgraphContext<unknown, unknown>;

/** A year of `Statistics`, as a reference from another subgraph carries it. */
interface StatisticsYear {
  readonly year: number;
}

/**
 * Gives the tables of a year to agencies whose grant opens them; null to the others.
 *
 * @throws GraphQLError `BAD_USER_INPUT` for a year outside 2000 to 2100
 */
export function findStatistics({ year }: StatisticsYear, context: Context): StatisticsYear | null {
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw badInput('year', `a year from ${FIRST_YEAR} to ${LAST_YEAR}`);
  const rule = context.grant.rows.get('Statistics');
  return rule && 'all' in rule ? { year } : null;
}

/** Makes the resolvers of `Statistics` for the tables that a subgraph counts. */
export function createStatisticsResolvers(tables: readonly string[]): Resolvers {
  const fields = tables.map((table) => [
    table,
    ({ year }: StatisticsYear, _: unknown, context: Context) => context.statistics.table(table, year),
  ]);
  return {
    Statistics: {
      __resolveReference: async (reference: StatisticsYear, context: Context) =>
        findStatistics(reference, context),
      ...Object.fromEntries(fields),
    },
  };
}
