import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PublishedTable, suppressSmallCells } from '../../../../subgraphs/shared/small-cells.ts';

function table(...counts: readonly number[]): PublishedTable {
  return suppressSmallCells(new Map(counts.map((count, index) => [`c${index}`, count])));
}

function shown({ cells }: PublishedTable): readonly (number | null)[] {
  return [...cells.values()];
}

/** All ways to deal `sum` out to `cells` cells, one at least each. */
function* deals(sum: number, cells: number): Generator<readonly number[]> {
  if (cells === 1) yield [sum];
  if (cells > 1) {
    for (let first = 1; first <= sum - cells + 1; first += 1) {
      for (const rest of deals(sum - first, cells - 1)) yield [first, ...rest];
    }
  }
}

/**
 * What a reader who knows the rule finds out: for each suppressed cell, the counts with which the published table
 * could have come about.
 */
function possibleCounts(published: PublishedTable): ReadonlyMap<string, ReadonlySet<number>> {
  const suppressed = [...published.cells].flatMap(([code, count]) => (count === null ? [code] : []));
  const known = [...published.cells].filter(([, count]) => count !== null) as [string, number][];
  const rest = (published.total ?? 0) - known.reduce((sum, [, count]) => sum + count, 0);
  const possible = new Map(suppressed.map((code) => [code, new Set<number>()]));
  for (const deal of deals(rest, suppressed.length)) {
    const guess = new Map([...known, ...suppressed.map((code, index) => [code, deal[index] ?? 0] as const)]);
    const consequence = suppressSmallCells(guess);
    const isSame =
      consequence.total === published.total &&
      [...published.cells].every(([code, count]) => consequence.cells.get(code) === count);
    if (isSame) suppressed.forEach((code, index) => void possible.get(code)?.add(deal[index] ?? 0));
  }
  return possible;
}

describe('small cells', () => {
  it('are suppressed below 5, and no others where they hide each other', () => {
    expect(shown(table(1, 4, 20, 30))).toEqual([null, null, 20, 30]);
    expect(table(1, 4, 20, 30).total).toBe(55);
    expect(shown(table(5, 6))).toEqual([5, 6]);
  });

  it('take the next smallest cell with them where the total would betray them', () => {
    expect(shown(table(3, 20, 30))).toEqual([null, null, 30]);
    expect(shown(table(1, 1, 20, 30))).toEqual([null, null, null, 30]);
  });

  it('take all equal cells with them, so that their codes tell nothing', () => {
    expect(shown(table(3, 20, 20, 30))).toEqual([null, null, null, 30]);
  });

  it('take a further cell with them where all are the same and their sum would tell so', () => {
    expect(shown(table(4, 4, 5, 30))).toEqual([null, null, null, 30]);
  });

  it('leave nothing to publish where every cell would have to go and still be found out', () => {
    expect(table(3)).toEqual({ total: null, cells: new Map() });
    expect(table(1, 1, 1, 1, 1)).toEqual({ total: null, cells: new Map() });
    expect(table(1, 2)).toEqual({ total: null, cells: new Map() });
  });

  it('do not come of categories without rows', () => {
    expect(table()).toEqual({ total: 0, cells: new Map() });
    expect(table(0, 9)).toEqual({ total: 9, cells: new Map([['c1', 9]]) });
  });

  it('can never be derived from total and shown cells, not even by who knows the rule', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 }), (counts) => {
        const published = table(...counts);
        for (const possible of possibleCounts(published).values()) expect(possible.size).toBeGreaterThan(1);
        for (const count of shown(published)) expect(count ?? 5).toBeGreaterThanOrEqual(5);
        const total = counts.reduce((sum, count) => sum + count, 0);
        expect([total, null]).toContain(published.total);
      }),
      { numRuns: 300 },
    );
  });
});
