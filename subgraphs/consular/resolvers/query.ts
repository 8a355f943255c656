import { ALL_ROWS } from '../../shared/condition.ts';
import { createConnection, type ListArguments } from '../../shared/connection.ts';
import { type FilterRules, oneOf, readFilter, withinDaysOfInstants } from '../../shared/filter-input.ts';
import type { ConsularContext } from '../loaders.ts';

/** `ConsularCaseFilter`. */
const CONSULAR_CASE_FILTER: FilterRules = {
  statusIn: oneOf('status'),
  categoryIn: oneOf('category'),
  coarseCategoryIn: oneOf('coarseCategory'),
  missionIn: oneOf('mission'),
  openedAt: withinDaysOfInstants('openedAt'),
};

/** `SelfReportFilter`. */
const SELF_REPORT_FILTER: FilterRules = {
  statusIn: oneOf('status'),
  missionIn: oneOf('mission'),
  purposeOfStayIn: oneOf('purposeOfStay'),
};

/** Resolves `Query`. */
export const queryResolvers = {
  consularCases: (_: unknown, listArguments: ListArguments<object>, context: ConsularContext) =>
    createConnection(context, {
      field: 'Query.consularCases',
      rows: context.loaders.consularCases,
      condition: readFilter(CONSULAR_CASE_FILTER, listArguments.filter),
      arguments: listArguments,
    }),
  consularCase: async (_: unknown, { id }: { readonly id: string }, { loaders }: ConsularContext) =>
    await loaders.consularCaseById.load(id),
  selfReports: (_: unknown, listArguments: ListArguments<object>, context: ConsularContext) =>
    createConnection(context, {
      field: 'Query.selfReports',
      rows: context.loaders.selfReports,
      condition: readFilter(SELF_REPORT_FILTER, listArguments.filter),
      arguments: listArguments,
    }),
  missions: async (_: unknown, __: unknown, { loaders }: ConsularContext) =>
    await loaders.missions.find(ALL_ROWS),
  mission: async (_: unknown, { code }: { readonly code: string }, { loaders }: ConsularContext) =>
    await loaders.missionByCode.load(code),
  countries: async (_: unknown, __: unknown, { loaders }: ConsularContext) =>
    await loaders.countries.find(ALL_ROWS),
  country: async (_: unknown, { code }: { readonly code: string }, { loaders }: ConsularContext) =>
    await loaders.countryByCode.load(code),
};
