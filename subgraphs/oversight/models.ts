import { type Connection, type Model, Schema } from 'mongoose';
import { requiredText, stored } from '../shared/document-schema.ts';
import { createStatisticsModels, type StatisticsModels } from '../shared/statistics-models.ts';
import { type CheckDocument, checkSchema } from './check-document.ts';
import { type FindingDocument, findingSchema } from './finding-document.ts';
import { type PartDocument, partSchema } from './part-document.ts';

/** An election whose voter list Bawaslu supervises. */
export interface SupervisionDocument {
  /** Code of the election. */
  readonly _id: string;
  /** UTC. */
  readonly since: Date;
}

/** Somebody who has a row on the list, for as long as a check needs to find out who has none. */
export interface ListedDocument {
  /** `<check>:<Bawaslu's id of the person>` */
  readonly _id: string;
}

/** The collections of the oversight subgraph, which checks of Bawaslu fill. */
export interface OversightModels extends StatisticsModels {
  readonly supervisions: Model<SupervisionDocument>;
  readonly checks: Model<CheckDocument>;
  readonly parts: Model<PartDocument>;
  readonly listed: Model<ListedDocument>;
  readonly findings: Model<FindingDocument>;
}

const supervisionSchema = new Schema<SupervisionDocument>(
  { _id: requiredText, since: { type: Date, required: true } },
  stored('supervisions'),
);

const listedSchema = new Schema<ListedDocument>({ _id: requiredText }, stored('check-listed'));

/** Makes the models of the oversight subgraph on a connection to its database. Indexes: `ensureIndexes`. */
export function createModels(connection: Connection): OversightModels {
  return {
    supervisions: connection.model<SupervisionDocument>('Supervision', supervisionSchema),
    checks: connection.model<CheckDocument>('Check', checkSchema),
    parts: connection.model<PartDocument>('CheckPart', partSchema),
    listed: connection.model<ListedDocument>('CheckListed', listedSchema),
    findings: connection.model<FindingDocument>('Finding', findingSchema),
    ...createStatisticsModels(connection),
  };
}
