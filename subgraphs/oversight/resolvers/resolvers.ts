import type { Resolvers } from '../../shared/subgraph.ts';
import type { OversightContext } from '../loaders.ts';
import type { SupervisionDocument } from '../models.ts';
import { checkResolvers } from './check.ts';
import { findingResolvers } from './finding.ts';
import { mutationResolvers } from './mutation.ts';
import { queryResolvers } from './query.ts';

/** A person as another subgraph names them. */
interface Citizen {
  readonly id: string;
}

const citizenResolvers = {
  __resolveReference: ({ id }: Citizen): Citizen => ({ id }),
  findings: async ({ id }: Citizen, _: unknown, { loaders }: OversightContext) =>
    await loaders.findingsByCitizen.load(id),
};

/** The resolvers of the oversight subgraph, by type. */
export const resolvers: Resolvers = {
  Query: queryResolvers,
  Mutation: mutationResolvers,
  Check: checkResolvers,
  Citizen: citizenResolvers,
  Finding: findingResolvers,
  SupervisedElection: { election: ({ _id }: SupervisionDocument) => ({ code: _id }) },
};
