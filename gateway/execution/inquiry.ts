import type { Purpose } from '../access/agreement.ts';
import type { RowAsker } from '../access/row-filter.ts';
import type { View } from '../access/view.ts';
import type { Account } from './account.ts';
import type { CallSignal } from './call-subgraph.ts';
import type { Ground } from './operation-event.ts';

/** One request, once it is known who asks, for what, and what they may use. Lives as long as the request. */
export interface Inquiry extends InquiryNotes {
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
  /** Aborted when the client has gone or the request's time is over. */
  readonly signal: CallSignal;
}

/** What is noted while the operation runs. */
export interface InquiryNotes {
  /** For log and ledger. */
  readonly facts: InquiryFacts;
  /** For the ledger. */
  readonly account: Account;
}

/** What log and ledger say of an operation; nothing of its text or values. */
export interface InquiryFacts {
  /** What it is answered on. */
  ground?: Ground;
  /** Sequence of the entry in the ledger that says what was to pass between agencies. */
  intent?: number;
  /** SHA-256 of the text of a valid operation, 64 hexadecimal digits; absent where an identifier stands in it. */
  hash?: string;
  /** The beginning of the hash of the operation's text. */
  operation?: string;
  operationName?: string;
  /** Codes of the errors in the answer, each once. */
  codes?: readonly string[];
}
