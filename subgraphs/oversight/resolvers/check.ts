import { countCommittees, countCountries, countRules, unregisteredTable } from '../check-counts.ts';
import type { CheckDocument } from '../check-document.ts';
import type { OversightContext } from '../loaders.ts';

/** Resolves `Check`. Fields that are stored under their own name need no line here. */
export const checkResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: OversightContext) =>
    await loaders.checkById.load(id),
  id: ({ _id }: CheckDocument) => _id,
  election: ({ election }: CheckDocument) => ({ code: election }),
  rules: async (check: CheckDocument, _: unknown, { loaders }: OversightContext) =>
    countRules(check, check.state === 'COMPLETE' ? [] : await loaders.partsByCheck.load(check._id)),
  progress: ({ votersInAll, votersChecked }: CheckDocument) => ({ votersInAll, votersChecked }),
  committees: async (check: CheckDocument, _: unknown, { loaders }: OversightContext) =>
    countCommittees(check, await loaders.partsByCheck.load(check._id)),
  countries: async (check: CheckDocument, _: unknown, { loaders }: OversightContext) =>
    countCountries(check, await loaders.partsByCheck.load(check._id)),
  unregisteredByCountry: async (check: CheckDocument, _: unknown, { loaders }: OversightContext) =>
    unregisteredTable(check, await loaders.partsByCheck.load(check._id)),
};
