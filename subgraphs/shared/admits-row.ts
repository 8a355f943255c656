import type { RowCondition, RowRule } from './grant-claims.ts';
import type { RowType } from './row-filter.ts';
import type { Row } from './visible-rows.ts';

/**
 * Tells whether a grant's rule lets it see a row that is not stored yet: what `rowFilter` asks the store, asked of a
 * document. Fails closed in the same cases. Pure.
 */
export function admitsRow(type: RowType, rule: RowRule | undefined, row: Row): boolean {
  if (!rule) return false;
  if ('all' in rule) return true;
  return rule.where.length > 0 && rule.where.every((condition) => meets(type, condition, row));
}

function meets(type: RowType, { attribute, op, value }: RowCondition, row: Row): boolean {
  const known = Object.hasOwn(type.attributes, attribute) ? type.attributes[attribute] : undefined;
  if (!known) return false;
  const stored = new Map<string, unknown>(Object.entries(row)).get(known.path);
  if (known.kind === 'boolean') return op === 'eq' && typeof stored === 'boolean' && String(stored) === value;
  const held = (Array.isArray(stored) ? stored : [stored]).filter((item) => typeof item === 'string');
  const operands = typeof value === 'string' ? [value] : value;
  if (operands.includes('')) return false;
  switch (op) {
    case 'eq':
      return typeof value === 'string' && held.includes(value);
    case 'in':
      return typeof value !== 'string' && value.some((operand) => held.includes(operand));
    case 'startsWith':
      return typeof value === 'string' && held.some((item) => item.startsWith(value));
    case 'startsWithAny':
      return (
        typeof value !== 'string' && held.some((item) => value.some((prefix) => item.startsWith(prefix)))
      );
    default:
      return false;
  }
}
