import type { Evidence } from '../../../../../tools/check/rules/rule.ts';

/** A subject of a rule: what is the matter with it, what the graph says of it, and the evidence; null for no finding. */
export interface RuleCase {
  readonly title: string;
  readonly subject: object;
  /** Of the row's committee, beside its code and country. */
  readonly committee?: object;
  readonly evidence: Evidence | null;
}

/** Makes a case that is a finding. */
export function finds(title: string, subject: object, evidence: Evidence, committee?: object): RuleCase {
  return { title, subject, evidence, ...(committee && { committee }) };
}

/** Makes a case that just is none. */
export function passes(title: string, subject: object, committee?: object): RuleCase {
  return { title, subject, evidence: null, ...(committee && { committee }) };
}

/** Rows with something in common; other rows of one person on one list unless said otherwise. */
export function match(counts: {
  readonly rows: number;
  readonly committees?: number;
  readonly persons?: number;
}) {
  return { token: 't0ken', committees: 1, persons: 1, ...counts };
}

/** A row whose person KP2MI knows. */
export function worker(
  placementState: string,
  placements: readonly (readonly [country: string, returnMonth: string | null])[],
  ...months: readonly string[]
) {
  return {
    citizen: {
      worker: {
        placementState,
        placements: placements.map(([code, returnMonth]) => ({ destinationCountry: { code }, returnMonth })),
        repatriations: months.map((month) => ({ month })),
      },
    },
  };
}
