import type { RuleOutcome } from '../../subgraphs/oversight/check-document.ts';
import type { Rule } from './rules/rule.ts';
import { RULES } from './rules/rules.ts';

/** Chooses rules by their codes; all of them where none is named. @throws Error that lists the codes there are */
export function chooseRules(codes: readonly string[] | undefined): readonly Rule[] {
  if (codes === undefined) return RULES;
  const known = new Set(RULES.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length > 0 || codes.length === 0) {
    const which = unknown.length > 0 ? `There is no rule ${unknown.join(', ')}: ` : '';
    throw new Error(`${which}--rules takes codes with commas between, of ${[...known].join(', ')}.`);
  }
  return RULES.filter(({ code }) => codes.includes(code));
}

/** What becomes of a rule before anything is asked: it is checked, unless nobody holds the data or the check is of too little. */
export function plannedOutcome(rule: Rule, isOfWholeList: boolean): RuleOutcome {
  if (rule.about === 'NOBODY_HOLDS_IT') return 'NO_DATA_HOLDER';
  if (rule.about === 'WORKER' && !isOfWholeList) return 'NEEDS_WHOLE_LIST';
  return 'CHECKED';
}
