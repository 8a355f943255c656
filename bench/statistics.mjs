/** The value in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value that a share of sorted values is not above. */
export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** A ratio for each round, told by the middle one and the two outermost. */
export function summarise(ratios) {
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}
