import type { RowCondition, RowRule } from '../agreement.ts';
import type { TypedRows } from './difference.ts';
import { groupNames } from './group-names.ts';
import { code, list, quote } from './spell.ts';

/** A row rule in words: `all rows`, `rows where ...`, `no rows`. */
export function spellRule(rule: RowRule | null): string {
  if (rule === null) return 'no rows';
  return rule === 'all' ? 'all rows' : `rows where ${rule.map(spellCondition).join(' and ')}`;
}

/** The rows of a clause, as far as they bound these fields: types are named where they are not those of the fields. */
export function spellRows(rows: TypedRows, coordinates: readonly string[]): string {
  const types = new Set(coordinates.map((coordinate) => coordinate.split('.')[0]));
  const [only] = rows;
  if (only && rows.length === 1 && types.size === 1 && types.has(only[0])) return spellRule(only[1]);
  return list(groupNames(rows).map(([rule, names]) => spellRuleOf(names, rule)));
}

/** A row rule with the types that it is for. */
export function spellRuleOf(types: readonly string[], rule: RowRule | null): string {
  return spellRule(rule).replace('rows', `rows of ${code(types)}`);
}

function spellCondition({ attribute, op, value }: RowCondition): string {
  const subject = code([attribute]);
  switch (op) {
    case 'eq':
      return `${subject} matches ${spellValue(value)}`;
    case 'in':
      return `${subject} is ${spellChoice(value)}`;
    case 'startsWith':
      return `${subject} starts with ${spellValue(value)}`;
    case 'startsWithAny':
      return `${subject} starts with ${spellChoice(value)}`;
  }
}

function spellChoice(value: string | readonly string[]): string {
  if (typeof value === 'string') return `one of ${spellValue(value)}`;
  return list(value.map(spellValue), 'or');
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  $consumer: "the consumer's id",
  $unit: "the unit's code",
  $subject: 'the person who asks',
  $regions: "the consumer's regions",
};

/** A placeholder alone in words; one inside of a text between angle brackets. */
function spellValue(value: string | readonly string[]): string {
  if (typeof value !== 'string') return spellChoice(value);
  if (Object.hasOwn(PLACEHOLDERS, value)) return PLACEHOLDERS[value] ?? value;
  const filled = value.replace(/\$[a-z]+/g, (name) =>
    Object.hasOwn(PLACEHOLDERS, name) ? `<${PLACEHOLDERS[name]}>` : name,
  );
  return quote(filled);
}
