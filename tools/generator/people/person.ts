import type { Committee } from '../committees.ts';
import { computeLinks } from '../links.ts';
import type { P3mi } from '../p3mi.ts';
import { isFreeToWork, isListedKind } from '../plan/block-kinds.ts';
import type { Block } from '../plan/plan.ts';
import { type CaseFacts, drawCase } from './consular-case.ts';
import { drawIdentity, type Identity, isOldEnough, type WorkRole } from './identity.ts';
import { type CrossingFacts, type DeferralFacts, drawCrossings, drawDeferrals } from './journey.ts';
import { type Sources, stream } from './sources.ts';
import { drawStay, type Stay } from './stay.ts';
import { drawTrainings, type TrainingFacts } from './training.ts';
import { drawTravelDocuments, type TravelDocuments } from './travel-document.ts';
import { drawWork, type Work } from './work.ts';

/** Everything that the agencies together know of a citizen. */
export interface Person {
  readonly slot: number;
  readonly block: Block;
  /** Spine form of the person's id, which is another in every database. */
  readonly id: string;
  readonly identity: Identity;
  /** Committee whose mission serves the place of living; absent for people who never left. */
  readonly committee: Committee | undefined;
  readonly documents: TravelDocuments;
  readonly work: Work | undefined;
  readonly stay: Stay | undefined;
  readonly consularCase: CaseFacts | undefined;
  readonly trainings: readonly TrainingFacts[];
  readonly crossings: readonly CrossingFacts[];
  readonly deferrals: readonly DeferralFacts[];
  readonly isListed: boolean;
  /** Committee with a second row of the person, which ought not to be there. */
  readonly secondList?: Committee;
  /** Whether KP2MI has the person as working abroad, old enough to vote, and no list has a row (rule B10). */
  readonly isMissingFromList: boolean;
  /** Agencies and units with a lawful relation to the person. */
  readonly links: readonly string[];
}

/** Makes the person of a slot; equal for equal sources, whoever was made before. */
export function createPerson(
  sources: Sources,
  companies: readonly P3mi[],
  slot: number,
  block: Block,
): Person {
  const { ids, origins } = sources;
  const number = block.firstPerson + slot - block.firstSlot;
  const shownNumber = isFreeToWork(block.kind) ? origins.shownNumber(block.countryIndex, number) : undefined;
  const isShown = shownNumber !== undefined;
  const isListed = isListedKind(block.kind);
  const role = roleOf(sources, slot, block);
  const identity = drawIdentity(sources, slot, block, role);
  const committee = residenceOf(sources, slot, block);
  const documents = drawTravelDocuments(sources, slot, block, identity);
  const consularCase = drawCase(sources, slot, block, isShown);
  const work = drawWork(
    sources,
    role,
    { slot, block, identity, committee, isShown, consularCase },
    companies,
  );
  const stay = drawStay(sources, slot, block, { role, committee, identity, isShown });
  const trainings = drawTrainings(sources, slot, block, { role, identity, work, shownNumber });
  const crossings = drawCrossings(sources, slot, block, work, isShown);
  const deferrals = drawDeferrals(sources, isShown);
  const isMissingFromList =
    !isListed && work !== undefined && worksAbroad.has(work.status) && isOldEnough(identity);
  const facts = { slot, block, identity, committee, documents, work, stay, consularCase, trainings };
  const rest = { crossings, deferrals, isListed, isMissingFromList };
  const second = block.kind === 'CROSS_BASE' ? sources.crossRows(slot, block).block.list : undefined;
  const person = {
    ...facts,
    ...rest,
    ...(second ? { secondList: second.committee } : {}),
    id: ids('citizen', slot),
  };
  return { ...person, links: computeLinks(person) };
}

const worksAbroad: ReadonlySet<string> = new Set(['DEPARTED', 'ACTIVE', 'EXTENDED']);

function roleOf({ plan, origins }: Sources, slot: number, block: Block): WorkRole {
  const { kind, countryIndex } = block;
  if (kind === 'MOVED') return 'ACTIVE';
  if (kind === 'DECEASED' || kind === 'RETURNED') return 'HISTORIC';
  if (kind === 'AT_HOME') return 'CANDIDATE';
  if (!isFreeToWork(kind)) return 'NONE';
  const country = plan.countries[countryIndex];
  const place = origins.workPlace(countryIndex, block.firstFree + slot - block.firstSlot);
  if (!country) return 'NONE';
  if (place < country.active) return 'ACTIVE';
  return place < country.active + country.historic ? 'HISTORIC' : 'NONE';
}

function residenceOf({ random, rates }: Sources, slot: number, block: Block): Committee | undefined {
  if (block.list) return block.list.committee;
  const committees = rates.committees.get(block.country.code);
  if (!committees) return undefined;
  random.begin(slot, stream.residence);
  return random.among(committees);
}
