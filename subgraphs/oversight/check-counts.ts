import { suppressSmallCells } from '../shared/small-cells.ts';
import type { StatisticsTable } from '../shared/statistics.ts';
import type { CheckDocument, CheckedCommittee, CheckedRule } from './check-document.ts';
import type { PartDocument } from './part-document.ts';

type Counts = Readonly<Record<string, number>>;

/** A committee in a check with what was found about it, as GraphQL resolves it. */
export interface CommitteeCount extends CheckedCommittee {
  readonly votersChecked: number;
  readonly findings: number;
}

/** A country in a check, as GraphQL resolves it. */
export interface CountryCount {
  readonly code: string;
  readonly findings: number;
  readonly unregistered: number;
}

/** A rule in a check, as GraphQL resolves it. */
export type RuleCount = Omit<CheckedRule, 'findings' | 'newFindings'> & {
  /** Null for who may not count what the rule finds. */
  readonly findings: number | null;
  readonly newFindings: number | null;
};

/**
 * Gives the rules of a check with their counts so far: of a check that has not ended, the counts of its parts. Pure.
 *
 * @param seesPersons false leaves out how many persons a rule found who have no row: {@link unregisteredTable} tells that
 *   without small counts
 */
export function countRules(
  check: CheckDocument,
  parts: readonly PartDocument[],
  seesPersons: boolean,
): readonly RuleCount[] {
  const rules = [...check.rules].sort((a, b) => (a.code < b.code ? -1 : 1));
  const ofPersons = new Set(
    parts.flatMap(({ kind, findings }) => (kind === 'WORKERS' ? Object.keys(findings) : [])),
  );
  const findings = addUp(parts.map((part) => part.findings));
  const newFindings = addUp(parts.map((part) => part.newFindings));
  return rules.map((rule) => {
    if (!seesPersons && ofPersons.has(rule.code)) return { ...rule, findings: null, newFindings: null };
    if (check.state === 'COMPLETE') return rule;
    return {
      ...rule,
      findings: findings.get(rule.code) ?? 0,
      newFindings: newFindings.get(rule.code) ?? 0,
    };
  });
}

/** Counts what a check has found about each committee: its rows, its polling points and itself. Pure. */
export function countCommittees(
  check: CheckDocument,
  parts: readonly PartDocument[],
): readonly CommitteeCount[] {
  const rows = addUp(parts.flatMap(({ ppln, rows }) => (ppln === undefined ? [] : [{ [ppln]: rows }])));
  const findings = addUp(
    parts.flatMap(({ ppln, findings, byCommittee = {} }) => [
      byCommittee,
      ...(ppln === undefined ? [] : Object.values(findings).map((count) => ({ [ppln]: count }))),
    ]),
  );
  return [...check.committees]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((committee) => ({
      ...committee,
      votersChecked: rows.get(committee.code) ?? 0,
      findings: findings.get(committee.code) ?? 0,
    }));
}

/** Counts what a check has found in each country. Pure. */
export function countCountries(
  check: CheckDocument,
  parts: readonly PartDocument[],
): readonly CountryCount[] {
  const findings = addUp(
    countCommittees(check, parts).map((committee) => ({ [committee.country]: committee.findings })),
  );
  const unregistered = countUnregistered(parts);
  return [...new Set([...findings.keys(), ...unregistered.keys()])]
    .sort()
    .map((code) => ({
      code,
      findings: findings.get(code) ?? 0,
      unregistered: unregistered.get(code) ?? 0,
    }))
    .filter((country) => country.findings + country.unregistered > 0);
}

/**
 * Publishes the persons without a row by country, small cells suppressed; null for a check that is not complete, or that did
 * not look for them. Pure.
 */
export function unregisteredTable(
  { state, finishedAt }: CheckDocument,
  parts: readonly PartDocument[],
): StatisticsTable | null {
  const hasLooked = parts.some(({ kind }) => kind === 'WORKERS');
  if (state !== 'COMPLETE' || !finishedAt || !hasLooked) return null;
  const { total, cells } = suppressSmallCells(countUnregistered(parts));
  return {
    asOf: finishedAt,
    total,
    cells: [...cells]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, count]) => ({ code, name: null, count, suppressed: count === null })),
  };
}

function countUnregistered(parts: readonly PartDocument[]): ReadonlyMap<string, number> {
  return addUp(parts.map(({ byCountry = {} }) => byCountry));
}

function addUp(counts: readonly Counts[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const each of counts) {
    for (const [key, count] of Object.entries(each)) sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return sums;
}
