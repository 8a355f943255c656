import type { GraphQLResolveInfo } from 'graphql';
import { ALL_ROWS } from '../../shared/condition.ts';
import { createConnection, type ListArguments } from '../../shared/connection.ts';
import { type FilterRules, oneOf, oneOfNumbers, readFilter } from '../../shared/filter-input.ts';
import { ROWS_OF_PAGE, selectedFields, storedFields } from '../../shared/selected-fields.ts';
import type { ElectoralContext } from '../loaders.ts';
import { readAhead, VOTER_MADE_OF } from '../read-ahead.ts';

/** Voters on a page at most: Bawaslu goes through whole lists. */
const MAX_PAGE_SIZE = 1_000;

/** `VoterFilter`. */
const VOTER_FILTER: FilterRules = {
  pplnIn: oneOf('ppln'),
  methodIn: oneOf('method'),
  listStageIn: oneOf('listStage'),
  ktpElStatusIn: oneOf('ktpElStatus'),
  tmsCodeIn: oneOfNumbers('tmsCode'),
  addressQualityIn: oneOf('addressQuality'),
};

/** Resolves `Query`. */
export const queryResolvers = {
  voters: (
    _: unknown,
    listArguments: ListArguments<object>,
    context: ElectoralContext,
    info: GraphQLResolveInfo,
  ) => {
    const selected = selectedFields(info, ROWS_OF_PAGE);
    return createConnection(context, {
      field: 'Query.voters',
      rows: context.loaders.voters,
      condition: readFilter(VOTER_FILTER, listArguments.filter),
      arguments: listArguments,
      maxPageSize: MAX_PAGE_SIZE,
      fields: storedFields(selected, VOTER_MADE_OF),
      onPage: (rows) => readAhead(rows, selected, context),
    });
  },
  voter: async (_: unknown, { id }: { readonly id: string }, { loaders }: ElectoralContext) =>
    await loaders.voterById.load(id),
  elections: async (_: unknown, __: unknown, { loaders }: ElectoralContext) =>
    await loaders.elections.find(ALL_ROWS),
  pplnList: async (_: unknown, __: unknown, { loaders }: ElectoralContext) =>
    await loaders.ppln.find(ALL_ROWS),
  ppln: async (_: unknown, { code }: { readonly code: string }, { loaders }: ElectoralContext) =>
    await loaders.pplnByCode.load(code),
};
