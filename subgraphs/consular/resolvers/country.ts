import type { ConsularContext } from '../loaders.ts';
import type { CountryDocument } from '../models.ts';

/** Resolves `Country`. Fields that are stored under their own name need no line here. */
export const countryResolvers = {
  __resolveReference: async ({ code }: { readonly code: string }, { loaders }: ConsularContext) =>
    await loaders.countryByCode.load(code),
  code: ({ _id }: CountryDocument) => _id,
  missions: async ({ _id }: CountryDocument, _: unknown, { loaders }: ConsularContext) =>
    await loaders.missionsByCountry.load(_id),
};
