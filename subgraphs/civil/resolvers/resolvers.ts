import { createStatisticsResolvers } from '../../shared/statistics-resolvers.ts';
import type { Resolvers } from '../../shared/subgraph.ts';
import { citizenResolvers } from './citizen.ts';
import { queryResolvers } from './query.ts';
import { regionResolvers } from './region.ts';

/** The resolvers of the civil subgraph, by type. */
export const resolvers: Resolvers = {
  Query: queryResolvers,
  Citizen: citizenResolvers,
  Region: regionResolvers,
  ...createStatisticsResolvers(['citizensByProvince']),
};
