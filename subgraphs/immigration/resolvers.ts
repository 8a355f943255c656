import { createConnection, type ListArguments } from '../shared/connection.ts';
import { type FilterRules, oneOf, readFilter, withinDays } from '../shared/filter-input.ts';
import { createStatisticsResolvers } from '../shared/statistics-resolvers.ts';
import type { Resolvers } from '../shared/subgraph.ts';
import type { ImmigrationContext } from './loaders.ts';
import type { CrossingDocument, PassportDocument } from './models.ts';

/** `PassportFilter`. */
const PASSPORT_FILTER: FilterRules = {
  kindIn: oneOf('kind'),
  statusIn: oneOf('status'),
  expiry: withinDays('expiry'),
};

/** A person as another subgraph names them. */
interface Citizen {
  readonly id: string;
}

const queryResolvers = {
  passports: (_: unknown, listArguments: ListArguments<object>, context: ImmigrationContext) =>
    createConnection(context, {
      field: 'Query.passports',
      rows: context.loaders.passports,
      condition: readFilter(PASSPORT_FILTER, listArguments.filter),
      arguments: listArguments,
    }),
};

const passportResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: ImmigrationContext) =>
    await loaders.passportById.load(id),
  id: ({ _id }: PassportDocument) => _id,
  citizen: ({ citizenId }: PassportDocument): Citizen => ({ id: citizenId }),
};

const citizenResolvers = {
  __resolveReference: ({ id }: Citizen): Citizen => ({ id }),
  passports: async ({ id }: Citizen, _: unknown, { loaders }: ImmigrationContext) =>
    await loaders.passportsByCitizen.load(id),
  crossings: async ({ id }: Citizen, _: unknown, { loaders }: ImmigrationContext) => {
    const crossings = await loaders.crossingsByCitizen.load(id);
    return crossings.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  },
  deferredApplications: async ({ id }: Citizen, _: unknown, { loaders }: ImmigrationContext) => {
    const applications = await loaders.deferredApplicationsByCitizen.load(id);
    return applications.toSorted((a, b) => a.date.localeCompare(b.date));
  },
};

/** The resolvers of the immigration subgraph, by type. */
export const resolvers: Resolvers = {
  Query: queryResolvers,
  Passport: passportResolvers,
  Crossing: { destination: ({ destination }: CrossingDocument) => ({ code: destination }) },
  Citizen: citizenResolvers,
  ...createStatisticsResolvers(['passportsByKind', 'deferredByReason']),
};
