import {
  ALL_ROWS,
  allOf,
  anyOf,
  type Condition,
  hasElement,
  isEqual,
  isOneOf,
  NO_ROWS,
  startsWith,
} from './condition.ts';
import type { RowCondition, RowRule } from './grant-claims.ts';

/** A kind of rows that grants speak of, and what they may be told apart by. */
export interface RowType {
  readonly name: string;
  /** Attribute, in the words of the agreements, to the field that holds it. Nothing else can be asked. */
  readonly attributes: Readonly<Record<string, RowAttribute>>;
}

/** Where a document keeps an attribute: a text, a list of texts, or a boolean (`"true"` or `"false"` in grants). */
export interface RowAttribute {
  readonly path: string;
  readonly kind: 'text' | 'texts' | 'boolean';
}

/**
 * Gives the MongoDB condition for the rows that a grant allows. Fails closed: without a rule, and for an unknown
 * attribute or operator, an operand of the wrong shape or an empty one, there are no rows. Pure.
 */
export function rowFilter(type: RowType, rule: RowRule | undefined): Condition {
  if (!rule) return NO_ROWS;
  if ('all' in rule) return ALL_ROWS;
  const conditions = rule.where.map((condition) => rowCondition(type, condition));
  return conditions.length === 0 || conditions.includes(NO_ROWS) ? NO_ROWS : allOf(conditions);
}

function rowCondition(type: RowType, { attribute, op, value }: RowCondition): Condition {
  const known = Object.hasOwn(type.attributes, attribute) ? type.attributes[attribute] : undefined;
  if (!known) return NO_ROWS;
  if (known.kind === 'boolean') return truthCondition(known.path, op, value);
  if (typeof value === 'string' ? value === '' : value.length === 0 || value.includes('')) return NO_ROWS;
  switch (op) {
    case 'eq':
      return typeof value === 'string' ? isEqual(known.path, value) : NO_ROWS;
    case 'in':
      return typeof value === 'string' ? NO_ROWS : isOneOf(known.path, value);
    case 'startsWith':
      return typeof value === 'string' ? beginsWith(known, value) : NO_ROWS;
    case 'startsWithAny':
      return typeof value === 'string' ? NO_ROWS : anyOf(value.map((prefix) => beginsWith(known, prefix)));
    default:
      return NO_ROWS;
  }
}

function beginsWith({ path, kind }: RowAttribute, prefix: string): Condition {
  if (kind === 'text') return startsWith(path, prefix);
  // Two bounds on a list field can be met by two different elements.
  return hasElement(path, { $gte: prefix, $lt: `${prefix}\uffff` });
}

function truthCondition(path: string, op: string, value: string | readonly string[]): Condition {
  if (op !== 'eq' || (value !== 'true' && value !== 'false')) return NO_ROWS;
  return isEqual(path, value === 'true');
}
