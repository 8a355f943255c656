/** The first rows of each group, as many of each as shrink together. */
export interface Sample<Row> {
  /** Takes a row, which is made only where it is kept. */
  readonly add: (group: string, makeRow: () => Row) => void;
  /** Rows in the order of their groups' first rows, and how many of a group there are at most. */
  readonly take: () => { readonly rows: readonly Row[]; readonly atMost: number };
}

/**
 * Keeps the first rows of each group, the same number of each, so that all together are at most `budget`; where there are
 * more groups than that, one of each.
 *
 * What is kept while rows come is never less than what remains in the end, since the number only falls, and never more than
 * twice the budget beside one row a group.
 */
export function createSample<Row>(budget: number): Sample<Row> {
  const groups = new Map<string, Row[]>();
  let atMost = budget;
  let kept = 0;
  const shrink = () => {
    const sizes = [...groups.values()].map(({ length }) => length);
    atMost = findLimit(sizes, budget, atMost);
    for (const rows of groups.values()) if (rows.length > atMost) rows.length = atMost;
    kept = sizes.reduce((total, size) => total + Math.min(size, atMost), 0);
  };
  return {
    add: (group, makeRow) => {
      const rows = groups.get(group);
      if (!rows) groups.set(group, [makeRow()]);
      else if (rows.length < atMost) rows.push(makeRow());
      else return;
      kept++;
      if (kept > 2 * Math.max(budget, groups.size)) shrink();
    },
    take: () => {
      shrink();
      return { rows: [...groups.values()].flat(), atMost };
    },
  };
}

/** The largest number, up to `most`, of each size that together stay within the budget; at least 1. Pure. */
function findLimit(sizes: readonly number[], budget: number, most: number): number {
  let [low, high] = [1, Math.max(1, most)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const total = sizes.reduce((sum, size) => sum + Math.min(size, middle), 0);
    if (total <= budget) low = middle;
    else high = middle - 1;
  }
  return low;
}
