import { listEvidence, workerEvidence } from '../evidence.ts';
import type { FindingDocument } from '../finding-document.ts';
import type { OversightContext } from '../loaders.ts';

/** Resolves `Finding`. Fields that are stored under their own name need no line here. */
export const findingResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: OversightContext) =>
    await loaders.findingById.load(id),
  id: ({ _id }: FindingDocument) => _id,
  election: ({ election }: FindingDocument) => ({ code: election }),
  voterRef: ({ voterId }: FindingDocument) => voterId,
  personRef: ({ citizenId }: FindingDocument) => citizenId,
  ppln: ({ ppln }: FindingDocument) => (ppln === undefined ? null : { code: ppln }),
  country: ({ country }: FindingDocument) => ({ code: country }),
  evidence: listEvidence,
  workerEvidence,
  response: ({ steps }: FindingDocument) => steps,
  check: async ({ check }: FindingDocument, _: unknown, { loaders }: OversightContext) =>
    await loaders.checkById.load(check),
};
