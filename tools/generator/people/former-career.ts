import type { ReturnReason } from '../../../subgraphs/ministry/placement-document.ts';
import type {
  ComplaintDocument,
  RepatriationCause,
  RepatriationDocument,
  WorkerStatus,
} from '../../../subgraphs/ministry/worker-document.ts';
import { addMonths, dayOf, dayText } from '../calendar.ts';
import { asOf, listFixedOn, statisticsYears } from '../world.ts';
import type { PlacementOutline } from './placement.ts';
import { arrivalPorts } from './ports.ts';
import type { Sources } from './sources.ts';
import { drawComplaint } from './trouble.ts';
import { RETURNED_BY_STATE } from './trouble-rates.ts';
import type { CareerFacts } from './work.ts';

/** A worker's state and what led to it. */
export interface Career {
  readonly status: WorkerStatus;
  /** Oldest first. */
  readonly outlines: readonly PlacementOutline[];
  readonly complaints: readonly ComplaintDocument[];
  readonly repatriations: readonly RepatriationDocument[];
}

/** How a former worker's last employment ended. */
interface Ending {
  readonly day: number;
  readonly reason: ReturnReason;
  readonly repatriation?: RepatriationCause;
}

const WORKING_AGE_MONTHS = 18 * 12;
const firstReturn = dayOf(2009, 1, 1);
const lastReturn = asOf - 10;
/** Days after the month in which the list was fixed: a return on them makes a row wrong. */
const firstAfterList = addMonths(listFixedOn, 1) - 16;
/** Days before which listed people whose row is in order had returned. */
const lastBeforeList = listFixedOn - 21;
/** States of former workers who did not come home in trouble; the others have returned. */
const [CANDIDATE_SHARE, PROCESSING_SHARE, MISSING_SHARE] = [0.02, 0.02, 0.02];

const reasonOf: Readonly<Record<RepatriationCause, ReturnReason>> = {
  PROBLEM: 'PROBLEM',
  DEPORTED: 'DEPORTED',
  SICK: 'SICK',
  DEATH: 'DEATH',
  TRAFFICKING: 'PROBLEM',
};

/** Draws what KP2MI has of somebody who is no longer in a placement. */
export function drawFormerCareer(sources: Sources, facts: CareerFacts): Career {
  const { plan, random } = sources;
  const { block, identity, committee } = facts;
  const working = addMonths(identity.birthDay, WORKING_AGE_MONTHS);
  const ending = drawEnding(sources, facts, working);
  const complaints = drawComplaints(sources, facts, ending);
  const isInTrouble = ending.repatriation !== undefined || complaints.length > 0;
  const isOutsideProcedure =
    isInTrouble &&
    !facts.isListed &&
    !facts.isShown &&
    random.chance(plan.parameters.complaintsPerYear.nonProcedural);
  const status = drawStatus(sources, facts, ending, isInTrouble);
  const stayed = random.pick([12, 24, 24, 24, 36] as const);
  const departure = Math.max(addMonths(ending.day, -stayed), working);
  const outline: PlacementOutline = {
    country: block.country.code,
    committee,
    scheme: random.chance(0.9) ? 'P_TO_P' : 'PERSEORANGAN',
    departure,
    months: 24,
    ...(status === 'MISSING' ? {} : { returned: { day: ending.day, reason: ending.reason } }),
  };
  return {
    status,
    outlines: isOutsideProcedure ? [] : [outline],
    complaints,
    repatriations: ending.repatriation
      ? [
          {
            date: dayText(ending.day),
            country: block.country.code,
            arrivalPort: random.pick(arrivalPorts),
            cause: ending.repatriation,
          },
        ]
      : [],
  };
}

function drawEnding({ random, rates }: Sources, facts: CareerFacts, working: number): Ending {
  const { block, isListed, isShown } = facts;
  const earliest = Math.max(firstReturn, addMonths(working, 12));
  if (block.kind === 'DECEASED') {
    return {
      day: random.between(Math.max(earliest, dayOf(2015, 1, 1)), lastReturn),
      reason: 'DEATH',
      repatriation: 'DEATH',
    };
  }
  if (block.kind === 'RETURNED') {
    const day = random.between(firstAfterList, lastReturn);
    return random.chance(RETURNED_BY_STATE)
      ? { day, reason: 'PROBLEM', repatriation: 'PROBLEM' }
      : { day, reason: random.chance(0.9) ? 'CONTRACT_ENDED' : 'TERMINATED' };
  }
  if (isShown) {
    return { day: random.between(earliest, lastBeforeList), reason: 'PROBLEM', repatriation: 'PROBLEM' };
  }
  if (isListed) return { day: random.between(earliest, lastBeforeList), reason: 'CONTRACT_ENDED' };
  const chance = rates.repatriation.get(block.country.code) ?? 0;
  const year = statisticsYears[Math.floor(random.next() / Math.max(chance, 1e-9))];
  if (year === undefined) return { day: random.between(earliest, lastReturn), reason: 'CONTRACT_ENDED' };
  const cause = random.among(rates.repatriationCause);
  return { day: dayOf(year, 1, 1) + random.below(355), reason: reasonOf[cause], repatriation: cause };
}

function drawComplaints(sources: Sources, facts: CareerFacts, ending: Ending): ComplaintDocument[] {
  const { random, rates } = sources;
  if (facts.isShown) return [drawComplaint(sources, ending.day - 200, ending.day)];
  if (facts.isListed) return [];
  return statisticsYears
    .filter(() => random.chance(rates.complaint))
    .map((year) => drawComplaint(sources, dayOf(year, 1, 1), dayOf(year, 12, 20)));
}

function drawStatus(
  { random }: Sources,
  { block }: CareerFacts,
  ending: Ending,
  isInTrouble: boolean,
): WorkerStatus {
  if (ending.reason === 'DEATH') return 'DECEASED';
  if (isInTrouble || block.kind === 'RETURNED') return 'RETURNED';
  const drawn = random.next();
  if (drawn < CANDIDATE_SHARE) return 'CPMI';
  if (drawn < CANDIDATE_SHARE + PROCESSING_SHARE) return 'PROCESSING';
  return drawn < CANDIDATE_SHARE + PROCESSING_SHARE + MISSING_SHARE ? 'MISSING' : 'RETURNED';
}
