/** The smallest count that is published as it is. */
const THRESHOLD = 5;

/** A table after suppression. */
export interface PublishedTable {
  /** Sum of all cells, the suppressed ones included; null when it is suppressed. */
  readonly total: number | null;
  /** Count by code, null when suppressed. */
  readonly cells: ReadonlyMap<string, number | null>;
}

/**
 * Suppresses the cells that could point at a person: those below the threshold, and as many of the next smallest ones
 * as it takes that total and shown cells give none of them away.
 *
 * Everything up to some count is suppressed, equal counts alike, until at least two cells are, their sum reaches the
 * threshold and their counts are not all the same. Then the suppressed counts can be dealt out to the suppressed
 * cells in another order with the same published table as the result, so that no cell has only one possible count,
 * not even for a reader who knows this rule. Where no such set exists nothing is published: the bare list of
 * categories, next to another table of the same rows with its total, could give a count of one away. Pure.
 */
export function suppressSmallCells(counts: ReadonlyMap<string, number>): PublishedTable {
  const cells = [...counts].filter(([, count]) => count > 0);
  const total = sum(cells.map(([, count]) => count));
  const limit = suppressionLimit(cells.map(([, count]) => count));
  if (limit === undefined) return { total: null, cells: new Map() };
  return { total, cells: new Map(cells.map(([code, count]) => [code, count > limit ? count : null])) };
}

/** The largest count that is suppressed, 0 when none is; undefined when no limit keeps every cell ambiguous. */
function suppressionLimit(counts: readonly number[]): number | undefined {
  if (counts.every((count) => count >= THRESHOLD)) return 0;
  const larger = [...new Set(counts)].filter((count) => count >= THRESHOLD).sort((a, b) => a - b);
  return [THRESHOLD - 1, ...larger].find((limit) => {
    const suppressed = counts.filter((count) => count <= limit);
    return new Set(suppressed).size > 1 && sum(suppressed) >= THRESHOLD;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
