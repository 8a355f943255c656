import type { GraphQLResolveInfo } from 'graphql';
import type { MinistryContext } from '../loaders.ts';
import {
  PLACEMENT_STATES,
  type RepatriationDocument,
  type WorkerDocument,
  type WorkerStatus,
} from '../worker-document.ts';
import { workerFields } from '../worker-fields.ts';

/** Statuses of people who have not left for a placement. */
const BEFORE_DEPARTURE: readonly WorkerStatus[] = ['CPMI', 'PROCESSING'];

/** Resolves `Worker`. Fields that are stored under their own name need no line here. */
export const workerResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: MinistryContext) =>
    await loaders.workerById.load(id),
  id: ({ _id }: WorkerDocument) => _id,
  citizen: ({ citizenId }: WorkerDocument) => ({ id: citizenId }),
  placed: ({ status }: WorkerDocument) => !BEFORE_DEPARTURE.includes(status),
  placementState: ({ status }: WorkerDocument) => PLACEMENT_STATES[status],
};

/** Resolves `Repatriation`. */
export const repatriationResolvers = {
  month: ({ date }: RepatriationDocument) => date.slice(0, 7),
};

/** Resolves `Citizen`: whether the person exists is for the population register to say. */
export const citizenResolvers = {
  __resolveReference: ({ id }: { readonly id: string }) => ({ id }),
  worker: (
    { id }: { readonly id: string },
    _: unknown,
    { loaders }: MinistryContext,
    info: GraphQLResolveInfo,
  ) => loaders.workerByCitizen(workerFields(info)).load(id),
};
