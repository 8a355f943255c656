import type { Ledger } from '../ledger/ledger.ts';
import type { Inquiry } from './inquiry.ts';
import type { NameOfficer } from './officer-names.ts';
import { createIntentEvent } from './operation-event.ts';
import type { OperationUse } from './operation-use.ts';

/**
 * Writes down what is about to pass between agencies, or that a change is about to be made. Gives false when that cannot
 * be done: then nothing may pass. What had been fetched or changed when a gateway dies is known by its intent.
 */
export type KeepIntent = (inquiry: Inquiry, use: OperationUse) => Promise<boolean>;

/** Makes what writes intents into the ledger. */
export function createKeepIntent(ledger: Ledger, nameOfficer: NameOfficer): KeepIntent {
  return async (inquiry, use) => {
    if (ledger.state() === 'off') return true;
    const { asker, facts, officer, purpose, requestId, view } = inquiry;
    const event = createIntentEvent(
      { agency: asker.agency.id, unit: asker.unit, officer, purpose, requestId },
      { hash: facts.hash, name: facts.operationName },
      facts.ground ?? { policy: '', supergraph: view.graph.hash },
      use,
      nameOfficer,
    );
    const sequence = await ledger.add(event);
    if (sequence === undefined) return false;
    facts.intent = sequence;
    return true;
  };
}
