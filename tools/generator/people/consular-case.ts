import type { ConsularCaseCategory, ConsularCaseStatus } from '../../../subgraphs/consular/case-document.ts';
import { dayOf } from '../calendar.ts';
import { isListedKind } from '../plan/block-kinds.ts';
import type { Block } from '../plan/plan.ts';
import { statisticsYears } from '../world.ts';
import { fullName, NAMES } from './names.ts';
import { type Narrative, tellTwice } from './narrative.ts';
import { type Sources, stream } from './sources.ts';

/** A matter in which a mission helped somebody. */
export interface CaseFacts extends Narrative {
  readonly category: ConsularCaseCategory;
  readonly status: ConsularCaseStatus;
  readonly openedOn: number;
  /** Minutes after midnight, UTC. */
  readonly openedAtMinute: number;
  readonly criminalDetail?: string;
  readonly isTraffickingVictim: boolean;
}

const withCriminalDetail: ReadonlySet<ConsularCaseCategory> = new Set([
  'CRIMINAL',
  'DEATH_PENALTY',
  'DETENTION',
]);
const charges = [
  'theft',
  'assault',
  'possession of narcotics',
  'homicide',
  'stay without a permit',
  'fraud',
] as const;
const SCAM_VICTIMS = 0.8;
/** Of the cases that are not closed. */
const openStatuses = ['OPEN', 'OPEN', 'IN_PROGRESS', 'IN_PROGRESS', 'RESOLVED'] as const;

/** Draws the case of a person of the years for which cases are there, or none; always one for a shown person. */
export function drawCase(
  { plan, random, rates }: Sources,
  slot: number,
  block: Block,
  isShown: boolean,
): CaseFacts | undefined {
  random.begin(slot, stream.consularCase);
  const chance = rates.consularCase.get(block.country.code) ?? 0;
  const drawn = random.next();
  const year = isShown ? statisticsYears[0] : statisticsYears[Math.floor(drawn / Math.max(chance, 1e-9))];
  if (year === undefined || block.kind === 'AT_HOME') return undefined;
  const shares = isListedKind(block.kind) || isShown ? 'listed' : 'unlisted';
  const category = random.among(rates.caseCategories[shares]);
  const { closed, total } = plan.parameters.casesPerYear;
  const isOpen = category === 'DEATH_PENALTY' || !random.chance(closed / total);
  return {
    category,
    status: isOpen ? random.pick(openStatuses) : 'CLOSED',
    openedOn: dayOf(year, 1, 1) + random.below(365),
    openedAtMinute: random.below(24 * 60),
    ...(withCriminalDetail.has(category)
      ? { criminalDetail: `Charge: ${random.pick(charges)}; file ${slot.toString(36).toUpperCase()}` }
      : {}),
    isTraffickingVictim:
      category === 'TRAFFICKING' || (category === 'ONLINE_SCAM' && random.chance(SCAM_VICTIMS)),
    ...tellOf(slot, 1 + random.below(12)),
  };
}

function tellOf(slot: number, desk: number): Narrative {
  const file = slot.toString(36).toUpperCase();
  return tellTwice(
    fullName('F', slot % NAMES),
    (name) => `Reported to the mission by ${name}; file ${file}, handled by desk ${desk}.`,
  );
}
