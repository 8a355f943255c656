import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { insertDurably } from '../../../gateway/ledger/insert-durably.ts';
import { readLastCheckpoint } from '../../../gateway/ledger/read-checkpoints.ts';
import type { SecondPlaceTarget, StoredStatement } from '../../../gateway/ledger/second-place.ts';
import { entryId } from '../../../gateway/ledger/stored-entry.ts';
import { describeFault } from '../../../gateway/ledger/verify/fault.ts';
import { hashStatement, NO_STATEMENT, type Seal } from '../../../gateway/ledger/verify/statement-reader.ts';
import { faultsOf, verifyLedger } from '../../../gateway/ledger/verify/verify-ledger.ts';
import { deliverStatements } from '../deliver.ts';
import { readExport } from '../read-export.ts';
import { idsOf, SEALS } from '../read-store.ts';
import type { Signing } from '../sign-tails.ts';
import { markDue } from './mark-due.ts';
import { replaceMarked } from './replace-marked.ts';
import type { IsDue } from './retention.ts';
import { type WrittenPart, writePart } from './write-part.ts';

/** What entries are sealed with. */
export interface Sealing extends Signing {
  readonly isDue: IsDue;
  /** Folder of the files that sealed entries go to. */
  readonly out: string;
  readonly secondPlace: SecondPlaceTarget;
}

const TIMEOUT_MS = 60_000;

/**
 * Seals what is due of a chain. In this order, so that it can be ended at any point and run again: entries are marked;
 * the file is written, brought to the disk, read again and verified; the seal is stored, and sent; the marked entries are
 * replaced by stubs. Until there is a seal, marks mean nothing. Once there is, they are as good as stubs.
 *
 * @returns what was done, in a sentence
 */
export async function sealChain(sealing: Sealing, chain: string): Promise<string> {
  const { store, isDue, sign, now, out } = sealing;
  const database = store.database();
  const last = await readLastSeal(sealing, chain);
  const finished = last === undefined ? 0 : await replaceMarked(database, last.seal);
  await deliverStatements(store, sealing.secondPlace, 'seals', chain);
  const before = finished === 0 ? '' : ` ${finished} of an earlier run, which was interrupted.`;

  const number = (last?.seal.number ?? 0) + 1;
  const covered = (await readLastCheckpoint(store, chain, TIMEOUT_MS))?.sequence ?? 0;
  // The last one stays: a gateway goes on from it.
  const marked = await markDue(database, { chain, number, covered: covered - 1 }, isDue);
  if (marked.count === 0) return `${chain}: nothing is due.${before}`;
  await mkdir(out, { recursive: true, mode: 0o700 });
  const path = join(out, `${chain}-seal-${number}.jsonl`);
  const part = await writePart(database, path, { chain, number }, marked);
  await checkPart(sealing, path, part);
  const previous = last === undefined ? NO_STATEMENT : hashStatement(last.jws);
  const { count, digest, hash, from, through } = part;
  const seal: Seal = {
    chain,
    count,
    digest,
    export: hash,
    from,
    number,
    previous,
    through,
    time: now().toISOString(),
    version: 1,
  };
  const jws = sign('simpul-seal+jwt', { ...seal });
  const insertion = await insertDurably(
    store,
    SEALS,
    [{ _id: entryId(chain, number), jws } as StoredStatement],
    TIMEOUT_MS,
  );
  if (insertion.kind !== 'durable')
    throw new Error(`The store did not take the seal of ${chain}: run this again, once.`);
  await deliverStatements(store, sealing.secondPlace, 'seals', chain);
  const replaced = await replaceMarked(database, seal);
  return `${chain}: ${replaced} entries from ${from} to ${through} are sealed, and are in ${path}.${before}`;
}

async function readLastSeal(
  { store, reader }: Sealing,
  chain: string,
): Promise<{ readonly seal: Seal; readonly jws: string } | undefined> {
  const seals = store.database().collection<StoredStatement>(SEALS);
  const last = await seals.find(idsOf(chain)).sort({ _id: -1 }).limit(1).next();
  if (last === null) return undefined;
  const seal = reader.seal(last.jws);
  if (seal?.chain === chain && last._id === entryId(chain, seal.number)) return { seal, jws: last.jws };
  throw new Error(`The last seal of ${chain} is forged: run npm run ledger -- verify. Nothing was sealed.`);
}

/** Reads the file again, as anybody would who is given it. @throws Error when it is not what is to be sealed */
async function checkPart({ reader }: Sealing, path: string, part: WrittenPart): Promise<void> {
  const scope = { reader, fromFirst: false, toLast: false, isPart: true };
  const report = await verifyLedger(readExport(path), scope);
  const [fault] = faultsOf(report);
  if (fault) throw new Error(`${describeFault(fault)}. Nothing was sealed: run npm run ledger -- verify.`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  const isSame = hash.digest('hex') === part.hash;
  if (!isSame || report.chains[0]?.entries !== part.count) {
    throw new Error(`${path} is not what was written to it. Nothing was sealed.`);
  }
}
