import type { Resolvers } from '../../shared/subgraph.ts';
import type { ElectoralContext } from '../loaders.ts';
import type { ElectionDocument } from '../models.ts';
import { pplnResolvers } from './ppln.ts';
import { queryResolvers } from './query.ts';
import { statisticsResolvers } from './statistics.ts';
import { rowMatchResolvers, voterResolvers } from './voter.ts';

/** A person as another subgraph names them. */
interface Citizen {
  readonly id: string;
}

const electionResolvers = {
  __resolveReference: async ({ code }: { readonly code: string }, { loaders }: ElectoralContext) =>
    await loaders.electionByCode.load(code),
  code: ({ _id }: ElectionDocument) => _id,
};

const citizenResolvers = {
  __resolveReference: ({ id }: Citizen): Citizen => ({ id }),
  voters: async ({ id }: Citizen, _: unknown, { loaders }: ElectoralContext) =>
    await loaders.votersByCitizen.load(id),
};

/** The resolvers of the electoral subgraph, by type. */
export const resolvers: Resolvers = {
  Query: queryResolvers,
  Citizen: citizenResolvers,
  Election: electionResolvers,
  Ppln: pplnResolvers,
  Statistics: statisticsResolvers,
  RowMatch: rowMatchResolvers,
  Voter: voterResolvers,
};
