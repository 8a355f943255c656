import type { PairwiseIds } from './pairwise-ids.ts';

const ID_AT_ANOTHER = /^([a-z][a-z0-9-]*):([A-Za-z0-9_-]{22})$/;

/**
 * The id of a person for an agency where it is told as another's, `dukcapil:<id>`; any other text as it is.
 *
 * For development tokens alone: whoever tries the gateway out has read ids as one agency and wants to ask as the person.
 */
export function ownPersonId(told: string, agency: string, ids: PairwiseIds): string {
  const [, other, id] = ID_AT_ANOTHER.exec(told) ?? [];
  if (other === undefined) return told;
  const [own] = ids.conceal(agency, ids.reveal(other, [id]));
  return own ?? told;
}
