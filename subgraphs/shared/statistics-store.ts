import { trusted } from 'mongoose';
import { isEqual } from './condition.ts';
import type { StatisticsModels } from './statistics-models.ts';
import type { Count } from './statistics-source.ts';

/** A complete count of all tables of a subgraph. */
export interface StoredCounts {
  readonly asOf: Date;
  readonly counts: readonly Count[];
}

/** Reads the newest complete count; undefined when there is none. */
export async function readCounts({ meta, statistics }: StatisticsModels): Promise<StoredCounts | undefined> {
  const state = await meta.findOne(isEqual('_id', 'statistics')).lean();
  if (!state) return undefined;
  const counts = await statistics.find({ asOf: state.asOf }).sort({ _id: 1 }).lean();
  return { asOf: state.asOf, counts };
}

/**
 * Stores a count beside the older ones, then makes it the newest, then removes the others: a process that dies on the
 * way leaves the last complete count in force, and so does another one that counts at the same time.
 */
export async function writeCounts(models: StatisticsModels, { asOf, counts }: StoredCounts): Promise<void> {
  const cells = counts.map((count) => ({
    ...count,
    _id: `${asOf.toISOString()}:${count.year}:${count.table}:${count.code}`,
    asOf,
  }));
  await models.statistics.insertMany(cells);
  // The journal keeps the order of writes: once this one is in it, the cells are.
  await models.meta.updateOne(
    isEqual('_id', 'statistics'),
    { $max: { asOf } },
    { upsert: true, writeConcern: { w: 1, j: true } },
  );
  await models.statistics.deleteMany({ asOf: trusted({ $lt: asOf }) });
}
