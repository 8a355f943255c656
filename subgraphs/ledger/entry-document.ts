import { Schema } from 'mongoose';
import { readOnly, requiredText } from '../shared/document-schema.ts';

/**
 * An entry of the ledger, as the gateways store it; they build its indexes, and nothing is written here. Only entries
 * by which data reached somebody have the fields from `at` on: those are all that this subgraph looks for.
 */
export interface EntryDocument {
  /** `chain/sequence`, the sequence in twelve digits. */
  readonly _id: string;
  /** SHA-256 of `text`, 64 hexadecimal digits. */
  readonly hash: string;
  /** The entry as canonical JSON. */
  readonly text: string;
  readonly at: Date;
  /** Id of the agency that asked. */
  readonly agency: string;
  readonly purpose: string;
  /** Every provider of a disclosure. */
  readonly providers: readonly string[];
  /** Every coordinate of a disclosure. */
  readonly coordinates: readonly string[];
  /** `provider/person` for everybody whom a disclosure of that provider is about. */
  readonly about: readonly string[];
  /** First day, `YYYY-MM-DD` in Jakarta, on which the persons may be shown it; empty where nothing is held back. */
  readonly shownFrom: string;
}

/** What the text of an entry tells of its operation, as far as it is told on. */
export interface StoredOperation {
  readonly agreements: readonly { readonly id: string; readonly version: string }[];
  readonly disclosures: readonly StoredDisclosure[];
  readonly operation: { readonly hash: string | null };
  readonly unit: string | null;
  /** Ids of everybody whom a disclosure is about. */
  readonly persons: readonly string[];
}

/** What one provider gave one recipient. */
export interface StoredDisclosure {
  readonly provider: string;
  readonly recipient: string;
  /** In order. */
  readonly coordinates: readonly string[];
  readonly rows: number;
  /** Which of `persons` of the operation: spans of places, each the first one and how many. */
  readonly who: readonly (readonly [first: number, count: number])[];
}

/** Schema of the entries; the sealed ones, `{ _id, hash, seal }`, have no field that is searched. */
export const entrySchema = new Schema<EntryDocument>(
  {
    _id: requiredText,
    hash: String,
    text: String,
    at: Date,
    agency: String,
    purpose: String,
    providers: [String],
    coordinates: [String],
    about: [String],
    shownFrom: String,
  },
  readOnly('entries'),
);

/** Reads what an entry tells of its operation. @throws SyntaxError for a text that no gateway wrote */
export function readOperation({ text }: Pick<EntryDocument, 'text'>): StoredOperation {
  return (JSON.parse(text) as { readonly event: StoredOperation }).event;
}
