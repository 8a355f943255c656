import type { ConsularContext } from '../loaders.ts';

/** A person as another subgraph names them. */
interface Citizen {
  readonly id: string;
}

/** Resolves `Citizen`: what Kemlu knows of a person whom the civil register keeps. */
export const citizenResolvers = {
  __resolveReference: ({ id }: Citizen): Citizen => ({ id }),
  selfReport: async ({ id }: Citizen, _: unknown, { loaders }: ConsularContext) =>
    await loaders.selfReportByCitizen.load(id),
  consularCases: async ({ id }: Citizen, _: unknown, { loaders }: ConsularContext) =>
    await loaders.consularCasesByCitizen.load(id),
};
