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
  /** Rows that meet the condition, put together where they are equal in some fields. One query. */
  readonly group: (condition: Condition, grouping: Grouping) => Promise<readonly Group[]>;
  /** Changes the row with this id, and gives it as it is then; null when there is none that also meets the condition. */
  readonly update: (id: string, condition: Condition, change: RowChange) => Promise<Stored | null>;
}

/** A change of one row, all of it in one write. */
export interface RowChange {
  /** Field to its value. */
  readonly set: Readonly<Record<string, unknown>>;
  /** List field to the element that is put behind its last. */
  readonly append?: Readonly<Record<string, unknown>>;
}

/** Bounds of a query. */
export interface FindOptions {
  /** Rows at most; unbounded when absent. */
  readonly limit?: number;
  readonly sort?: RowOrder<never>['sort'];
  /** Fields to read besides `_id`; the rows lack all others then. Whole rows when absent. */
  readonly fields?: readonly string[];
}

/** How rows are put together. */
export interface Grouping {
  /** Fields in which the rows of a group are equal; all are there in every row that meets the condition. */
  readonly by: readonly string[];
  /** Fields of which a group tells how many different values it has. */
  readonly distinct: readonly string[];
  /** Rows that a group has at least; smaller ones are left out. */
  readonly atLeast: number;
  /** The index to use: it covers the fields of condition, grouping and row filter. */
  readonly index: Readonly<Record<string, 1 | -1>>;
}

/** Rows that are equal in some fields. */
export interface Group {
  /** Their values, in the order of `by`. */
  readonly key: readonly string[];
  readonly rows: number;
  /** Numbers of different values, in the order of `distinct`. */
  readonly distinct: readonly number[];
}

/** Longest time that the store may work on one query, in milliseconds. */
const MAX_QUERY_MS = 5_000;
/** Rows that the store gives at a time, of a query without a limit of its own. */
const MAX_BATCH_ROWS = 1_001;
/** As above, for a count, which goes on when nobody waits any more, so that it is known the next time. */
const MAX_COUNT_MS = 60_000;

/**
 * Makes the view of a collection through a row filter.
 *
 * @param onRow is told every row that was read whole, so that loaders of the same request need not read it again
 */
export function createVisibleRows<Stored extends Row>(
  model: Model<Stored>,
  rowFilter: Condition,
  counter: Counter,
  onRow: (row: Stored) => void = () => {},
): VisibleRows<Stored> {
  return {
    find: async (condition, { limit, sort = BY_ID.sort, fields } = {}) => {
      const query = model
        .find(allOf([rowFilter, condition]), fields && ['_id', ...fields])
        .sort({ ...sort })
        .maxTimeMS(MAX_QUERY_MS)
        // All at once: otherwise the store gives 101 and waits to be asked for the others.
        .batchSize(limit ?? MAX_BATCH_ROWS)
        .lean<Stored[]>();
      const rows = await (limit === undefined ? query : query.limit(limit));
      if (!fields) for (const row of rows) onRow(row);
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
    group: async (condition, { by, distinct, atLeast, index }) => {
      const sets = Object.fromEntries(distinct.map((path, at) => [`d${at}`, { $addToSet: `$${path}` }]));
      return await model
        .aggregate<Group>([
          { $match: allOf([rowFilter, condition]) },
          { $group: { _id: by.map((path) => `$${path}`), rows: { $sum: 1 }, ...sets } },
          { $match: { rows: { $gte: atLeast } } },
          {
            $project: {
              _id: 0,
              key: '$_id',
              rows: 1,
              distinct: distinct.map((_, at) => ({ $size: `$d${at}` })),
            },
          },
        ])
        .option({ maxTimeMS: MAX_QUERY_MS, hint: index });
    },
    update: async (id, condition, { set, append = {} }) =>
      await model
        .findOneAndUpdate(allOf([isEqual('_id', id), rowFilter, condition]), { $set: set, $push: append })
        .setOptions({ returnDocument: 'after', writeConcern: { w: 1, j: true } })
        .maxTimeMS(MAX_QUERY_MS)
        .lean<Stored>(),
  };
}
