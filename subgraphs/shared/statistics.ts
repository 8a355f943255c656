import type { Logger } from 'pino';
import { describeFailure } from './describe-failure.ts';
import { suppressSmallCells } from './small-cells.ts';
import type { StatisticsModels } from './statistics-models.ts';
import { type Count, countSources, type StatisticsSource, tableName } from './statistics-source.ts';
import { readCounts, type StoredCounts, writeCounts } from './statistics-store.ts';

/** A table as GraphQL gives it. */
export interface StatisticsTable {
  readonly asOf: Date;
  readonly total: number | null;
  readonly cells: readonly StatisticsCell[];
}

/** A count of one category. */
export interface StatisticsCell {
  readonly code: string;
  readonly name: string | null;
  readonly count: number | null;
  readonly suppressed: boolean;
}

/** The published tables of a subgraph, held in memory; small cells are suppressed before they get here. */
export interface Statistics {
  /** Gives a table for a year, or the one of its tables within something; null while nothing was counted yet. */
  readonly table: (name: string, year: number, within?: string) => StatisticsTable | null;
  /** Begins to publish: what is stored at once, and new counts in the background whenever the last are too old. */
  readonly start: () => void;
  /** Ends the refreshing. Settles when no count runs any more: at once when the connection is closed meanwhile. */
  readonly stop: () => Promise<void>;
}

/** Counting takes at most this part of the time: a large store is counted less often than `maxAgeMs` says. */
const MAX_DUTY = 1 / 20;
const RETRY_MS = 30_000;
/** Longest delay that a timer takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Makes the tables of one subgraph. */
export function createStatistics(options: {
  readonly models: StatisticsModels;
  readonly sources: readonly StatisticsSource[];
  readonly maxAgeMs: number;
  readonly logger: Logger;
}): Statistics {
  const { models, sources, maxAgeMs, logger } = options;
  const isSnapshot = new Set(sources.filter(({ year }) => year === undefined).map(({ table }) => table));
  const names = [...new Set(sources.map(({ table }) => table))];
  let published: Published | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;

  const publishers = new Map(sources.map(({ table, publish: own }) => [table, own ?? suppressSmallCells]));

  const publish = (stored: StoredCounts) => {
    const { asOf, tables } = stored;
    published = { asOf, counted: new Set(tables), tables: publishTables(stored, publishers) };
  };

  const refresh = async () => {
    const asOf = new Date();
    const byModel = [...groupBy(sources, ({ model }) => model)];
    const counts = await Promise.all(byModel.map(([model, ofModel]) => countSources(model, ofModel)));
    const stored = { asOf, tables: names, counts: counts.flat() };
    await writeCounts(models, stored);
    publish(stored);
  };

  const schedule = (delayMs: number) => {
    if (isStopped) return;
    timer = setTimeout(
      () => {
        running = refreshSafely();
      },
      Math.min(delayMs, MAX_DELAY_MS),
    ).unref();
  };

  const refreshSafely = async () => {
    const began = performance.now();
    try {
      await refresh();
      schedule(Math.max(maxAgeMs, (performance.now() - began) / MAX_DUTY));
    } catch (error) {
      if (!isStopped) logger.warn({ failure: describeFailure(error) }, 'statistics were not counted');
      schedule(Math.min(maxAgeMs, RETRY_MS));
    }
  };

  const begin = async () => {
    const stored = await readCounts(models).catch(() => undefined);
    if (stored) publish(stored);
    const isWhole = stored && names.every((name) => stored.tables.includes(name));
    schedule(isWhole ? Math.max(0, maxAgeMs - (Date.now() - stored.asOf.getTime())) : 0);
  };

  return {
    table: (name, year, within) => {
      if (!published?.counted.has(name)) return null;
      const key = tableKey(tableName(name, within), isSnapshot.has(name) ? 0 : year);
      const table = published.tables.get(key);
      return table ?? { asOf: published.asOf, total: 0, cells: [] };
    },
    start: () => {
      running = begin();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

interface Published {
  readonly asOf: Date;
  /** Names of the tables that were counted, those without a row among them. */
  readonly counted: ReadonlySet<string>;
  readonly tables: ReadonlyMap<string, StatisticsTable>;
}

type Publisher = NonNullable<StatisticsSource['publish']>;

/** Tables that no source makes any more are left out. */
function publishTables(
  { asOf, counts }: StoredCounts,
  publishers: ReadonlyMap<string, Publisher>,
): ReadonlyMap<string, StatisticsTable> {
  const tables = new Map<string, StatisticsTable>();
  for (const [key, ofTable] of groupBy(counts, ({ table, year }) => tableKey(table, year))) {
    const publisher = publishers.get(ofTable[0]?.table.split('/')[0] ?? '');
    if (publisher) tables.set(key, publishTable(asOf, ofTable, publisher));
  }
  return tables;
}

function publishTable(asOf: Date, counts: readonly Count[], publisher: Publisher): StatisticsTable {
  const { total, cells } = publisher(new Map(counts.map(({ code, count }) => [code, count])));
  const names = new Map(counts.map(({ code, name }) => [code, name]));
  return {
    asOf,
    total,
    cells: [...cells]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, count]) => ({ code, name: names.get(code) ?? null, count, suppressed: count === null })),
  };
}

function tableKey(table: string, year: number): string {
  return `${table}:${year}`;
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
