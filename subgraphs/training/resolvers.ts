import { createConnection, type ListArguments } from '../shared/connection.ts';
import { type FilterRules, oneOf, readFilter, withinDays } from '../shared/filter-input.ts';
import { moveRow } from '../shared/move-row.ts';
import { requireOwner } from '../shared/require-owner.ts';
import { createStatisticsResolvers } from '../shared/statistics-resolvers.ts';
import type { Resolvers } from '../shared/subgraph.ts';
import type { TrainingContext } from './loaders.ts';
import type { CertificateDocument, InstitutionDocument, TrainingDocument, TrainingResult } from './models.ts';
import { RESULT_MOVES } from './result-moves.ts';

/** `TrainingFilter`. */
const TRAINING_FILTER: FilterRules = {
  sectorIn: oneOf('sector'),
  resultIn: oneOf('result'),
  institutionIn: oneOf('institution'),
  dates: withinDays('from'),
};

/** A person as another subgraph names them. */
interface Citizen {
  readonly id: string;
}

const queryResolvers = {
  trainings: (_: unknown, listArguments: ListArguments<object>, context: TrainingContext) =>
    createConnection(context, {
      field: 'Query.trainings',
      rows: context.loaders.trainings,
      condition: readFilter(TRAINING_FILTER, listArguments.filter),
      arguments: listArguments,
    }),
  training: async (_: unknown, { id }: { readonly id: string }, { loaders }: TrainingContext) =>
    await loaders.trainingById.load(id),
};

const mutationResolvers = {
  recordTrainingResult: async (
    _: unknown,
    { id, result }: { readonly id: string; readonly result: TrainingResult },
    { grant, loaders }: TrainingContext,
  ) => {
    requireOwner('training', grant);
    const recorded = await moveRow({
      rows: loaders.trainings,
      id,
      field: 'result',
      moves: RESULT_MOVES,
      to: result,
    });
    loaders.trainingById.clear(id);
    loaders.trainingsByCitizen.clear(recorded.citizenId);
    return recorded;
  },
};

const trainingResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: TrainingContext) =>
    await loaders.trainingById.load(id),
  id: ({ _id }: TrainingDocument) => _id,
  citizen: ({ citizenId }: TrainingDocument): Citizen => ({ id: citizenId }),
  institution: async ({ institution }: TrainingDocument, _: unknown, { loaders }: TrainingContext) =>
    await loaders.institutionByCode.load(institution),
  dates: ({ from, until }: TrainingDocument) => ({ from, until }),
};

const institutionResolvers = {
  code: ({ _id }: InstitutionDocument) => _id,
  region: ({ region }: InstitutionDocument) => ({ code: region }),
};

const citizenResolvers = {
  __resolveReference: ({ id }: Citizen): Citizen => ({ id }),
  trainings: async ({ id }: Citizen, _: unknown, { loaders }: TrainingContext) =>
    await loaders.trainingsByCitizen.load(id),
};

/** The resolvers of the training subgraph, by type. */
export const resolvers: Resolvers = {
  Query: queryResolvers,
  Mutation: mutationResolvers,
  Training: trainingResolvers,
  Institution: institutionResolvers,
  Certificate: { validity: ({ from, until }: CertificateDocument) => ({ from, until }) },
  Citizen: citizenResolvers,
  ...createStatisticsResolvers(['trainingsBySector', 'trainingResults']),
};
