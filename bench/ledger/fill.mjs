import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { importGateway } from '../simpul/ids.mjs';

/** Entries that have one checkpoint, as a gateway under load makes them, and of them those that have one time. */
const [BATCH, GROUP] = [1_000, 100];
const YEARS_MS = 2 * 365 * 86_400_000;

/**
 * Fills an empty ledger through the gateway's own code: the same texts, hashes, search fields and checkpoints as if each
 * operation had been asked. Unlike a gateway it waits for the journal once in a
 * batch, and builds the indexes at the end.
 *
 * @param options `database` of MongoDB, `count` of entries, `chain`, `key` (private JWK), `statements`, the file
 *   that checkpoints are appended to, `createEvents` as of `createOperations`, and `onProgress(entries)`
 * @returns how long entries and indexes took, in seconds
 */
export async function fillLedger(root, options) {
  const { database, count, chain, key, statements, createEvents, onProgress } = options;
  const [
    { CHECKPOINTS, createCheckpoint, numberOf },
    { EMPTY_CHAIN, linkEntries },
    { createStatementSigner },
    { ENTRIES },
    { writeEvent },
    { ensureLedgerIndexes },
  ] = await Promise.all(
    [
      'checkpoint',
      'link-entries',
      'statement-signer',
      'stored-entry',
      'write-entry',
      'ensure-ledger-indexes',
    ].map((name) => importGateway(root, `ledger/${name}.js`)),
  );
  const sign = createStatementSigner(key);
  const insert = (collection, documents, isJournaled) =>
    database.command({
      insert: collection,
      documents,
      ordered: true,
      writeConcern: { w: 1, j: isJournaled },
    });
  mkdirSync(dirname(statements), { recursive: true });
  const until = Date.now();
  let end = EMPTY_CHAIN;
  let last;
  let waiting = [];
  let written = Promise.resolve();
  const began = performance.now();

  const nextBatch = () => {
    const size = Math.min(BATCH, count - end.sequence);
    while (waiting.length < size) {
      for (const event of createEvents(end.sequence + waiting.length + 1))
        waiting.push({ event, text: writeEvent(event) });
    }
    const events = waiting.slice(0, size);
    waiting = waiting.slice(size);
    // A second of load in each batch, and nothing until the next.
    const beginsAt = until - YEARS_MS + Math.floor((end.sequence / count) * YEARS_MS);
    const documents = [];
    for (let at = 0; at < size; at += GROUP) {
      const time = new Date(beginsAt + at);
      const linked = linkEntries(chain, end, events.slice(at, at + GROUP), time);
      documents.push(...linked.documents);
      end = linked.end;
    }
    const checkpoint = createCheckpoint(chain, end, last, new Date(beginsAt + BATCH), sign);
    last = { number: numberOf(checkpoint), jws: checkpoint.jws, sequence: end.sequence };
    return { documents, checkpoint };
  };

  while (end.sequence < count) {
    const { documents, checkpoint } = nextBatch();
    await written;
    written = insert(ENTRIES, documents, false).then(() => insert(CHECKPOINTS, [checkpoint], true));
    appendFileSync(statements, `${checkpoint.jws}\n`);
    onProgress(end.sequence);
  }
  await written;
  const entriesSeconds = (performance.now() - began) / 1000;
  await ensureLedgerIndexes({ database: () => database });
  return { entriesSeconds, indexSeconds: (performance.now() - began) / 1000 - entriesSeconds };
}
