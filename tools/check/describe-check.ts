import type { RuleOutcome } from '../../subgraphs/oversight/check-document.ts';
import type { CheckResult } from './check.ts';
import { RULES } from './rules/rules.ts';

const OUTCOMES: Readonly<Record<Exclude<RuleOutcome, 'CHECKED'>, string>> = {
  NO_DATA_HOLDER: 'cannot be decided: no agency of the graph holds',
  NEEDS_WHOLE_LIST: 'not checked: it needs the whole list, --all',
  NOT_AVAILABLE: 'not checked: what it needs was not given',
};

/** Says what a check found by rule, and how it went, in lines for people. Pure. @param memoryMb most that the process used */
export function describeCheck(result: CheckResult, memoryMb: number): readonly string[] {
  const { check, tooSmall, times, voters } = result;
  const seconds = times.all / 1000;
  const perSecond = Math.round(voters / Math.max(seconds, 0.001));
  const [requests, store, rules] = [times.requests, times.store, times.rules].map((ms) =>
    (ms / 1000).toFixed(1),
  );
  const found = check.rules.reduce((sum, { findings }) => sum + findings, 0);
  const missing = check.votersInAll - check.votersChecked;
  return [
    ...check.rules.map((rule) => {
      const { name = '', ...known } = RULES.find(({ code }) => code === rule.code) ?? {};
      const lacking = 'lacking' in known ? ` ${known.lacking}` : '';
      const small = tooSmall.get(rule.code);
      const told =
        rule.outcome === 'CHECKED'
          ? `${String(rule.findings).padStart(9)} found, ${rule.newFindings} of them new${small ? `; of ${small} committees the counts are too small to tell` : ''}`
          : `        - ${OUTCOMES[rule.outcome]}${lacking}`;
      return `${rule.code} ${name.padEnd(22)}${told}`;
    }),
    `Check ${check._id} is complete: ${check.votersChecked} voters of ${check.committees.length === 1 ? '1 committee' : `${check.committees.length} committees`}, ${found} findings.`,
    ...(missing === 0
      ? []
      : [`The list has changed meanwhile: ${check.votersInAll} voters were counted at the beginning.`]),
    `${voters} voters in ${seconds.toFixed(1)} s, ${perSecond} voters/s; waited for answers ${requests} s, for the store ${store} s, in rules ${rules} s, of parts at once added up; ${memoryMb} MB of memory at most.`,
  ];
}
