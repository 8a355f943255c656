import type { Agreement, Clause } from '../agreement.ts';
import { compareFields, compareInputs } from './compare-fields.ts';
import { comparePurposes, compareRows, compareSingleTerms, singleTermsOf } from './compare-terms.ts';
import type { ClauseParties, ClauseTerms, Difference } from './difference.ts';

/** A clause with the agreement that it stands in. */
export interface SetClause {
  readonly agreement: Agreement;
  readonly clause: Clause;
}

/** One side of a comparison of clauses. */
export interface ClauseSide {
  readonly clause: Clause;
  readonly terms: ClauseTerms;
}

/**
 * Compares a clause as it stood and as it stands, between the same parties; either may be missing. What is new comes
 * first, then what is otherwise, then what is gone.
 */
export function compareClause(
  before: SetClause | undefined,
  after: SetClause | undefined,
): readonly Difference[] {
  const [old, now] = [sideOf(before), sideOf(after)];
  const terms = now?.terms ?? old?.terms;
  if (!terms) return [];
  const of = partiesOf(terms);
  const all = [...compareFields(old, now, of), ...compareInputs(old, now), ...compareWhole(old, now, of)];
  return all.toSorted((one, other) => placeOf(one) - placeOf(other));
}

function compareWhole(
  old: ClauseSide | undefined,
  now: ClauseSide | undefined,
  of: ClauseParties,
): readonly Difference[] {
  if (!old || !now) {
    return [
      ...(now ? [{ kind: 'clause', change: 'gained', of, ...singleTermsOf(now.clause) } as const] : []),
      ...(old ? [{ kind: 'clause', change: 'lost', of, ...singleTermsOf(old.clause) } as const] : []),
    ];
  }
  const [before, after] = [old.clause.id, now.clause.id];
  return [
    ...(before === after ? [] : [{ kind: 'clause-id', before, after } as const]),
    ...comparePurposes(old, now),
    ...compareRows(old, now, of),
    ...compareSingleTerms(old, now, of),
  ];
}

function placeOf(difference: Difference): number {
  if (!('change' in difference)) return 1;
  return difference.change === 'gained' ? 0 : 2;
}

function sideOf(set: SetClause | undefined): ClauseSide | undefined {
  if (!set) return undefined;
  const { agreement, clause } = set;
  const { provider, consumer, status, validUntil } = agreement;
  const lastOfStages = clause.during
    ?.map(({ until }) => until)
    .sort()
    .at(-1);
  return {
    clause,
    terms: {
      clause: clause.id,
      provider,
      consumer,
      holder: clause.holder,
      isSigned: status === 'signed',
      purposes: clause.purposes.toSorted(),
      rows: [...clause.rows].sort(([one], [other]) => (one < other ? -1 : 1)),
      until: lastOfStages !== undefined && lastOfStages < validUntil ? lastOfStages : validUntil,
    },
  };
}

function partiesOf({ clause, provider, consumer, holder, isSigned }: ClauseTerms): ClauseParties {
  return { clause, provider, consumer, holder, isSigned };
}
