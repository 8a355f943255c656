import type { Grant } from '../shared/grant-claims.ts';

/** Whether a grant opens every row of the list. Counts of rows that the caller may not see would tell of them. Pure. */
export function seesWholeList({ rows }: Grant): boolean {
  const rule = rows.get('Voter');
  return rule !== undefined && 'all' in rule;
}
