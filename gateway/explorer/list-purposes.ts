import type { Agency, Participants } from '../access/agency.ts';
import { type Agreement, PURPOSES, type Purpose } from '../access/agreement.ts';
import { consumerNames } from '../access/question.ts';

/**
 * The purposes for which signed agreements give an agency data, in the order in which purposes are listed.
 *
 * A clause that holds for every purpose (reference data, as a rule) says nothing about any of them and does not
 * count: otherwise each agency would be offered all of them. Pure.
 */
export function listPurposes(
  agency: Agency,
  participants: Participants,
  agreements: readonly Agreement[],
): readonly Purpose[] {
  const names = consumerNames(participants, agency);
  const clauses = agreements
    .filter(({ status, consumer }) => status === 'signed' && names.has(consumer))
    .flatMap((agreement) => agreement.clauses)
    // What an agency's subgraph may be sent is nothing that its officers could ask for.
    .filter(({ holder }) => holder !== 'subgraph')
    .filter(({ purposes }) => PURPOSES.some((purpose) => !purposes.includes(purpose)));
  return PURPOSES.filter((purpose) => clauses.some(({ purposes }) => purposes.includes(purpose)));
}
