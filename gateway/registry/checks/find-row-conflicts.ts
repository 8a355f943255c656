import type { Participants } from '../../access/agency.ts';
import type { Agreement, Clause, RowRule } from '../../access/agreement.ts';
import { agenciesNamed, type Finding } from './agreement-check.ts';

/** A finding about an agreement that is held against the others. */
export interface RowConflict {
  readonly agreement: string;
  readonly finding: Finding;
}

interface Grant {
  readonly agreement: Agreement;
  readonly clause: Clause;
  readonly path: string;
  readonly consumers: ReadonlySet<string>;
}

/**
 * Finds clauses that can hold for one request and give the same row type other rows. A subgraph takes one rule
 * for a row type; either of two would hand the fields of one clause to the rows of the other. Pure.
 *
 * Only signed agreements are compared: the others give nothing.
 */
export function findRowConflicts(
  agreements: readonly Agreement[],
  participants: Participants,
): readonly RowConflict[] {
  const grants = agreements
    .filter(({ status }) => status === 'signed')
    .flatMap((agreement): readonly Grant[] => {
      const consumers = new Set(agenciesNamed(participants, agreement.consumer).map(({ id }) => id));
      return agreement.clauses.map((clause, index) => ({
        agreement,
        clause,
        path: `clauses[${index}]`,
        consumers,
      }));
    });
  return grants.flatMap((grant, index) =>
    grants
      .slice(0, index)
      .filter((earlier) => canMeet(earlier, grant))
      .flatMap((earlier) => conflictsBetween(earlier, grant)),
  );
}

function canMeet(one: Grant, other: Grant): boolean {
  return (
    one.agreement.provider === other.agreement.provider &&
    one.clause.holder === other.clause.holder &&
    one.agreement.validFrom <= other.agreement.validUntil &&
    other.agreement.validFrom <= one.agreement.validUntil &&
    one.clause.purposes.some((purpose) => other.clause.purposes.includes(purpose)) &&
    [...one.consumers].some((consumer) => other.consumers.has(consumer))
  );
}

function conflictsBetween(earlier: Grant, grant: Grant): readonly RowConflict[] {
  const types = new Set([...earlier.clause.rows.keys(), ...grant.clause.rows.keys()]);
  return [...types].flatMap((type) => {
    if (!concerns(earlier.clause, type) || !concerns(grant.clause, type)) return [];
    const [rule, otherRule] = [grant.clause.rows.get(type), earlier.clause.rows.get(type)];
    if (JSON.stringify(rule) === JSON.stringify(otherRule)) return [];
    const finding: Finding = {
      path: `${grant.path}.rows.${type}`,
      expected: `${describe(otherRule)}, as in clause "${earlier.clause.id}" of ${earlier.agreement.id}`,
      came: describe(rule),
      remedy:
        'Give a row type the same rows wherever the same consumer has the same purpose, or part the purposes.',
    };
    return [{ agreement: grant.agreement.id, finding }];
  });
}

function concerns({ rows, allow, mask }: Clause, type: string): boolean {
  return rows.has(type) || allow.has(type) || mask.has(type);
}

function describe(rule: RowRule | undefined): string {
  if (rule === undefined) return 'no rows';
  if (rule === 'all') return 'all rows';
  return `rows where ${rule.map(({ attribute, op, value }) => `${attribute} ${op} ${JSON.stringify(value)}`).join(' and ')}`;
}
