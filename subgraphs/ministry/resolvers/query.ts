import type { GraphQLResolveInfo } from 'graphql';
import { ALL_ROWS } from '../../shared/condition.ts';
import { createConnection, type ListArguments } from '../../shared/connection.ts';
import {
  type FilterRules,
  ofElement,
  oneOf,
  oneOfGroups,
  readFilter,
  withinDays,
} from '../../shared/filter-input.ts';
import { ROWS_OF_PAGE } from '../../shared/selected-fields.ts';
import { findStatistics } from '../../shared/statistics-resolvers.ts';
import type { MinistryContext } from '../loaders.ts';
import { PLACEMENT_STATES, WORKER_STATUSES } from '../worker-document.ts';
import { workerFields } from '../worker-fields.ts';

/** Workers on a page at most: Bawaslu goes through all of them. */
const MAX_PAGE_SIZE = 1_000;

/** `WorkerFilter`. */
const WORKER_FILTER: FilterRules = {
  statusIn: oneOf('status'),
  placementStateIn: oneOfGroups('status', WORKER_STATUSES, (status) => PLACEMENT_STATES[status]),
  destinationCountryIn: ofElement('placements', oneOf('destinationCountry')),
  sectorIn: ofElement('placements', oneOf('sector')),
  departureDate: ofElement('placements', withinDays('departureDate')),
  originRegencyIn: oneOf('originRegency'),
};

/** Resolves `Query`. */
export const queryResolvers = {
  workers: (
    _: unknown,
    listArguments: ListArguments<object>,
    context: MinistryContext,
    info: GraphQLResolveInfo,
  ) =>
    createConnection(context, {
      field: 'Query.workers',
      rows: context.loaders.workers,
      condition: readFilter(WORKER_FILTER, listArguments.filter),
      arguments: listArguments,
      maxPageSize: MAX_PAGE_SIZE,
      fields: workerFields(info, ROWS_OF_PAGE),
    }),
  worker: async (_: unknown, { id }: { readonly id: string }, { loaders }: MinistryContext) =>
    await loaders.workerById.load(id),
  p3miCompanies: (_: unknown, listArguments: ListArguments, context: MinistryContext) =>
    createConnection(context, {
      field: 'Query.p3miCompanies',
      rows: context.loaders.p3mi,
      condition: ALL_ROWS,
      arguments: listArguments,
    }),
  p3mi: async (_: unknown, { licence }: { readonly licence: string }, { loaders }: MinistryContext) =>
    await loaders.p3miByLicence.load(licence),
  statistics: (_: unknown, year: { readonly year: number }, context: MinistryContext) =>
    findStatistics(year, context),
};
