import { subgraphError } from '../../shared/errors.ts';
import type { Grant } from '../../shared/grant-claims.ts';
import { findRow, moveRow } from '../../shared/move-row.ts';
import { requireOwner } from '../../shared/require-owner.ts';
import type { AnswerCode, CorrectionCode, FindingDocument, FindingState } from '../finding-document.ts';
import { FINDING_MOVES } from '../finding-moves.ts';
import type { OversightContext } from '../loaders.ts';

interface ResponseArguments<Code> {
  readonly id: string;
  readonly code: Code;
}

interface CloseArguments {
  readonly id: string;
  readonly accepted: boolean;
}

/** Resolves `Mutation`. */
export const mutationResolvers = {
  answerFinding: async (_: unknown, answer: ResponseArguments<AnswerCode>, context: OversightContext) =>
    await respond(context, answer, 'ANSWERED'),
  correctFinding: async (
    _: unknown,
    correction: ResponseArguments<CorrectionCode>,
    context: OversightContext,
  ) => await respond(context, correction, 'CORRECTED'),
  closeFinding: async (_: unknown, { id, accepted }: CloseArguments, context: OversightContext) => {
    requireOwner('oversight', context.grant);
    const { state } = await findRow(context.loaders.findings, id);
    const taken = state === 'CORRECTED' || state === 'CONFIRMED' ? 'CONFIRMED' : 'ACCEPTED';
    return await moveFinding(context, id, { state: accepted ? taken : 'REJECTED' });
  },
};

async function respond(
  context: OversightContext,
  { id, code }: ResponseArguments<AnswerCode | CorrectionCode>,
  state: FindingState,
): Promise<FindingDocument> {
  requireOwner('oversight answers', context.grant);
  requireOwnCommittee(context.grant, await findRow(context.loaders.findings, id));
  return await moveFinding(context, id, { state, code });
}

async function moveFinding(
  { loaders }: OversightContext,
  id: string,
  step: { readonly state: FindingState; readonly code?: AnswerCode | CorrectionCode },
): Promise<FindingDocument> {
  const moved = await moveRow({
    rows: loaders.findings,
    id,
    field: 'state',
    moves: FINDING_MOVES,
    to: step.state,
    append: { steps: { ...step, at: new Date() } },
    isRepeated: ({ steps }) => steps.at(-1)?.code === step.code,
  });
  loaders.findingById.clear(id).prime(id, moved);
  if (moved.citizenId !== undefined) loaders.findingsByCitizen.clear(moved.citizenId);
  return moved;
}

/** A committee speaks for its own list, whatever rows it has been given. */
function requireOwnCommittee({ unit }: Grant, { ppln }: FindingDocument): void {
  if (unit === undefined || unit === ppln) return;
  throw subgraphError('FORBIDDEN', {
    message: 'The finding is about the list of another committee; a committee answers its own findings only.',
    remedy: 'Ask the committee that the finding names.',
  });
}
