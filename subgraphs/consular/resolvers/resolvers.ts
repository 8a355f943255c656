import { createStatisticsResolvers } from '../../shared/statistics-resolvers.ts';
import type { Resolvers } from '../../shared/subgraph.ts';
import { citizenResolvers } from './citizen.ts';
import { consularCaseResolvers } from './consular-case.ts';
import { countryResolvers } from './country.ts';
import { missionResolvers } from './mission.ts';
import { mutationResolvers } from './mutation.ts';
import { queryResolvers } from './query.ts';
import { selfReportResolvers } from './self-report.ts';

/** The resolvers of the consular subgraph, by type. */
export const resolvers: Resolvers = {
  Query: queryResolvers,
  Mutation: mutationResolvers,
  Citizen: citizenResolvers,
  ConsularCase: consularCaseResolvers,
  Country: countryResolvers,
  Mission: missionResolvers,
  SelfReport: selfReportResolvers,
  ...createStatisticsResolvers(['casesByCountry', 'casesByCategory', 'selfReportsByCountry']),
};
