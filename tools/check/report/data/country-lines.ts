import type { ReportData } from './report-data.ts';
import { sumBy } from './tally.ts';

/** The rule that finds who is eligible and has no row. */
export const UNREGISTERED = 'B10';

/** A country, by the rows of its committees. */
export interface CountryLine {
  /** ISO 3166-1 alpha-2 code. */
  readonly code: string;
  /** Rows examined. */
  readonly registered: number;
  /** Persons found without a row; undefined where the rule that finds them was not checked. */
  readonly unregistered: number | undefined;
  readonly findings: number;
}

/** The countries of the check and of its findings, those with most people first. Pure. */
export function listCountries({ check, cells, registered }: ReportData): readonly CountryLine[] {
  const findings = sumBy(cells, ({ country }) => country);
  const unregistered = sumBy(cells, ({ rule, country }) => (rule === UNREGISTERED ? country : undefined));
  const isKnown = check.rules.some(({ code, outcome }) => code === UNREGISTERED && outcome === 'CHECKED');
  const rows = new Map<string, number>();
  for (const { code, country } of check.committees) {
    rows.set(country, (rows.get(country) ?? 0) + (registered.get(code) ?? 0));
  }
  const codes = new Set([...rows.keys(), ...findings.keys()]);
  return [...codes]
    .map((code) => ({
      code,
      registered: rows.get(code) ?? 0,
      unregistered: isKnown ? (unregistered.get(code) ?? 0) : undefined,
      findings: findings.get(code) ?? 0,
    }))
    .sort((one, other) => sizeOf(other) - sizeOf(one) || (one.code < other.code ? -1 : 1));
}

/** Whoever has a row, and whoever should have one. */
export function sizeOf({ registered, unregistered = 0 }: CountryLine): number {
  return registered + unregistered;
}
