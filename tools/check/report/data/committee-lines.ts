import type { ReportData } from './report-data.ts';

/** A committee, by what was found at it. */
export interface CommitteeLine {
  readonly code: string;
  readonly city: string;
  readonly country: string;
  /** Rows examined. */
  readonly registered: number;
  readonly findings: number;
  readonly byRule: ReadonlyMap<string, number>;
}

/** What was found about persons of whom nobody tells the committee. */
export type Elsewhere = Pick<CommitteeLine, 'findings' | 'byRule'>;

/** The committees of the check, those with most findings first, and what is of none of them. Pure. */
export function listCommittees({ check, cells, registered }: ReportData): {
  readonly lines: readonly CommitteeLine[];
  readonly elsewhere: Elsewhere;
} {
  const known = new Set(check.committees.map(({ code }) => code));
  const counts = new Map<string | undefined, Map<string, number>>();
  for (const { ppln, rule, findings } of cells) {
    const place = ppln !== undefined && known.has(ppln) ? ppln : undefined;
    const byRule = counts.get(place) ?? new Map<string, number>();
    byRule.set(rule, (byRule.get(rule) ?? 0) + findings);
    counts.set(place, byRule);
  }
  const countOf = (place: string | undefined): Elsewhere => {
    const byRule = counts.get(place) ?? new Map<string, number>();
    return { byRule, findings: [...byRule.values()].reduce((total, each) => total + each, 0) };
  };
  const lines = check.committees.map(({ code, city, country }) => ({
    code,
    city,
    country,
    registered: registered.get(code) ?? 0,
    ...countOf(code),
  }));
  lines.sort(
    (one, other) =>
      other.findings - one.findings || other.registered - one.registered || (one.code < other.code ? -1 : 1),
  );
  return { lines, elsewhere: countOf(undefined) };
}
