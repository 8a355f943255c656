import type { Model, PipelineStage } from 'mongoose';
import type { PublishedTable } from './small-cells.ts';

/** What counting needs of a model. */
export type CountedModel = Pick<Model<unknown>, 'aggregate'>;

/** A table of counts: what it counts, by what. */
export interface StatisticsSource {
  /** Name of the field that gives the table. */
  readonly table: string;
  readonly model: CountedModel;
  /** List field whose elements are counted instead of the rows. */
  readonly elements?: string;
  /** Which rows or elements count; all when absent. */
  readonly match?: PipelineStage.Match['$match'];
  /** The year that a row or element belongs to; absent where the table tells how things stand now, in any year. */
  readonly year?: YearExpression;
  /** MongoDB expression for the code of the category; rows without one are left out. */
  readonly code: string | Readonly<Record<string, unknown>>;
  /** Names by code; absent where the source keeps none. */
  readonly names?: () => Promise<ReadonlyMap<string, string>>;
  /** MongoDB expression for what parts the rows into tables of their own; one table when absent. */
  readonly within?: string;
  /** Makes of the counts of a table what may be told; suppresses small cells when absent. */
  readonly publish?: (counts: ReadonlyMap<string, number>) => PublishedTable;
}

/** MongoDB expression for a year. */
export type YearExpression = Readonly<Record<string, unknown>>;

/** One count. `year` is 0 in a table of how things stand now; `table` is as `tableName` writes it. */
export interface Count {
  readonly table: string;
  readonly year: number;
  readonly code: string;
  readonly name?: string;
  readonly count: number;
}

/** Longest time that the store may count, in milliseconds. */
const MAX_COUNT_MS = 600_000;

/** The year of a day that is stored as `YYYY-MM-DD`. */
export function yearOfDay(path: string): YearExpression {
  return {
    $convert: { input: { $substrBytes: [`$${path}`, 0, 4] }, to: 'int', onError: null, onNull: null },
  };
}

/** The year, in UTC, of an instant. */
export function yearOfInstant(path: string): YearExpression {
  return { $year: `$${path}` };
}

/** Counts all tables that one collection gives, reading it once. */
export async function countSources(
  model: CountedModel,
  sources: readonly StatisticsSource[],
): Promise<readonly Count[]> {
  const facets = Object.fromEntries(sources.map((source) => [source.table, countStages(source)]));
  const [answer] = await model
    .aggregate<Record<string, readonly RawCount[]>>([{ $facet: facets }])
    .option({ maxTimeMS: MAX_COUNT_MS, allowDiskUse: true });
  const counts = await Promise.all(
    sources.map(async ({ table: source, names }) => {
      const nameOf = (await names?.()) ?? new Map<string, string>();
      return (answer?.[source] ?? []).map(({ _id: { year, code, within }, count }) => {
        const name = nameOf.get(code);
        const table = tableName(source, within);
        return { table, year, code, ...(name === undefined ? {} : { name }), count };
      });
    }),
  );
  return counts.flat();
}

/** The name of a table, or of the part of it that is a table of its own. */
export function tableName(table: string, within?: string): string {
  return within === undefined ? table : `${table}/${within}`;
}

interface RawCount {
  readonly _id: { readonly year: number; readonly code: string; readonly within?: string };
  readonly count: number;
}

function countStages({
  elements,
  match,
  year,
  code,
  within,
}: StatisticsSource): PipelineStage.FacetPipelineStage[] {
  const parted = within === undefined ? {} : { within };
  const isParted = within === undefined ? {} : { '_id.within': { $type: 'string' as const } };
  return [
    ...(elements === undefined ? [] : [{ $unwind: `$${elements}` }]),
    ...(match === undefined ? [] : [{ $match: match }]),
    { $group: { _id: { year: year ?? { $literal: 0 }, code, ...parted }, count: { $sum: 1 } } },
    { $match: { '_id.year': { $type: 'number' }, '_id.code': { $type: 'string' }, ...isParted } },
  ];
}
