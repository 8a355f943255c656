/**
 * Chi-square statistic of counts against the shares that they should have, less its degrees of freedom and divided by
 * its spread: around 0 when they do, and above 5 practically never. Shares need not sum to 1. Pure.
 */
export function misfit(
  counts: ReadonlyMap<string, number>,
  shares: Readonly<Record<string, number>>,
): number {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const weights = Object.entries(shares).filter(([, share]) => share > 0);
  const whole = weights.reduce((sum, [, share]) => sum + share, 0);
  const strange = [...counts.keys()].filter((key) => !weights.some(([code]) => code === key));
  if (strange.length > 0) return Number.POSITIVE_INFINITY;
  const statistic = weights.reduce((sum, [code, share]) => {
    const expected = (total * share) / whole;
    return sum + ((counts.get(code) ?? 0) - expected) ** 2 / expected;
  }, 0);
  const freedom = Math.max(1, weights.length - 1);
  return (statistic - freedom) / Math.sqrt(2 * freedom);
}

/** How far a count is from what a chance would give, in standard deviations. Pure. */
export function deviations(count: number, trials: number, chance: number): number {
  return Math.abs(count - trials * chance) / Math.sqrt(Math.max(1e-9, trials * chance * (1 - chance)));
}

/** Counts items by a text. Pure. */
export function countBy<Item>(
  items: Iterable<Item>,
  codeOf: (item: Item) => string | undefined,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const code = codeOf(item);
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}
