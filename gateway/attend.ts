import { describeAccount } from './execution/account.ts';
import type { InquiryNotes } from './execution/inquiry.ts';
import type { NameOfficer } from './execution/officer-names.ts';
import { createOperationEvent } from './execution/operation-event.ts';
import type { PairwiseIds } from './execution/pairwise-ids.ts';
import type { GraphqlRouteOptions } from './http/graphql-route.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Runtime } from './runtime.ts';

/** What requests are written down with. */
export interface Recording {
  readonly ledger: Ledger;
  readonly ids: PairwiseIds;
  readonly nameOfficer: NameOfficer;
}

/**
 * Makes what attends to requests of somebody known: they are answered by the runtime, and each has its entry in the
 * ledger before it is.
 */
export function createAttend(
  runtime: Runtime,
  { ledger, ids, nameOfficer }: Recording,
): GraphqlRouteOptions['attend'] {
  return (known, requestId) => {
    if (!ledger.isWritable()) {
      ledger.countRefused();
      return undefined;
    }
    const { policy } = runtime.current();
    const notes: InquiryNotes = { facts: {}, account: {} };
    return {
      answer: (request) => runtime.answer(request, notes),
      async record(outcome) {
        if (ledger.state() === 'off') return true;
        const { account, facts } = notes;
        const event = createOperationEvent(
          { ...known, requestId },
          { hash: facts.hash, name: facts.operationName },
          // A request that was refused before it was asked was so under the policy of that moment.
          facts.ground ?? { policy: policy.version, supergraph: policy.graph.hash },
          describeAccount(account, ids),
          { ...outcome, intent: facts.intent },
          nameOfficer,
        );
        const isKept = (await ledger.add(event)) !== undefined;
        if (!isKept) ledger.countRefused();
        return isKept;
      },
    };
  };
}
