import type { mongo } from 'mongoose';
import type { LedgerLine } from '../../gateway/ledger/verify/ledger-line.ts';
import { readBatches } from './read-cursor.ts';

/** Name of the collection of the texts of agreements. */
export const AGREEMENTS = 'agreements';

/** An agreement file as the store holds it. */
export interface StoredAgreement {
  /** SHA-256 of the text. */
  readonly _id: string;
  readonly text: string;
}

/** Reads the texts of agreements as lines of a ledger. */
export async function* readAgreementLines(database: mongo.Db): AsyncGenerator<readonly LedgerLine[]> {
  const cursor = database.collection<StoredAgreement>(AGREEMENTS).find().sort({ _id: 1 });
  for await (const batch of readBatches(cursor)) {
    yield batch.map(({ _id, text }) => ({ kind: 'agreement', version: String(_id), text: String(text) }));
  }
}
