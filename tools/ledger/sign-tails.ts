import { CHECKPOINTS, createCheckpoint } from '../../gateway/ledger/checkpoint.ts';
import { insertDurably } from '../../gateway/ledger/insert-durably.ts';
import type { LedgerStore } from '../../gateway/ledger/ledger-store.ts';
import { readLastCheckpoint } from '../../gateway/ledger/read-checkpoints.ts';
import type { SignStatement } from '../../gateway/ledger/statement-signer.ts';
import { ENTRIES, entryId } from '../../gateway/ledger/stored-entry.ts';
import { describeFault } from '../../gateway/ledger/verify/fault.ts';
import type { StatementReader } from '../../gateway/ledger/verify/statement-reader.ts';
import { faultsOf, verifyLedger } from '../../gateway/ledger/verify/verify-ledger.ts';
import { idsOf, readChain, readChains } from './read-store.ts';

/** What checkpoints of a command are made with. */
export interface Signing {
  readonly store: LedgerStore;
  readonly sign: SignStatement;
  readonly reader: StatementReader;
  readonly now: () => Date;
}

/** A gateway that runs makes a checkpoint each second. */
const QUIET_MS = 10_000;
const TIMEOUT_MS = 60_000;

/**
 * Makes the last checkpoint of each chain whose gateway ended without making it, after it has verified what that covers.
 *
 * @throws Error in a sentence, when what it would sign does not hold
 */
export async function signTails(signing: Signing, print: (line: string) => void): Promise<void> {
  const { store } = signing;
  const { chains } = await readChains(store.database());
  for (const chain of chains) print(await signTail(signing, chain));
}

async function signTail({ store, sign, reader, now }: Signing, chain: string): Promise<string> {
  const database = store.database();
  const last = await readLastCheckpoint(store, chain, TIMEOUT_MS);
  const [entry] = await database
    .collection<{ readonly _id: string; readonly hash: string }>(ENTRIES)
    .find(idsOf(chain))
    .sort({ _id: -1 })
    .limit(1)
    .project<{ readonly _id: string; readonly hash: string }>({ hash: 1 })
    .toArray();
  const sequence = Number(entry?._id.slice(-12) ?? 0);
  if (entry === undefined || sequence <= (last?.sequence ?? 0))
    return `${chain}: its last entry has a checkpoint.`;
  const anchor = last && { _id: entryId(chain, last.number), jws: last.jws, sequence: last.sequence };
  const lines = readChain(database, { chain, anchor, lastEntry: entry._id });
  const scope = { reader, fromFirst: anchor === undefined, toLast: false, isPart: false };
  const report = await verifyLedger(lines, scope);
  const [fault] = faultsOf(report).filter(({ kind }) => kind !== 'uncovered');
  if (fault) throw new Error(`${describeFault(fault)}. Nothing was signed: run npm run ledger -- verify.`);
  const { lastTime } = report.chains[0] ?? {};
  if (lastTime !== undefined && Math.abs(now().getTime() - Date.parse(lastTime)) < QUIET_MS) {
    return `${chain}: its gateway may be running, since its last entry is of this moment. It makes the checkpoint itself.`;
  }
  const checkpoint = createCheckpoint(chain, { sequence, hash: entry.hash }, last, now(), sign);
  const insertion = await insertDurably(store, CHECKPOINTS, [checkpoint], TIMEOUT_MS);
  if (insertion.kind === 'duplicate')
    return `${chain}: its gateway is running, and has just made a checkpoint.`;
  if (insertion.kind === 'failed') throw new Error('The store did not take a checkpoint: try again.');
  return `${chain}: checkpoint ${(last?.number ?? 0) + 1} covers it through entry ${sequence}.`;
}
