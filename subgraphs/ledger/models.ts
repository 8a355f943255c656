import { type Connection, type Model, Schema } from 'mongoose';
import { embedded, readOnly, requiredText, stored } from '../shared/document-schema.ts';
import { createStatisticsModels, type StatisticsModels } from '../shared/statistics-models.ts';
import { type EntryDocument, entrySchema } from './entry-document.ts';

/** The text of an agreement as it once held; gateways write it. */
export interface AgreementDocument {
  /** SHA-256 of the text, 64 hexadecimal digits. */
  readonly _id: string;
  readonly text: string;
}

/** How many operations of a day gave data: one number. */
export interface AccessCountDocument {
  readonly consumer: string;
  readonly provider: string;
  readonly purpose: string;
  readonly count: number;
}

/** The counts of a day that is over, made once and kept. */
export interface DayDocument {
  /** The day, `YYYY-MM-DD` in Jakarta. */
  readonly _id: string;
  readonly counts: readonly AccessCountDocument[];
}

/** The collections of the ledger subgraph. */
export interface LedgerModels extends StatisticsModels {
  readonly entries: Model<EntryDocument>;
  readonly agreements: Model<AgreementDocument>;
  readonly days: Model<DayDocument>;
}

const agreementSchema = new Schema<AgreementDocument>(
  { _id: requiredText, text: requiredText },
  readOnly('agreements'),
);

const countSchema = new Schema<AccessCountDocument>(
  {
    consumer: requiredText,
    provider: requiredText,
    purpose: String,
    count: { type: Number, required: true, min: 1 },
  },
  embedded,
);

const daySchema = new Schema<DayDocument>(
  { _id: requiredText, counts: [countSchema] },
  stored('access-days'),
);

/** Makes the models of the ledger subgraph on a connection to the database that gateways write the ledger to. */
export function createModels(connection: Connection): LedgerModels {
  return {
    entries: connection.model<EntryDocument>('Entry', entrySchema),
    agreements: connection.model<AgreementDocument>('Agreement', agreementSchema),
    days: connection.model<DayDocument>('AccessDay', daySchema),
    ...createStatisticsModels(connection),
  };
}
