import type { Agreement, LegalBasis } from '../agreement.ts';
import { compareClause } from './compare-clause.ts';
import { DETAILS, type Detail, type Difference, type Direction } from './difference.ts';
import { compareOrder, pairClauses } from './pair-clauses.ts';

/**
 * Compares two agreements, either of which may be missing. Exact: where it finds nothing, both give everybody the same,
 * and what is written in another order is the same only where the order decides nothing. Turned around, what was gained
 * is lost. Pure, and in one order always.
 *
 * An agreement that is not signed gives nothing: what is signed in one alone is gained or lost whole.
 */
export function compareAgreements(
  before: Agreement | undefined,
  after: Agreement | undefined,
): readonly Difference[] {
  if (!before || !after) {
    const only = after ?? before;
    if (!only) return [];
    const change: Direction = after ? 'gained' : 'lost';
    const details = Object.fromEntries(DETAILS.map((part) => [part, only[part]])) as Record<Detail, string>;
    const basis = only.basis.map(plainBasis);
    return [{ kind: 'agreement', change, details, basis }, ...compareClauses(before, after)];
  }
  return [...compareDetails(before, after), ...compareBases(before, after), ...compareClauses(before, after)];
}

function compareDetails(before: Agreement, after: Agreement): readonly Difference[] {
  return DETAILS.filter((part) => before[part] !== after[part]).map((part) => ({
    kind: 'detail',
    part,
    before: before[part],
    after: after[part],
  }));
}

function compareBases(before: Agreement, after: Agreement): readonly Difference[] {
  const [old, now] = [before.basis.map(plainBasis), after.basis.map(plainBasis)];
  return [
    ...subtract(old, now).map((basis): Difference => ({ kind: 'basis', change: 'lost', basis })),
    ...subtract(now, old).map((basis): Difference => ({ kind: 'basis', change: 'gained', basis })),
  ];
}

/** What of a list is left when each of the other has taken its like away. */
function subtract(from: readonly LegalBasis[], what: readonly LegalBasis[]): readonly LegalBasis[] {
  const taken = what.map((each) => JSON.stringify(each));
  const left = from.filter((each) => {
    const place = taken.indexOf(JSON.stringify(each));
    if (place >= 0) taken.splice(place, 1);
    return place < 0;
  });
  return left.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

function plainBasis({ instrument, number, date, article }: LegalBasis): LegalBasis {
  return { instrument, ...(number && { number }), ...(date && { date }), ...(article && { article }) };
}

function compareClauses(before: Agreement | undefined, after: Agreement | undefined): readonly Difference[] {
  const isAlike = before && after && isSigned(before) === isSigned(after);
  // Beside a signed agreement, what the other would give if it were signed is no gain and no loss.
  const old = before && (isAlike || !after || isSigned(before)) ? before : undefined;
  const now = after && (isAlike || !before || isSigned(after)) ? after : undefined;
  const isOneFlow = old?.provider === now?.provider && old?.consumer === now?.consumer;
  const pairs = old && now && isOneFlow ? pairClauses(old.clauses, now.clauses) : [];
  const gained = now?.clauses.filter((clause) => !pairs.some((pair) => pair.after === clause)) ?? [];
  const lost = old?.clauses.filter((clause) => !pairs.some((pair) => pair.before === clause)) ?? [];
  return [
    ...compareOrder(pairs, old?.clauses ?? []),
    ...gained.flatMap((clause) => compareClause(undefined, now && { agreement: now, clause })),
    ...pairs.flatMap((pair) =>
      compareClause(
        old && { agreement: old, clause: pair.before },
        now && { agreement: now, clause: pair.after },
      ),
    ),
    ...lost.flatMap((clause) => compareClause(old && { agreement: old, clause }, undefined)),
  ];
}

function isSigned({ status }: Agreement): boolean {
  return status === 'signed';
}
