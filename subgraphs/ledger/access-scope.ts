import type { RowRule } from '../shared/grant-claims.ts';

/** Which part of the ledger somebody may see: of all entries, those about a person, or of a provider's data, or both. */
export interface AccessScope {
  /** Id of the one person, who asks about themself. */
  readonly person?: string;
  /** Id of the one provider, whose officer asks. */
  readonly provider?: string;
}

/**
 * Reads the grant's rule for accesses. The two attributes are one condition, since an entry about a person and of a
 * provider's data need not be about that person in that provider's data. Undefined, which opens nothing, without a rule
 * and for an attribute, operator or operand that is none of these.
 */
export function readScope(rule: RowRule | undefined): AccessScope | undefined {
  if (!rule) return undefined;
  if ('all' in rule) return {};
  const scope: { person?: string; provider?: string } = {};
  for (const { attribute, op, value } of rule.where) {
    if (attribute !== 'person' && attribute !== 'provider') return undefined;
    if (op !== 'eq' || typeof value !== 'string' || value === '') return undefined;
    if (scope[attribute] !== undefined && scope[attribute] !== value) return undefined;
    scope[attribute] = value;
  }
  return Object.keys(scope).length === 0 ? undefined : scope;
}
