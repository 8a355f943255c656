import type { Model } from 'mongoose';
import { allOf, type Condition, isEqual } from './condition.ts';
import type { Counter } from './counter.ts';
import { BY_ID, type RowOrder } from './row-order.ts';

/** A stored document, as `lean` gives it. */
export interface Row {
  readonly _id: string;
}

/**
 * The rows of one collection that the grant of a request lets it see: all that loaders and resolvers can reach.
 * A row outside is as if it did not exist, in lists, counts, look-ups and joins alike.
 */
export interface VisibleRows<Stored extends Row> {
  /** Rows that meet the condition, in `_id` order or the one that is wished. One query. */
  readonly find: (condition: Condition, options?: FindOptions) => Promise<readonly Stored[]>;
  /** How many rows meet the condition. One query at most; of very many rows, the number may be up to a minute old. */
  readonly count: (condition: Condition) => Promise<number>;
  /** Changes the row with this id, and gives it as it is then; null when there is none that also meets the condition. */
  readonly update: (
    id: string,
    condition: Condition,
    change: Readonly<Record<string, unknown>>,
  ) => Promise<Stored | null>;
}

/** Bounds of a query. */
export interface FindOptions {
  /** Rows at most; unbounded when absent. */
  readonly limit?: number;
  readonly sort?: RowOrder<never>['sort'];
}

/** Longest time that the store may work on one query, in milliseconds. */
const MAX_QUERY_MS = 5_000;
/** As above, for a count, which goes on when nobody waits any more, so that it is known the next time. */
const MAX_COUNT_MS = 60_000;

/**
 * Makes the view of a collection through a row filter.
 *
 * @param onRow is told every row that was read, so that loaders of the same request need not read it again
 */
export function createVisibleRows<Stored extends Row>(
  model: Model<Stored>,
  rowFilter: Condition,
  counter: Counter,
  onRow: (row: Stored) => void = () => {},
): VisibleRows<Stored> {
  return {
    find: async (condition, { limit, sort = BY_ID.sort } = {}) => {
      const query = model
        .find(allOf([rowFilter, condition]))
        .sort({ ...sort })
        .maxTimeMS(MAX_QUERY_MS)
        .lean<Stored[]>();
      const rows = await (limit === undefined ? query : query.limit(limit));
      for (const row of rows) onRow(row);
      return rows;
    },
    count: async (condition) => {
      const visible = allOf([rowFilter, condition]);
      return await counter(model.collection.name, visible, async () => {
        const query = model.countDocuments(visible).maxTimeMS(MAX_COUNT_MS);
        // Without a condition the store would read every document; its smallest index says as much.
        return await (Object.keys(visible).length === 0 ? query.hint({ _id: 1 }) : query);
      });
    },
    update: async (id, condition, change) =>
      await model
        .findOneAndUpdate(allOf([isEqual('_id', id), rowFilter, condition]), { $set: change })
        .setOptions({ returnDocument: 'after', writeConcern: { w: 1, j: true } })
        .maxTimeMS(MAX_QUERY_MS)
        .lean<Stored>(),
  };
}
