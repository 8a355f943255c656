import { parse, visit } from 'graphql';
import type { AnswerError } from './gateway/answer.ts';
import type { Rule } from './rules/rule.ts';

/** Says of each thing that no agreement gives which rule needs it, whose it is, and what to do. Pure. */
export function describeDenial(errors: readonly AnswerError[], rules: readonly Rule[]): string {
  const named = errors.filter(({ extensions }) => extensions?.coordinate !== undefined);
  const lines = (named.length > 0 ? named : errors).map((error) => describeError(error, rules));
  return ['The check cannot be made, because not all that it needs is agreed.', ...lines].join('\n');
}

function describeError({ message, extensions = {} }: AnswerError, rules: readonly Rule[]): string {
  const { coordinate, provider, agreement, remedy } = extensions;
  const field = coordinate?.split(/[.(]/)[1];
  const needing = rules.filter((rule) => field !== undefined && fieldsOf(rule).has(field));
  return [
    `- ${message}`,
    ...(needing.length > 0
      ? [`  Needed by: ${needing.map(({ code, name }) => `${code} ${name}`).join(', ')}.`]
      : []),
    ...(provider === undefined ? [] : [`  Provider: ${provider}.`]),
    ...(agreement === undefined ? [] : [`  Agreement: ${agreement}.`]),
    ...(remedy === undefined ? [] : [`  What to do: ${remedy}`]),
  ].join('\n');
}

/** Names of the fields that a rule asks for. */
function fieldsOf(rule: Rule): ReadonlySet<string> {
  const selections: (string | undefined)[] = [];
  if (rule.about === 'VOTER') selections.push(rule.voter, rule.committee);
  if (rule.about === 'WORKER') selections.push(rule.worker);
  if (rule.about === 'COMMITTEE') selections.push(rule.committee);
  if (rule.about === 'POLLING_POINT') selections.push(rule.point);
  const names = new Set<string>();
  for (const selection of selections) {
    if (selection === undefined) continue;
    visit(parse(`{ ${selection} }`), {
      enter: (node) => {
        if (node.kind === 'Field') names.add(node.name.value);
      },
    });
  }
  return names;
}
