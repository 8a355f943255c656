import { openCheckpointFolder } from './checkpoint-folder.ts';
import { openCheckpointReceiver } from './checkpoint-receiver.ts';
import type { LedgerStore } from './ledger-store.ts';

/** Where statements go besides the store: a folder, or an https address of somebody else. */
export type SecondPlaceTarget = { readonly folder: string } | { readonly url: string };

/** What is kept there; each kind has numbers of its own. */
export type StatementKind = 'checkpoints' | 'seals';

/** A statement as the store holds it. */
export interface StoredStatement {
  /** `chain/number`. */
  readonly _id: string;
  readonly jws: string;
}

/** What is known of a statement in a second place. */
export interface DeliveredStatement {
  readonly number: number;
  /** The last entry that it speaks of; undefined where the place cannot be read. */
  readonly sequence?: number;
}

/** A place that gets every statement of every chain, in order. */
export interface SecondPlace {
  /** The last statement that it has; undefined for none. Rejects when that cannot be found out. */
  readonly last: (kind: StatementKind, chain: string) => Promise<DeliveredStatement | undefined>;
  /** Appends statements that follow the last one, and fulfils once they are kept. After a rejection ask for the last one. */
  readonly append: (
    kind: StatementKind,
    chain: string,
    statements: readonly StoredStatement[],
  ) => Promise<void>;
}

/** Opens a second place. @throws Error in a sentence, for an address that is not allowed */
export function openSecondPlace(
  target: SecondPlaceTarget,
  store: LedgerStore,
  timeoutMs: number,
): SecondPlace {
  return 'folder' in target
    ? openCheckpointFolder(target.folder)
    : openCheckpointReceiver(target.url, store, timeoutMs);
}
