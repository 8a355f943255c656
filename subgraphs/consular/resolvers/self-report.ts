import type { ConsularContext } from '../loaders.ts';
import type { SelfReportDocument } from '../self-report-document.ts';

/** Resolves `SelfReport`. Fields that are stored under their own name need no line here. */
export const selfReportResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: ConsularContext) =>
    await loaders.selfReportById.load(id),
  id: ({ _id }: SelfReportDocument) => _id,
  citizen: ({ citizenId }: SelfReportDocument) => ({ id: citizenId }),
  mission: async ({ mission }: SelfReportDocument, _: unknown, { loaders }: ConsularContext) =>
    await loaders.missionByCode.load(mission),
};
