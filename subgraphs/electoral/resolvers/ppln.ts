import type { ElectoralContext } from '../loaders.ts';
import type { PplnDocument } from '../models.ts';

/** Resolves `Ppln`. Fields that are stored under their own name need no line here. */
export const pplnResolvers = {
  __resolveReference: async ({ code }: { readonly code: string }, { loaders }: ElectoralContext) =>
    await loaders.pplnByCode.load(code),
  code: ({ _id }: PplnDocument) => _id,
  country: ({ country }: PplnDocument) => ({ code: country }),
};
