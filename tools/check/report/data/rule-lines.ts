import type { RuleOutcome } from '../../../../subgraphs/oversight/check-document.ts';
import { RULE_WORDS } from '../words.ts';
import { UNREGISTERED } from './country-lines.ts';
import type { ReportData } from './report-data.ts';
import { sumBy } from './tally.ts';

/** Rules about persons without a row, polling points and committees: of those there are no so many in a thousand rows. */
const NOT_OF_ROWS: readonly string[] = [UNREGISTERED, 'B18', 'B20'];

/** Whether what a rule finds is a row of the list. */
export function isOfRows(rule: string): boolean {
  return !NOT_OF_ROWS.includes(rule);
}

/** What came of a rule in a check. */
export interface RuleLine {
  readonly code: string;
  /** Undefined where the check was not asked to run it. */
  readonly version: number | undefined;
  readonly outcome: RuleOutcome | 'NOT_CHOSEN' | 'TOO_SMALL';
  /** Undefined where the rule was not checked: nobody looked, which is not zero. */
  readonly findings: number | undefined;
  /** Of those, the ones that no earlier check had found. */
  readonly newFindings: number | undefined;
  /** Committees of which it could not tell, since their counts are too small. */
  readonly tooSmall: number;
  /** What the previous check had; undefined where it did not check the rule. */
  readonly before: number | undefined;
  /** Whether the rule has changed since then, so that the two numbers say different things. */
  readonly isChanged: boolean;
  /** What was found then and is not now; undefined where that cannot be told. */
  readonly gone: number | undefined;
}

/** Every rule that there is, those that were not run included, in the order of their codes. Pure. */
export function listRules({ check, cells, previous, isFollowed, tooSmall }: ReportData): readonly RuleLine[] {
  const findings = sumBy(cells, ({ rule }) => rule);
  const news = sumBy(cells, ({ rule, isNew }) => (isNew ? rule : undefined));
  const isWhole = check.state === 'COMPLETE' && !isFollowed;
  const codes = new Set([...RULE_WORDS.keys(), ...check.rules.map(({ code }) => code)]);
  return [...codes].sort().map((code) => {
    const run = check.rules.find((rule) => rule.code === code);
    const earlier = previous?.check.rules.find((rule) => rule.code === code && rule.outcome === 'CHECKED');
    const small = tooSmall.get(code) ?? 0;
    const isTooSmall = run?.outcome === 'CHECKED' && small > 0 && small >= check.committees.length;
    const isChecked = run?.outcome === 'CHECKED' && !isTooSmall;
    return {
      code,
      version: run?.version,
      outcome: isTooSmall ? 'TOO_SMALL' : (run?.outcome ?? 'NOT_CHOSEN'),
      findings: isChecked ? (findings.get(code) ?? 0) : undefined,
      newFindings: isChecked ? (news.get(code) ?? 0) : undefined,
      tooSmall: small,
      before: earlier?.findings,
      isChanged: earlier !== undefined && run !== undefined && earlier.version !== run.version,
      gone: isChecked && earlier !== undefined && isWhole ? (previous?.gone.get(code) ?? 0) : undefined,
    };
  });
}
