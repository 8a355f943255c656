import { trusted } from 'mongoose';
import type { Condition } from './condition.ts';
import { allOf } from './condition.ts';
import type { CreateCursors } from './cursor.ts';
import { badInput } from './errors.ts';
import type { Grant } from './grant-claims.ts';
import type { Row, VisibleRows } from './visible-rows.ts';

/** Rows on a page at most. */
const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 20;

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
  readonly rows: VisibleRows<Stored>;
  /** The client's filter as a condition. */
  readonly condition: Condition;
  readonly arguments: ListArguments;
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
 * Makes a page of a list in `_id` order.
 *
 * @see https://relay.dev/graphql/connections.htm
 * @throws GraphQLError `BAD_USER_INPUT` for a page size outside 1 to 100, `BAD_CURSOR` for a cursor of another list
 */
export function createConnection<Stored extends Row>(
  context: { readonly grant: Grant; readonly createCursors: CreateCursors },
  list: List<Stored>,
): Connection<Stored> {
  const { first, after, filter } = list.arguments;
  const size = first ?? DEFAULT_PAGE_SIZE;
  if (size < 1 || size > MAX_PAGE_SIZE) throw badInput('first', `a page size from 1 to ${MAX_PAGE_SIZE}`);
  const cursors = context.createCursors({ field: list.field, filter, grant: context.grant });
  const start = after == null ? undefined : { _id: trusted({ $gt: cursors.decode(after) }) };

  const readPage = once(async () => {
    const condition = start ? allOf([list.condition, start]) : list.condition;
    const rows = await list.rows.find(condition, { limit: size + 1 });
    return { rows: rows.slice(0, size), hasNextPage: rows.length > size };
  });
  const cursorOf = (row: Stored | undefined) => (row ? cursors.encode(row._id) : null);

  return {
    nodes: async () => (await readPage()).rows,
    edges: async () =>
      (await readPage()).rows.map((node) => ({ node, cursor: () => cursors.encode(node._id) })),
    pageInfo: async () => {
      const { rows, hasNextPage } = await readPage();
      return {
        hasNextPage,
        hasPreviousPage: start !== undefined,
        startCursor: () => cursorOf(rows[0]),
        endCursor: () => cursorOf(rows.at(-1)),
      };
    },
    totalCount: once(() => list.rows.count(list.condition)),
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= make();
    return value;
  };
}
