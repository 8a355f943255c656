import { ALL_ROWS } from '../../shared/condition.ts';
import { createConnection, type ListArguments } from '../../shared/connection.ts';
import { type FilterRules, oneOf, readFilter } from '../../shared/filter-input.ts';
import { NEWEST_FIRST } from '../check-order.ts';
import type { OversightContext } from '../loaders.ts';

/** `CheckFilter`. */
const CHECK_FILTER: FilterRules = { electionIn: oneOf('election'), stateIn: oneOf('state') };

/** `FindingFilter`. */
const FINDING_FILTER: FilterRules = {
  checkIn: oneOf('check'),
  ruleIn: oneOf('rule'),
  stateIn: oneOf('state'),
  pplnIn: oneOf('ppln'),
};

/** Resolves `Query`. */
export const queryResolvers = {
  supervisedElections: async (_: unknown, __: unknown, { loaders }: OversightContext) =>
    await loaders.supervisions.find(ALL_ROWS),
  checks: (_: unknown, listArguments: ListArguments<object>, context: OversightContext) =>
    createConnection(context, {
      field: 'Query.checks',
      rows: context.loaders.checks,
      order: NEWEST_FIRST,
      condition: readFilter(CHECK_FILTER, listArguments.filter),
      arguments: listArguments,
    }),
  check: async (_: unknown, { id }: { readonly id: string }, { loaders }: OversightContext) =>
    await loaders.checkById.load(id),
  findings: (_: unknown, listArguments: ListArguments<object>, context: OversightContext) =>
    createConnection(context, {
      field: 'Query.findings',
      rows: context.loaders.findings,
      condition: readFilter(FINDING_FILTER, listArguments.filter),
      arguments: listArguments,
    }),
  finding: async (_: unknown, { id }: { readonly id: string }, { loaders }: OversightContext) =>
    await loaders.findingById.load(id),
};
