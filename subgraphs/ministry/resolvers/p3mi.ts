import type { MinistryContext } from '../loaders.ts';
import type { P3miDocument } from '../models.ts';

/** Resolves `P3MI`. */
export const p3miResolvers = {
  __resolveReference: async ({ licence }: { readonly licence: string }, { loaders }: MinistryContext) =>
    await loaders.p3miByLicence.load(licence),
  licence: ({ _id }: P3miDocument) => _id,
  province: ({ province }: P3miDocument) => ({ code: province }),
};
