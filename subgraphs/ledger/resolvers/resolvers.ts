import type { Resolvers } from '../../shared/subgraph.ts';
import { accessResolvers, coordinateResolvers } from './access.ts';
import { citizenResolvers } from './citizen.ts';
import { queryResolvers } from './query.ts';

/** The resolvers of the ledger subgraph, by type. */
export const resolvers: Resolvers = {
  Query: queryResolvers,
  Access: accessResolvers,
  AccessedCoordinate: coordinateResolvers,
  Citizen: citizenResolvers,
};
