import { ALL_ROWS } from '../../shared/condition.ts';
import { findStatistics } from '../../shared/statistics-resolvers.ts';
import type { ElectoralContext } from '../loaders.ts';
import { attendanceTable, countryTable } from '../published-tables.ts';

interface StatisticsYear {
  readonly year: number;
}

/** Resolves `Statistics`. */
export const statisticsResolvers = {
  __resolveReference: async (reference: StatisticsYear, context: ElectoralContext) =>
    findStatistics(reference, context),
  votersByPpln: ({ year }: StatisticsYear, _: unknown, { statistics }: ElectoralContext) =>
    statistics.table('votersByPpln', year),
  votersByCountry: async (
    { year }: StatisticsYear,
    _: unknown,
    { statistics, loaders }: ElectoralContext,
  ) => {
    const voters = statistics.table('votersByPpln', year);
    if (!voters) return null;
    const committees = await loaders.ppln.find(ALL_ROWS);
    return countryTable(voters, new Map(committees.map(({ _id, country }) => [_id, country])));
  },
  attendanceByPpln: ({ year }: StatisticsYear, _: unknown, { statistics }: ElectoralContext) => {
    const came = statistics.table('cameByPpln', year);
    const stayedAway = statistics.table('stayedAwayByPpln', year);
    return came && stayedAway && attendanceTable(came, stayedAway);
  },
};
