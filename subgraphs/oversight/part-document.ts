import { Schema } from 'mongoose';
import { requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';

/** What a part of a check goes through: voter rows of one committee and method, workers of all, the committees. */
export const PART_KINDS = ['VOTERS', 'WORKERS', 'COMMITTEES'] as const;
export type PartKind = (typeof PART_KINDS)[number];

/**
 * How far one part of a check has come. The place and the counts change in one write, after the findings of the rows up to
 * there are stored: what is done again after an interruption finds the same and is counted once.
 */
export interface PartDocument {
  /** `<check>:VOTERS:<committee>:<method>`, `<check>:COMMITTEES`, or `<check>:WORKERS` and `<check>:WORKERS:UNLISTED`: read, and compared. */
  readonly _id: string;
  readonly check: string;
  readonly kind: PartKind;
  /** Code of the committee; of `VOTERS` only. */
  readonly ppln?: string;
  /** Cursor of the last row that is done; absent before the first. */
  readonly after?: string;
  readonly isDone: boolean;
  /** Rows examined. */
  readonly rows: number;
  /** Findings by rule, such as `{ B01: 3 }`. */
  readonly findings: Readonly<Record<string, number>>;
  /** Of those, the ones that no earlier check had found. */
  readonly newFindings: Readonly<Record<string, number>>;
  /** Of `WORKERS`: findings by ISO 3166-1 alpha-2 code of the country. */
  readonly byCountry?: Readonly<Record<string, number>>;
  /** Of `COMMITTEES`: findings by code of the committee. */
  readonly byCommittee?: Readonly<Record<string, number>>;
  /** Of `COMMITTEES`: committees of which a rule could not tell, since their counts are too small, by rule. */
  readonly tooSmall?: Readonly<Record<string, number>>;
}

const counts = { type: Schema.Types.Mixed, required: true } as const;

/** How parts are stored. */
export const partSchema = new Schema<PartDocument>(
  {
    _id: requiredText,
    check: requiredText,
    kind: requiredOneOf(PART_KINDS),
    ppln: String,
    after: String,
    isDone: { type: Boolean, required: true },
    rows: { type: Number, required: true, min: 0 },
    findings: counts,
    newFindings: counts,
    byCountry: { type: Schema.Types.Mixed },
    byCommittee: { type: Schema.Types.Mixed },
    tooSmall: { type: Schema.Types.Mixed },
  },
  // Counts may be empty, which still says that there are none.
  { ...stored('check-parts'), minimize: false },
);
partSchema.index({ check: 1 });
