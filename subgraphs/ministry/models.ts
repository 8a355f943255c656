import { type Connection, type Model, Schema } from 'mongoose';
import { requiredText, stored } from '../shared/document-schema.ts';
import { createStatisticsModels, type StatisticsModels } from '../shared/statistics-models.ts';
import { type WorkerDocument, workerSchema } from './worker-document.ts';

/** A company licensed to place workers (P3MI). Source: KP2MI, SIP3MI licences. */
export interface P3miDocument {
  /** Licence number. */
  readonly _id: string;
  readonly name: string;
  /** Kemendagri code of the province of its seat. */
  readonly province: string;
}

/** The collections of the ministry subgraph. */
export interface MinistryModels extends StatisticsModels {
  readonly workers: Model<WorkerDocument>;
  readonly p3mi: Model<P3miDocument>;
}

const p3miSchema = new Schema<P3miDocument>(
  { _id: requiredText, name: requiredText, province: requiredText },
  stored('p3mi'),
);

/** Makes the models of the ministry subgraph on a connection to its database. Indexes: `ensureIndexes`. */
export function createModels(connection: Connection): MinistryModels {
  return {
    workers: connection.model<WorkerDocument>('Worker', workerSchema),
    p3mi: connection.model<P3miDocument>('P3mi', p3miSchema),
    ...createStatisticsModels(connection),
  };
}
