import { numberOf } from '../../gateway/ledger/checkpoint.ts';
import type { LedgerStore } from '../../gateway/ledger/ledger-store.ts';
import {
  openSecondPlace,
  type SecondPlaceTarget,
  type StatementKind,
  type StoredStatement,
} from '../../gateway/ledger/second-place.ts';
import { entryId } from '../../gateway/ledger/stored-entry.ts';
import { readBatches } from './read-cursor.ts';
import { idsOf } from './read-store.ts';

const TIMEOUT_MS = 10_000;

/**
 * Brings the statements of a chain that the second place does not have to it, in order.
 *
 * @throws Error in a sentence, when it does not take them
 */
export async function deliverStatements(
  store: LedgerStore,
  target: SecondPlaceTarget,
  kind: StatementKind,
  chain: string,
): Promise<void> {
  try {
    const place = openSecondPlace(target, store, TIMEOUT_MS);
    const last = (await place.last(kind, chain))?.number ?? 0;
    const cursor = store
      .database()
      .collection<StoredStatement>(kind)
      .find(idsOf(chain, entryId(chain, last + 1)))
      .sort({ _id: 1 });
    for await (const batch of readBatches(cursor)) {
      await place.append(
        kind,
        chain,
        batch.filter((statement) => numberOf(statement) > last),
      );
    }
  } catch {
    throw new Error(
      `The second place (LEDGER_CHECKPOINTS) does not take the ${kind} of ${chain}: see that it can be written, and run this again.`,
    );
  }
}
