import type { Clause } from '../agreement.ts';
import type { Difference } from './difference.ts';

/** A clause as it stood and as it stands. */
export interface ClausePair {
  readonly before: Clause;
  readonly after: Clause;
}

/**
 * Finds which clauses of two agreements are the same clause: those of one id and holder, and of the rest those that say
 * the same under another id. Each is in one pair at most; pairs are in the order of the new clauses.
 */
export function pairClauses(before: readonly Clause[], after: readonly Clause[]): readonly ClausePair[] {
  const left = new Set(before);
  const found = new Map<Clause, Clause>();
  const pairUp = (isSame: (old: Clause, now: Clause) => boolean) => {
    for (const now of after) {
      const old = found.has(now) ? undefined : [...left].find((each) => isSame(each, now));
      if (!old) continue;
      left.delete(old);
      found.set(now, old);
    }
  };
  pairUp((old, now) => old.id === now.id && old.holder === now.holder);
  pairUp((old, now) => contentOf(old) === contentOf(now));
  return after.flatMap((now) => {
    const old = found.get(now);
    return old ? [{ before: old, after: now }] : [];
  });
}

/** Tells of clauses that changed places: of two that give the same, the first one's limits and masks hold. */
export function compareOrder(pairs: readonly ClausePair[], before: readonly Clause[]): readonly Difference[] {
  const old = before.filter((clause) => pairs.some((pair) => pair.before === clause));
  if (pairs.every((pair, index) => pair.before === old[index])) return [];
  return [{ kind: 'order', before: old.map(({ id }) => id), after: pairs.map((pair) => pair.after.id) }];
}

/** Everything that a clause says but its id, as text that does not depend on how it was written. */
function contentOf({ id, ...clause }: Clause): string {
  return JSON.stringify(sorted(clause));
}

function sorted(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(sorted).sort(byText);
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(sorted).sort(byText);
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
