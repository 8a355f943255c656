import type { Agency } from './agency.ts';
import type { RowCondition, RowOperator, RowRule } from './agreement.ts';

/** Rows as a provider's subgraph is told them: all, or those that meet every condition. */
export type RowFilter = { readonly all: true } | { readonly where: readonly FilledCondition[] };

/** A condition whose placeholders are filled. */
export interface FilledCondition {
  readonly attribute: string;
  readonly op: RowOperator;
  readonly value: string | readonly string[];
}

/** Who asks, as far as rows depend on it. */
export interface RowAsker {
  readonly agency: Agency;
  readonly unit?: string;
  /** The person that asks about themself. */
  readonly subject?: string;
}

/**
 * Fills the placeholders of row rules. A rule with a placeholder that this asker cannot fill is left out,
 * so that its row type gives no rows.
 */
export function fillRows(
  rules: ReadonlyMap<string, RowRule>,
  asker: RowAsker,
): Readonly<Record<string, RowFilter>> {
  const filled: [string, RowFilter][] = [];
  for (const [type, rule] of rules) {
    const filter = fillRule(rule, asker);
    if (filter) filled.push([type, filter]);
  }
  return Object.fromEntries(filled);
}

function fillRule(rule: RowRule, asker: RowAsker): RowFilter | undefined {
  if (rule === 'all') return { all: true };
  const where = rule.map((condition) => fillCondition(condition, asker));
  if (where.length === 0 || !where.every((condition) => condition !== undefined)) return undefined;
  return { where };
}

function fillCondition(condition: RowCondition, asker: RowAsker): FilledCondition | undefined {
  const value =
    condition.value === '$regions'
      ? asker.agency.regions
      : typeof condition.value === 'string'
        ? fillText(condition.value, asker)
        : fillTexts(condition.value, asker);
  const texts = typeof value === 'string' ? [value] : (value ?? []);
  // An empty text is a prefix of everything; a `$` that is left is a placeholder that nobody knows.
  if (value === undefined || texts.length === 0 || texts.some((text) => text === '' || text.includes('$'))) {
    return undefined;
  }
  return { attribute: condition.attribute, op: condition.op, value };
}

function fillTexts(texts: readonly string[], asker: RowAsker): readonly string[] | undefined {
  const filled = texts.map((text) => fillText(text, asker));
  return filled.every((text) => text !== undefined) ? filled : undefined;
}

function fillText(text: string, asker: RowAsker): string | undefined {
  let isFilled = true;
  const filled = text.replace(/\$[a-z]+/g, (placeholder) => {
    const value = placeholderValue(placeholder, asker);
    if (!value) isFilled = false;
    return value ?? '';
  });
  return isFilled ? filled : undefined;
}

function placeholderValue(placeholder: string, asker: RowAsker): string | undefined {
  switch (placeholder) {
    case '$consumer':
      return asker.agency.id;
    case '$unit':
      return asker.unit;
    case '$subject':
      return asker.subject;
    default:
      return undefined;
  }
}
