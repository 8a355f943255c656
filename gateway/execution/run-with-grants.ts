import type { Logger } from 'pino';
import type { CallOutcome, SubgraphCaller } from './call-subgraph.ts';
import { failureCodes } from './error-codes.ts';
import type { Inquiry } from './inquiry.ts';
import type { PairwiseIds } from './pairwise-ids.ts';
import type { Program } from './program/program.ts';
import type { FetchCall, ProgramResult } from './program/program-run.ts';
import { runProgram } from './program/run-program.ts';
import { startTally } from './program/tally.ts';
import { GRANT_HEADER, type GrantSigner } from './sign-grant.ts';

/** What subgraphs are called with. */
export interface SubgraphAccess {
  readonly caller: SubgraphCaller;
  readonly signGrant: GrantSigner;
  readonly ids: PairwiseIds;
  readonly logger: Logger;
}

/** Runs a program for one inquiry: `(program, inquiry, coerced variables)`. */
export type RunProgram = (
  program: Program,
  inquiry: Inquiry,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ProgramResult>;

/**
 * Makes what runs programs: every call to a subgraph goes out here, with a grant for its very document.
 *
 * @param urls subgraph name to the address that is called.
 */
export function createRunWithGrants(
  { caller, signGrant, ids, logger }: SubgraphAccess,
  urls: ReadonlyMap<string, string>,
): RunProgram {
  async function call(inquiry: Inquiry, { subgraph, operation, body }: FetchCall): Promise<CallOutcome> {
    const { requestId, signal } = inquiry;
    const headers = {
      [GRANT_HEADER]: await signGrant(inquiry, subgraph, operation.hash),
      'x-request-id': requestId,
    };
    const outcome = await caller.call(urls.get(subgraph) ?? '', body, headers, signal, !operation.isMutation);
    if (outcome.kind !== 'answered') {
      logger.warn(
        { requestId, subgraph, outcome: outcome.kind, detail: outcome.detail },
        'subgraph call failed',
      );
      return outcome;
    }
    const codes = failureCodes(outcome.body);
    if (codes.length > 0) logger.warn({ requestId, subgraph, codes }, 'subgraph answered with errors');
    return outcome;
  }

  return async (program, inquiry, variables) => {
    const tally = program.layout && startTally(program.layout);
    if (tally) inquiry.account.tally = tally;
    const result = await runProgram(program, {
      tally,
      variables,
      ids,
      fetch: (fetchCall) => call(inquiry, fetchCall),
    });
    const amiss = result.errors.filter(({ problem }) => problem.code === 'SUBGRAPH_BAD_ANSWER');
    if (amiss.length > 0) {
      const providers = [...new Set(amiss.map(({ problem }) => problem.extensions.provider))];
      logger.warn({ requestId: inquiry.requestId, providers }, 'subgraph answers did not fit what was asked');
    }
    return result;
  };
}
