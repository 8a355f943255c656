import { createStatisticsResolvers } from '../../shared/statistics-resolvers.ts';
import type { Resolvers } from '../../shared/subgraph.ts';
import { p3miResolvers } from './p3mi.ts';
import { contractResolvers, insuranceResolvers, placementResolvers } from './placement.ts';
import { queryResolvers } from './query.ts';
import { citizenResolvers, repatriationResolvers, workerResolvers } from './worker.ts';

/** The resolvers of the ministry subgraph, by type. */
export const resolvers: Resolvers = {
  Query: queryResolvers,
  Worker: workerResolvers,
  Placement: placementResolvers,
  Contract: contractResolvers,
  Insurance: insuranceResolvers,
  Repatriation: repatriationResolvers,
  P3MI: p3miResolvers,
  Citizen: citizenResolvers,
  ...createStatisticsResolvers([
    'placementsByCountry',
    'placementsByProvince',
    'placementsBySector',
    'placementsByScheme',
    'repatriationsByCountry',
    'complaintsByCategory',
  ]),
};
