import type { Agreement } from '../access/agreement.ts';
import { WILDCARD } from '../access/clause-grants.ts';

/** Finds the agreements that give everything that their provider has. Pure. @returns their ids. */
export function findWildcards(agreements: readonly Agreement[]): readonly string[] {
  return agreements
    .filter(({ clauses }) => clauses.some(({ allow, inputs }) => allow.has(WILDCARD) || inputs.has(WILDCARD)))
    .map(({ id }) => id);
}
