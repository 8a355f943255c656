import type { Grant } from '../../shared/grant-claims.ts';
import { countCommittees, countCountries, countRules, unregisteredTable } from '../check-counts.ts';
import type { CheckDocument } from '../check-document.ts';
import type { OversightContext } from '../loaders.ts';

/** Counts of findings that the caller may not see would tell of them. */
function seesAllFindings({ rows }: Grant): boolean {
  const rule = rows.get('Finding');
  return rule !== undefined && 'all' in rule;
}

/** Resolves `Check`. Fields that are stored under their own name need no line here. */
export const checkResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: OversightContext) =>
    await loaders.checkById.load(id),
  id: ({ _id }: CheckDocument) => _id,
  election: ({ election }: CheckDocument) => ({ code: election }),
  rules: async (check: CheckDocument, _: unknown, { loaders, grant }: OversightContext) => {
    const seesPersons = seesAllFindings(grant);
    const isCounted = seesPersons && check.state === 'COMPLETE';
    return countRules(check, isCounted ? [] : await loaders.partsByCheck.load(check._id), seesPersons);
  },
  progress: ({ votersInAll, votersChecked }: CheckDocument) => ({ votersInAll, votersChecked }),
  committees: async (check: CheckDocument, _: unknown, { loaders }: OversightContext) =>
    countCommittees(check, await loaders.partsByCheck.load(check._id)),
  countries: async (check: CheckDocument, _: unknown, { loaders }: OversightContext) =>
    countCountries(check, await loaders.partsByCheck.load(check._id)),
  unregisteredByCountry: async (check: CheckDocument, _: unknown, { loaders }: OversightContext) =>
    unregisteredTable(check, await loaders.partsByCheck.load(check._id)),
};
