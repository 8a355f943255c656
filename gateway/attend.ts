import type { Logger } from 'pino';
import { describeAccount } from './execution/account.ts';
import type { InquiryNotes } from './execution/inquiry.ts';
import type { NameOfficer } from './execution/officer-names.ts';
import { createOperationEvent } from './execution/operation-event.ts';
import type { PairwiseIds } from './execution/pairwise-ids.ts';
import type { GraphqlRouteOptions, RequestOutcome } from './http/graphql-route.ts';
import { ANONYMOUS } from './identity/identify.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Runtime } from './runtime.ts';

/** What requests are written down with. */
export interface Recording {
  readonly ledger: Ledger;
  readonly ids: PairwiseIds;
  readonly nameOfficer: NameOfficer;
  readonly logger: Logger;
}

/**
 * Makes what attends to requests of somebody known: they are answered by the runtime, and each has its entry in the
 * ledger before it is.
 */
export function createAttend(
  runtime: Runtime,
  { ledger, ids, nameOfficer, logger }: Recording,
): GraphqlRouteOptions['attend'] {
  return (known, requestId) => {
    if (!ledger.isWritable()) {
      ledger.countRefused();
      return undefined;
    }
    const { policy } = runtime.current();
    const notes: InquiryNotes = { facts: {}, account: {} };
    const describe = (outcome: RequestOutcome, { account, facts }: InquiryNotes) => {
      try {
        return createOperationEvent(
          { ...known, requestId },
          { hash: facts.hash, name: facts.operationName },
          // A request that was refused before it was asked was so under the policy of that moment.
          facts.ground ?? { policy: policy.version, supergraph: policy.graph.hash },
          describeAccount(account, ids),
          { ...outcome, intent: facts.intent },
          nameOfficer,
        );
      } catch (err) {
        logger.error({ requestId, err }, 'what became of a request cannot be described');
        return undefined;
      }
    };
    return {
      answer: (request) => runtime.answer(request, notes),
      async record(outcome) {
        if (ledger.state() === 'off') return true;
        const event = describe(outcome, notes);
        // Who needs no token to ask must not be able to fill the ledger with what is no operation.
        if (event?.decision === 'undecided' && known.officer === ANONYMOUS) {
          for (const code of event.outcome.codes) ledger.countTurnedAway(code);
          return true;
        }
        const isKept = event !== undefined && (await ledger.add(event)) !== undefined;
        if (!isKept) ledger.countRefused();
        return isKept;
      },
    };
  };
}
