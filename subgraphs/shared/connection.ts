import type { Condition } from './condition.ts';
import { allOf } from './condition.ts';
import type { CreateCursors } from './cursor.ts';
import { badInput, subgraphError } from './errors.ts';
import type { Grant } from './grant-claims.ts';
import { BY_ID, type RowOrder } from './row-order.ts';
import type { Row, VisibleRows } from './visible-rows.ts';

/** Rows on a page at most, where a list does not say another number. */
const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 20;
/** How long a list waits for its count, in milliseconds: the gateway gives a call up after three seconds. */
const PATIENCE_MS = 1_500;
const STILL_COUNTING = {
  message: 'totalCount: the rows are many, and are still being counted.',
  remedy: 'Ask again in a few seconds, or leave totalCount out.',
};

/** The arguments of every list. */
export interface ListArguments<Filter = unknown> {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly filter?: Filter | null;
}

/** What a list is made of. */
export interface List<Stored extends Row> {
  /** Coordinate of the list, `Query.citizens`. */
  readonly field: string;
  readonly rows: Pick<VisibleRows<Stored>, 'find' | 'count'>;
  /** That of ids when absent. */
  readonly order?: RowOrder<Stored>;
  /** The client's filter as a condition. */
  readonly condition: Condition;
  readonly arguments: ListArguments;
  /** Rows on a page at most: 100 when absent. */
  readonly maxPageSize?: number;
  /** Stored fields that will be asked for, besides those that the order needs; all when absent. */
  readonly fields?: readonly string[];
  /** Is given the rows of the page before anything is asked of them, to read ahead what all will be asked for. */
  readonly onPage?: (rows: readonly Stored[]) => Promise<void>;
}

/** A page as GraphQL resolves it: each part is read when it is asked for, and no query is made twice. */
export interface Connection<Stored extends Row> {
  readonly edges: () => Promise<readonly { readonly node: Stored; readonly cursor: () => string }[]>;
  readonly nodes: () => Promise<readonly Stored[]>;
  readonly pageInfo: () => Promise<PageInfo>;
  readonly totalCount: () => Promise<number>;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: () => string | null;
  readonly endCursor: () => string | null;
}

/**
 * Makes a page of a list.
 *
 * @see https://relay.dev/graphql/connections.htm
 * @throws GraphQLError `BAD_USER_INPUT` for a page size outside 1 to the list's maximum, `BAD_CURSOR` for a cursor of another list
 */
export function createConnection<Stored extends Row>(
  context: { readonly grant: Grant; readonly createCursors: CreateCursors },
  list: List<Stored>,
): Connection<Stored> {
  const { first, after, filter } = list.arguments;
  const order = list.order ?? BY_ID;
  const size = first ?? DEFAULT_PAGE_SIZE;
  const maxSize = list.maxPageSize ?? MAX_PAGE_SIZE;
  if (size < 1 || size > maxSize) throw badInput('first', `a page size from 1 to ${maxSize}`);
  const cursors = context.createCursors({ field: list.field, filter, grant: context.grant });
  const start = after == null ? undefined : order.after(cursors.decode(after));

  const readPage = once(async () => {
    const condition = start ? allOf([list.condition, start]) : list.condition;
    const options = { limit: size + 1, sort: order.sort, ...(list.fields && { fields: list.fields }) };
    const rows = await list.rows.find(condition, options);
    const page = rows.slice(0, size);
    await list.onPage?.(page);
    return { rows: page, hasNextPage: rows.length > size };
  });
  const cursorOf = (row: Stored | undefined) => (row ? cursors.encode(order.positionOf(row)) : null);

  return {
    nodes: async () => (await readPage()).rows,
    edges: async () =>
      (await readPage()).rows.map((node) => ({ node, cursor: () => cursors.encode(order.positionOf(node)) })),
    pageInfo: async () => {
      const { rows, hasNextPage } = await readPage();
      return {
        hasNextPage,
        hasPreviousPage: start !== undefined,
        startCursor: () => cursorOf(rows[0]),
        endCursor: () => cursorOf(rows.at(-1)),
      };
    },
    totalCount: once(() => waitForCount(list.rows.count(list.condition))),
  };
}

/** Waits for a count no longer than a page may take; it goes on without its asker, and is then known for a while. */
async function waitForCount(count: Promise<number>): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(subgraphError('UNAVAILABLE', STILL_COUNTING)), PATIENCE_MS);
  });
  // Nobody may be left to hear that a count failed.
  count.catch(() => {});
  try {
    return await Promise.race([count, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= make();
    return value;
  };
}
