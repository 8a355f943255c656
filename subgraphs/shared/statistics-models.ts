import { type Connection, type Model, Schema } from 'mongoose';
import { requiredText, stored } from './document-schema.ts';

/** One cell of a table: a count before small cells are suppressed. */
export interface StatisticsCellDocument {
  /** `${asOf}:${year}:${table}:${code}` */
  readonly _id: string;
  /** When it was counted: cells of one count belong together, and those of another are never mixed in. */
  readonly asOf: Date;
  /** Calendar year, or 0 where the table tells how things stand at the time of counting. */
  readonly year: number;
  /** Name of the field that gives the table, such as `placementsByCountry`; with what it is within after a `/`. */
  readonly table: string;
  /** Code of the category, from the code list that the table names. */
  readonly code: string;
  /** Name of the category; absent where the code says it. */
  readonly name?: string;
  readonly count: number;
}

/** Which count is the newest one that is complete. */
export interface StatisticsStateDocument {
  readonly _id: 'statistics';
  /** UTC. */
  readonly asOf: Date;
  /** Names of the tables that were counted, those without a row among them. */
  readonly tables: readonly string[];
}

/** The two collections that every subgraph's database has besides its own. The subgraph alone writes them. */
export interface StatisticsModels {
  readonly statistics: Model<StatisticsCellDocument>;
  readonly meta: Model<StatisticsStateDocument>;
}

const cellSchema = new Schema<StatisticsCellDocument>(
  {
    _id: requiredText,
    asOf: { type: Date, required: true },
    year: { type: Number, required: true },
    table: requiredText,
    code: requiredText,
    name: String,
    count: { type: Number, required: true, min: 0 },
  },
  stored('statistics'),
);
cellSchema.index({ asOf: 1, _id: 1 });

const stateSchema = new Schema<StatisticsStateDocument>(
  { _id: requiredText, asOf: { type: Date, required: true }, tables: { type: [String], required: true } },
  stored('meta'),
);

/** Makes the models of the published tables on a connection to one subgraph's database. */
export function createStatisticsModels(connection: Connection): StatisticsModels {
  return {
    statistics: connection.model<StatisticsCellDocument>('StatisticsCell', cellSchema),
    meta: connection.model<StatisticsStateDocument>('StatisticsState', stateSchema),
  };
}
