import type { ConsularCaseDocument } from '../case-document.ts';
import type { ConsularContext } from '../loaders.ts';

/** Resolves `ConsularCase`. Fields that are stored under their own name need no line here. */
export const consularCaseResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: ConsularContext) =>
    await loaders.consularCaseById.load(id),
  id: ({ _id }: ConsularCaseDocument) => _id,
  citizen: ({ citizenId }: ConsularCaseDocument) => ({ id: citizenId }),
  mission: async ({ mission }: ConsularCaseDocument, _: unknown, { loaders }: ConsularContext) =>
    await loaders.missionByCode.load(mission),
};
