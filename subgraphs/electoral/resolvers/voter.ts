import type { ElectoralContext } from '../loaders.ts';
import type { VoterDocument } from '../voter-document.ts';

/** Resolves `Voter`. Fields that are stored under their own name need no line here. */
export const voterResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: ElectoralContext) =>
    await loaders.voterById.load(id),
  id: ({ _id }: VoterDocument) => _id,
  citizen: ({ citizenId }: VoterDocument) => ({ id: citizenId }),
  ppln: async ({ ppln }: VoterDocument, _: unknown, { loaders }: ElectoralContext) =>
    await loaders.pplnByCode.load(ppln),
};
