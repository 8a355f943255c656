import { createHash } from 'node:crypto';
import type { mongo } from 'mongoose';
import { CHECKPOINTS, type StoredCheckpoint } from '../../../gateway/ledger/checkpoint.ts';
import type { Operation } from '../../../gateway/ledger/entry.ts';
import { entryId } from '../../../gateway/ledger/stored-entry.ts';
import { writeExportHeader, writeExportLine } from '../../../gateway/ledger/verify/export-line.ts';
import type { LedgerLine } from '../../../gateway/ledger/verify/ledger-line.ts';
import { AGREEMENTS, type StoredAgreement } from '../read-agreement-lines.ts';
import { idsOf, readChain } from '../read-store.ts';
import { beginFile } from '../write-file.ts';
import type { Marked } from './mark-due.ts';

/** What a part says of the entries that it holds. */
export interface WrittenPart {
  readonly count: number;
  /** SHA-256 over their hashes. */
  readonly digest: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly from: number;
  readonly through: number;
}

/**
 * Writes what was marked for a seal to a file that can be verified by itself: from the checkpoint before the first entry
 * to the one that covers the last. Entries between that are not due are left out, their hashes apart.
 */
export async function writePart(
  database: mongo.Db,
  path: string,
  { chain, number }: { readonly chain: string; readonly number: number },
  marked: Marked,
): Promise<WrittenPart> {
  const checkpoints = database.collection<StoredCheckpoint>(CHECKPOINTS);
  const anchor = await checkpoints
    .find({ ...idsOf(chain), sequence: { $lt: marked.from } })
    .sort({ _id: -1 })
    .limit(1)
    .next();
  const closing = await checkpoints
    .find({ ...idsOf(chain), sequence: { $gte: marked.through } })
    .sort({ _id: 1 })
    .limit(1)
    .next();
  if (closing === null)
    throw new Error(`No checkpoint of ${chain} covers what is due: run npm run ledger -- checkpoint.`);
  const span = {
    chain,
    anchor: anchor ?? undefined,
    lastCheckpoint: closing._id,
    lastEntry: entryId(chain, closing.sequence),
  };
  const digest = createHash('sha256');
  let count = 0;
  let [from, through] = [0, 0];
  const versions = new Set<string>();
  const file = await beginFile(path);
  try {
    await file.write([writeExportHeader({ part: { chain, number } })]);
    for await (const lines of readChain(database, span)) {
      const texts: string[] = [];
      for (const line of lines) {
        if (line.kind === 'entry' && line.stored?.sealing === number) {
          count++;
          digest.update(line.hash);
          through = Number(line.stored._id.slice(-12));
          from ||= through;
          for (const version of versionsOf(line.text)) versions.add(version);
        }
        texts.push(writeExportLine(toPartLine(line, number)));
      }
      await file.write(texts);
    }
    // Behind the entries, since it is known by then which are used.
    for (const version of [...versions].sort()) {
      const agreement = await database.collection<StoredAgreement>(AGREEMENTS).findOne({ _id: version });
      if (agreement)
        await file.write([writeExportLine({ kind: 'agreement', version, text: agreement.text })]);
    }
    return { count, digest: digest.digest('hex'), hash: await file.keep(), from, through };
  } finally {
    await file.drop();
  }
}

function toPartLine(line: LedgerLine, number: number): Exclude<LedgerLine, { readonly kind: 'stray' }> {
  if (line.kind === 'stray') {
    throw new Error(
      'The store holds what is no part of a ledger: run npm run ledger -- verify, which names it.',
    );
  }
  if (line.kind !== 'entry' || line.stored === undefined || line.stored.sealing === number) return line;
  return { kind: 'stub', id: line.stored._id, hash: line.hash, seal: null };
}

function versionsOf(text: string): readonly string[] {
  const { event } = JSON.parse(text) as { readonly event: Partial<Operation> };
  return (event.agreements ?? []).map(({ version }) => version);
}
