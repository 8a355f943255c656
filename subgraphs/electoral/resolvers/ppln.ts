import type { ElectoralContext } from '../loaders.ts';
import type { PplnDocument } from '../models.ts';

/** The year of tables of how things stand now. */
const NOW = 0;

/** Resolves `Ppln`. Fields that are stored under their own name need no line here. */
export const pplnResolvers = {
  __resolveReference: async ({ code }: { readonly code: string }, { loaders }: ElectoralContext) =>
    await loaders.pplnByCode.load(code),
  code: ({ _id }: PplnDocument) => _id,
  country: ({ country }: PplnDocument) => ({ code: country }),
  // Counts of rows that the caller may not see would tell of them.
  attendanceByPollingPoint: ({ _id }: PplnDocument, _: unknown, { grant, statistics }: ElectoralContext) => {
    const rule = grant.rows.get('Voter');
    return rule && 'all' in rule ? statistics.table('attendanceByPollingPoint', NOW, _id) : null;
  },
};
