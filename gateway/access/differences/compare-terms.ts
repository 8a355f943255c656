import type { Clause, Limits, RowRule } from '../agreement.ts';
import type { ClauseSide } from './compare-clause.ts';
import type { ClauseParties, Difference, Direction, SingleTerms } from './difference.ts';
import { groupNames } from './group-names.ts';

/** Tells of the purposes for which a clause holds on one side only. */
export function comparePurposes(before: ClauseSide, after: ClauseSide): readonly Difference[] {
  const told = (change: Direction, { terms }: ClauseSide, other: ClauseSide) => {
    const purposes = terms.purposes.filter((each) => !other.terms.purposes.includes(each));
    return purposes.length > 0 ? [{ kind: 'purposes', change, terms, purposes } satisfies Difference] : [];
  };
  return [...told('gained', after, before), ...told('lost', before, after)];
}

/**
 * Tells of the row types that have another rule. Conditions in another order are another rule: clauses that hold
 * together have to say it alike.
 */
export function compareRows(before: ClauseSide, after: ClauseSide, of: ClauseParties): readonly Difference[] {
  const ruleOf = ({ clause }: ClauseSide, type: string) => plainRule(clause.rows.get(type));
  const changed = [...new Set([...before.clause.rows.keys(), ...after.clause.rows.keys()])]
    .map((type) => [type, [ruleOf(before, type), ruleOf(after, type)] as const] as const)
    .filter(([, [was, is]]) => JSON.stringify(was) !== JSON.stringify(is));
  return groupNames(changed).map(([[was, is], types]) => ({
    kind: 'rows',
    of,
    types,
    before: was,
    after: is,
  }));
}

/** Tells of the stages, limits, retention and date of showing of a clause, where they are otherwise. */
export function compareSingleTerms(
  before: ClauseSide,
  after: ClauseSide,
  of: ClauseParties,
): readonly Difference[] {
  const [old, now] = [singleTermsOf(before.clause), singleTermsOf(after.clause)];
  const all: readonly Difference[] = [
    { kind: 'stages', of, before: old.stages, after: now.stages },
    { kind: 'limits', of, before: old.limits, after: now.limits },
    { kind: 'retention', of, before: old.retention, after: now.retention },
    { kind: 'shownToPersonFrom', of, before: old.shownToPersonFrom, after: now.shownToPersonFrom },
  ];
  return all.filter((each) => 'before' in each && JSON.stringify(each.before) !== JSON.stringify(each.after));
}

/** The terms that a clause has once or not at all. */
export function singleTermsOf({ during, limits, retention, shownToPersonFrom }: Clause): SingleTerms {
  return {
    stages: during?.map(({ name, from, until }) => ({ name, from, until })) ?? null,
    limits: plainLimits(limits ?? {}),
    retention: retention ?? null,
    shownToPersonFrom: shownToPersonFrom ?? null,
  };
}

function plainRule(rule: RowRule | undefined): RowRule | null {
  if (rule === undefined || rule === 'all') return rule ?? null;
  return rule.map(({ attribute, op, value }) => ({ attribute, op, value }));
}

function plainLimits({ pageSize, personsPerRequest, requestsPerMinute }: Limits): Limits | null {
  const limits = {
    ...(pageSize !== undefined && { pageSize }),
    ...(personsPerRequest !== undefined && { personsPerRequest }),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
  };
  return Object.keys(limits).length > 0 ? limits : null;
}
