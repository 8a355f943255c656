import { isOldEnough } from './people/identity.ts';
import type { Person } from './people/person.ts';

/** What links are computed from. */
export type Linked = Pick<
  Person,
  | 'block'
  | 'identity'
  | 'committee'
  | 'work'
  | 'stay'
  | 'trainings'
  | 'isListed'
  | 'secondList'
  | 'isMissingFromList'
  | 'consularCase'
>;

/**
 * Gives the agencies and units that have a lawful relation to a person, by which providers filter their rows:
 *
 * - `kp2mi`: has a record of the person as a worker;
 * - `kemlu`: the person is or was last known abroad; `kemlu:<mission>`: reported there, works (or last worked) where it
 *   serves, or has a case that it handles;
 * - `kpu`: abroad (no final report on file), 17 on polling day or ever married, not in the armed forces or the police;
 *   `kpu:<committee>`: has a row on its list;
 * - `bawaslu`: has a row, or works abroad without one although old enough;
 * - `hipki`, `pelita`: trained by a member, with consent on file.
 *
 * Regions filter on `originRegency` instead. Pure.
 */
export function computeLinks(person: Linked): readonly string[] {
  const { block, identity, committee, work, stay, trainings, consularCase } = person;
  const links = new Set<string>();
  if (work) links.add('kp2mi');
  if (committee) {
    links.add('kemlu');
    if (stay || consularCase) links.add(`kemlu:${committee.missionCode}`);
  }
  const placed = work?.outlines.at(-1)?.committee;
  if (placed) links.add(`kemlu:${placed.missionCode}`);
  const isAbroad = committee !== undefined && stay?.status !== 'LEFT';
  if (isAbroad && isOldEnough(identity) && block.kind !== 'ARMED_FORCES') links.add('kpu');
  if (person.isListed && committee) links.add(`kpu:${committee.code}`);
  if (person.secondList) links.add(`kpu:${person.secondList.code}`);
  if (person.isListed || person.isMissingFromList) links.add('bawaslu');
  for (const { institution, hasConsent } of trainings) {
    if (hasConsent && institution.association) links.add(institution.association);
  }
  return [...links];
}

/** Subgraphs that store links. */
export type LinkedSubgraph = 'civil' | 'ministry' | 'consular' | 'training' | 'immigration';

/** Which links a subgraph stores: those of the agencies that its own agreements give rows to. Civil has them all. */
const stored: Readonly<Record<Exclude<LinkedSubgraph, 'civil'>, (link: string) => boolean>> = {
  ministry: (link) => link.startsWith('kemlu') || link === 'bawaslu' || link === 'hipki' || link === 'pelita',
  consular: (link) => link === 'kp2mi' || link.startsWith('kemlu:') || link.startsWith('kpu'),
  training: (link) => link === 'kp2mi',
  immigration: (link) => link === 'kp2mi' || link.startsWith('kemlu'),
};

/** Gives the links of a person that a subgraph stores. Pure. */
export function projectLinks(links: readonly string[], subgraph: LinkedSubgraph): string[] {
  return subgraph === 'civil' ? [...links] : links.filter(stored[subgraph]);
}
