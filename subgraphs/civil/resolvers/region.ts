import type { CivilContext } from '../loaders.ts';
import type { RegionDocument } from '../models.ts';

/** Resolves `Region`. */
export const regionResolvers = {
  __resolveReference: async ({ code }: { readonly code: string }, { loaders }: CivilContext) =>
    await loaders.regionByCode.load(code),
  code: ({ _id }: RegionDocument) => _id,
  parent: async ({ parent }: RegionDocument, _: unknown, { loaders }: CivilContext) =>
    parent === undefined ? null : await loaders.regionByCode.load(parent),
};
