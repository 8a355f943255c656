import type { mongo } from 'mongoose';
import { CHECKPOINTS, type StoredCheckpoint } from '../../gateway/ledger/checkpoint.ts';
import type { StoredStatement } from '../../gateway/ledger/second-place.ts';
import { ENTRIES, entryId } from '../../gateway/ledger/stored-entry.ts';
import type { LedgerLine, StoredFields } from '../../gateway/ledger/verify/ledger-line.ts';
import { BATCH, readBatches } from './read-cursor.ts';

/** Name of the collection of seals. */
export const SEALS = 'seals';

/** Which part of a chain is read. Undefined: from the first, to the last. */
export interface ChainSpan {
  readonly chain: string;
  /** The checkpoint that comes before the first entry. */
  readonly anchor?: StoredCheckpoint | undefined;
  /** Ids of the last ones that are read. */
  readonly lastCheckpoint?: string | undefined;
  readonly lastEntry?: string | undefined;
}

/** Bytes that are no UTF-8 are read as they can be: a hash that does not fit then tells more than a failure to read. */
const READ_ANYTHING = { enableUtf8Validation: false } as const;

/** The chains of a ledger: whatever stands before the first slash of an id; and the ids that have none. */
export async function readChains(
  database: mongo.Db,
): Promise<{ readonly chains: readonly string[]; readonly strays: readonly string[] }> {
  const chains = new Set<string>();
  const strays: string[] = [];
  for (const name of [ENTRIES, CHECKPOINTS, SEALS]) {
    const collection = database.collection<{ readonly _id: unknown }>(name);
    const first = async (filter: object): Promise<unknown> =>
      (await collection.find(filter).sort({ _id: 1 }).limit(1).project({ _id: 1 }).next())?._id;
    // Texts stand together in the order of ids: whatever is none is before the first or behind the last.
    const last = (await collection.find().sort({ _id: -1 }).limit(1).project({ _id: 1 }).next())?._id;
    const isOdd = [await first({}), last].some((id) => id !== undefined && typeof id !== 'string');
    if (isOdd) strays.push(`${name}, under an id that is no text`);
    for (let id = await first({ _id: { $gte: '' } }); typeof id === 'string'; ) {
      const end = id.indexOf('/');
      if (end > 0) chains.add(id.slice(0, end));
      else strays.push(`${name}, under an id without a chain`);
      // The character after the slash: behind whatever begins with this chain and a slash.
      id = await first(end > 0 ? { _id: { $gte: `${id.slice(0, end)}0` } } : { _id: { $gt: id } });
    }
  }
  return { chains: [...chains].sort(), strays };
}

/** Reads a chain, its checkpoints behind the entries that they name, as the lines that `verifyLedger` takes. */
export async function* readChain(database: mongo.Db, span: ChainSpan): AsyncGenerator<readonly LedgerLine[]> {
  const { chain, anchor, lastCheckpoint, lastEntry } = span;
  const seals = await database
    .collection<StoredStatement>(SEALS)
    .find(idsOf(chain))
    .sort({ _id: 1 })
    .toArray();
  yield seals.map(({ _id, jws }): LedgerLine => ({ kind: 'seal', jws: String(jws), id: _id }));
  const statements = readBatches(
    database
      .collection<StoredCheckpoint>(CHECKPOINTS)
      .find(idsOf(chain, anchor?._id, lastCheckpoint), READ_ANYTHING)
      .sort({ _id: 1 })
      .batchSize(BATCH),
  );
  const checkpoints = walk(statements);
  let checkpoint = await checkpoints();
  if (anchor) {
    if (checkpoint) yield [toLine(checkpoint)];
    checkpoint = await checkpoints();
  }
  const entries = database
    .collection<StoredFields>(ENTRIES)
    .find(idsOf(chain, anchor && entryId(chain, anchor.sequence + 1), lastEntry), READ_ANYTHING)
    .sort({ _id: 1 })
    .batchSize(BATCH);
  for await (const batch of readBatches(entries)) {
    const lines: LedgerLine[] = [];
    for (const stored of batch) {
      const sequence = Number(stored._id.slice(-12));
      while (checkpoint && !(Number(checkpoint.sequence) >= sequence)) {
        lines.push(toLine(checkpoint));
        checkpoint = await checkpoints();
      }
      lines.push(toEntryLine(stored));
    }
    yield lines;
  }
  for (; checkpoint; checkpoint = await checkpoints()) yield [toLine(checkpoint)];
}

/** The line of what the store holds in the place of an entry. */
export function toEntryLine(stored: StoredFields): LedgerLine {
  const { _id, hash, text, seal } = stored;
  if (typeof text === 'string' && typeof hash === 'string') return { kind: 'entry', text, hash, stored };
  const isStub = typeof hash === 'string' && typeof seal === 'number' && Object.keys(stored).length === 3;
  return isStub ? { kind: 'stub', id: _id, hash, seal } : { kind: 'stray', place: String(_id) };
}

/** Ids of one chain, all of them or between two. */
export function idsOf(chain: string, from?: string, through?: string) {
  return {
    _id: { $gte: from ?? `${chain}/`, ...(through === undefined ? { $lt: `${chain}0` } : { $lte: through }) },
  };
}

function toLine({ _id, jws, sequence }: StoredCheckpoint): LedgerLine {
  return { kind: 'checkpoint', jws: String(jws), stored: { id: _id, sequence } };
}

/** Gives what batches hold, one after the other; undefined at the end. */
function walk<Document>(batches: AsyncGenerator<Document[]>): () => Promise<Document | undefined> {
  let batch: Document[] = [];
  let at = 0;
  return async () => {
    if (at === batch.length) {
      batch = (await batches.next()).value ?? [];
      at = 0;
    }
    return batch[at++];
  };
}
