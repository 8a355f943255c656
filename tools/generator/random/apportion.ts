/** Least and most that each part may get. */
export interface Bounds {
  readonly floors?: readonly number[];
  readonly caps?: readonly number[];
}

/**
 * Splits a whole number in proportion to weights by largest remainder, so that the parts are whole and sum to it
 * exactly. Parts that a bound holds back or pushes up leave the rest to the others, in proportion. Pure.
 *
 * @throws Error when no split keeps to the bounds
 */
export function apportion(total: number, weights: readonly number[], bounds: Bounds = {}): number[] {
  const floors = weights.map((_, index) => bounds.floors?.[index] ?? 0);
  const caps = weights.map((_, index) => bounds.caps?.[index] ?? total);
  if (sum(floors) > total || sum(caps) < total || floors.some((floor, index) => floor > (caps[index] ?? 0))) {
    throw new Error(`${total} cannot be split: parts from ${sum(floors)} to ${sum(caps)} in all.`);
  }
  const exact = fitToBounds(total, weights, floors, caps);
  const parts = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  let left = total - sum(parts);
  while (left > 0) {
    for (const { index } of order) {
      if (left === 0) break;
      if ((parts[index] as number) >= (caps[index] as number)) continue;
      parts[index] = (parts[index] as number) + 1;
      left--;
    }
  }
  return parts;
}

/** Fractions that sum to the total: proportional, except where a bound holds. */
function fitToBounds(
  total: number,
  weights: readonly number[],
  floors: readonly number[],
  caps: readonly number[],
): number[] {
  const fixed = new Map<number, number>();
  for (;;) {
    const free = weights.map((_, index) => index).filter((index) => !fixed.has(index));
    const rest = total - sum([...fixed.values()]);
    const weight = sum(free.map((index) => weights[index] as number));
    const share = (index: number) =>
      weight > 0 ? (rest * (weights[index] as number)) / weight : rest / free.length;
    const excess = free.map((index) => {
      const wanted = share(index);
      return Math.min(Math.max(wanted, floors[index] as number), caps[index] as number) - wanted;
    });
    const balance = sum(excess);
    // Holding back only on the side that weighs more keeps the others from being fixed too early.
    const isBound = (at: number) => (balance >= 0 ? (excess[at] as number) > 0 : (excess[at] as number) < 0);
    const bound = free.filter((_, at) => isBound(at));
    if (bound.length === 0) {
      return weights.map((_, index) => {
        const value = fixed.get(index) ?? share(index);
        return Math.min(Math.max(value, floors[index] as number), caps[index] as number);
      });
    }
    for (const index of bound) {
      fixed.set(index, (balance >= 0 ? floors[index] : caps[index]) as number);
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
