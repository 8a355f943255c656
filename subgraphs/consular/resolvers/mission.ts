import type { ConsularContext } from '../loaders.ts';
import type { MissionDocument } from '../models.ts';

/** Resolves `Mission`. Fields that are stored under their own name need no line here. */
export const missionResolvers = {
  __resolveReference: async ({ code }: { readonly code: string }, { loaders }: ConsularContext) =>
    await loaders.missionByCode.load(code),
  code: ({ _id }: MissionDocument) => _id,
  country: async ({ country }: MissionDocument, _: unknown, { loaders }: ConsularContext) =>
    await loaders.countryByCode.load(country),
};
