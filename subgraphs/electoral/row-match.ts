import DataLoader from 'dataloader';
import { MAX_BATCH_SIZE } from '../shared/loader.ts';
import type { MaybePromise } from '../shared/maybe-promise.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import type { MatchKind } from './match-kind.ts';
import { MATCH_INDEXES, type VoterDocument } from './voter-document.ts';

/** Rows that are alike in something. */
export interface RowMatch {
  /** What they are alike in: coordinate of the field that tells it, and their values. */
  readonly field: string;
  readonly key: readonly string[];
  readonly rows: number;
  readonly committees: number;
  readonly persons: number;
}

/** What the rows of one request are alike with; null where they are with none, or with too few. */
export interface RowMatches {
  /** Reads it of many rows, so that {@link RowMatches.of} knows it. One aggregation, over an index that covers it. */
  readonly readAhead: (rows: readonly VoterDocument[]) => Promise<void>;
  /** Gives it of a row; all that are not known and asked for in one turn cost one aggregation. */
  readonly of: (row: VoterDocument) => MaybePromise<RowMatch | null>;
}

/** Makes what tells one request in what its rows are alike with others. */
export function createRowMatches(
  { group }: Pick<VisibleRows<VoterDocument>, 'group'>,
  kind: MatchKind,
): RowMatches {
  const known = new Map<VoterDocument, RowMatch | null>();
  const find = (rows: readonly VoterDocument[]) => findMatches(group, kind, rows);
  const loader = new DataLoader(find, { maxBatchSize: MAX_BATCH_SIZE });
  return {
    readAhead: async (rows) => {
      const matches = await find(rows);
      rows.forEach((row, index) => void known.set(row, matches[index] ?? null));
    },
    of: (row) => {
      const match = known.get(row);
      return match === undefined ? loader.load(row) : match;
    },
  };
}

async function findMatches(
  group: VisibleRows<VoterDocument>['group'],
  kind: MatchKind,
  rows: readonly VoterDocument[],
): Promise<readonly (RowMatch | null)[]> {
  const { field, by, atLeast, keyOf } = kind;
  const compared = rows.filter((row) => keyOf(row) !== null);
  if (compared.length === 0) return rows.map(() => null);
  const index = MATCH_INDEXES[kind.index];
  const distinct = ['ppln', 'citizenId'];
  const groups = await group(kind.conditionOf(compared), { by, distinct, atLeast, index });
  const matches = new Map(
    groups.map(({ key, rows: count, distinct: [committees = 0, persons = 0] }) => [
      nameOf(key),
      { field, key, rows: count, committees, persons },
    ]),
  );
  if (matches.size === 0) return rows.map(() => null);
  return rows.map((row) => {
    const key = keyOf(row);
    return key === null ? null : (matches.get(nameOf(key)) ?? null);
  });
}

function nameOf(key: readonly string[]): string {
  return JSON.stringify(key);
}
