import { trusted } from 'mongoose';
import { isEqual } from './condition.ts';
import type { StatisticsModels } from './statistics-models.ts';
import type { Count } from './statistics-source.ts';

/** A complete count of all tables of a subgraph. */
export interface StoredCounts {
  readonly asOf: Date;
  /** Names of the tables that were counted, those without a row among them. */
  readonly tables: readonly string[];
  readonly counts: readonly Count[];
}

/** Reads the newest complete count; undefined when there is none. */
export async function readCounts({ meta, statistics }: StatisticsModels): Promise<StoredCounts | undefined> {
  const state = await meta.findOne(isEqual('_id', 'statistics')).lean();
  if (!state) return undefined;
  const counts = await statistics.find({ asOf: state.asOf }).sort({ _id: 1 }).lean();
  // A count of before a table was thought of does not say which it has.
  return { asOf: state.asOf, tables: state.tables ?? [], counts };
}

/**
 * Stores a count beside the older ones, then makes it the newest, then removes the others: a process that dies on the
 * way leaves the last complete count in force, and so does another one that counts at the same time.
 */
export async function writeCounts(
  models: StatisticsModels,
  { asOf, tables, counts }: StoredCounts,
): Promise<void> {
  const cells = counts.map((count) => ({
    ...count,
    _id: `${asOf.toISOString()}:${count.year}:${count.table}:${count.code}`,
    asOf,
  }));
  await models.statistics.insertMany(cells);
  // The journal keeps the order of writes: once this one is in it, the cells are.
  await models.meta.updateOne(
    isEqual('_id', 'statistics'),
    { $max: { asOf }, $set: { tables } },
    { upsert: true, writeConcern: { w: 1, j: true } },
  );
  await models.statistics.deleteMany({ asOf: trusted({ $lt: asOf }) });
}
