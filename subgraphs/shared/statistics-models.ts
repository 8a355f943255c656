import { type Connection, type Model, Schema } from 'mongoose';
import { requiredText, stored } from './document-schema.ts';

/** One cell of a published table: a count before small cells are suppressed. */
export interface StatisticsCellDocument {
  /** `${year}:${table}:${code}` */
  readonly _id: string;
  readonly year: number;
  /** Name of the field of `Statistics` that gives the table, such as `placementsByCountry`. */
  readonly table: string;
  /** Code of the category, from the code list that the table names. */
  readonly code: string;
  /** Name of the category; absent where the code says it. */
  readonly name?: string;
  readonly count: number;
}

/** When the cells of a database were counted. */
export interface StatisticsStateDocument {
  readonly _id: 'statistics';
  /** UTC. */
  readonly asOf: Date;
}

/** The two collections that every subgraph's database has besides its own. */
export interface StatisticsModels {
  readonly statistics: Model<StatisticsCellDocument>;
  readonly meta: Model<StatisticsStateDocument>;
}

const cellSchema = new Schema<StatisticsCellDocument>(
  {
    _id: requiredText,
    year: { type: Number, required: true },
    table: requiredText,
    code: requiredText,
    name: String,
    count: { type: Number, required: true, min: 0 },
  },
  stored('statistics'),
);
cellSchema.index({ year: 1, table: 1, code: 1 }, { unique: true });

const stateSchema = new Schema<StatisticsStateDocument>(
  { _id: requiredText, asOf: { type: Date, required: true } },
  stored('meta'),
);

/** Makes the models of the published tables on a connection to one subgraph's database. */
export function createStatisticsModels(connection: Connection): StatisticsModels {
  return {
    statistics: connection.model<StatisticsCellDocument>('StatisticsCell', cellSchema),
    meta: connection.model<StatisticsStateDocument>('StatisticsState', stateSchema),
  };
}
