/** How well a rule found what is true. */
export interface RuleScore {
  readonly rule: string;
  /** What is true and was found, what was found and is not true, and what is true and was not found. */
  readonly hits: number;
  readonly surplus: number;
  readonly missed: number;
}

/** Compares what was found with what is true. Pure. */
export function scoreRule(rule: string, found: ReadonlySet<string>, truth: ReadonlySet<string>): RuleScore {
  let hits = 0;
  for (const each of found) if (truth.has(each)) hits += 1;
  return { rule, hits, surplus: found.size - hits, missed: truth.size - hits };
}

/** Of what was found, the share that is true: 1 where nothing was found. */
export function precisionOf({ hits, surplus }: RuleScore): number {
  return hits + surplus === 0 ? 1 : hits / (hits + surplus);
}

/** Of what is true, the share that was found: 1 where there is nothing. */
export function recallOf({ hits, missed }: RuleScore): number {
  return hits + missed === 0 ? 1 : hits / (hits + missed);
}
