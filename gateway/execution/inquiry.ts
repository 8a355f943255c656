import type { Purpose } from '../access/agreement.ts';
import type { RowAsker } from '../access/row-filter.ts';
import type { View } from '../access/view.ts';
import type { Account } from './account.ts';
import type { CallSignal } from './call-subgraph.ts';

/** One request, once it is known who asks, for what, and what they may use. Lives as long as the request. */
export interface Inquiry {
  readonly requestId: string;
  readonly asker: RowAsker;
  /** Names the person who uses the agency's token, for limits; never logged. */
  readonly officer: string;
  readonly purpose: Purpose;
  readonly view: View;
  /** Answer null where something is denied, or refuse the whole operation. */
  readonly onDenied: 'null' | 'reject';
  /** Whether the answer lists every decision. */
  readonly explain: boolean;
  /** Filled while the operation runs, for the log. */
  readonly facts: InquiryFacts;
  /** Filled while the operation runs, for the ledger. */
  readonly account: Account;
  /** Aborted when the client has gone or the request's time is over. */
  readonly signal: CallSignal;
}

/** What the log says of an operation; nothing of its text or values. */
export interface InquiryFacts {
  /** Hash of the operation's text. */
  operation?: string;
  operationName?: string;
  /** Codes of the errors in the answer, each once. */
  codes?: readonly string[];
}
