import type {
  InstitutionDocument,
  TrainingResult,
  TrainingSector,
} from '../../../subgraphs/training/models.ts';
import { addMonths, calendarDay } from '../calendar.ts';
import { institutions } from '../institutions.ts';
import type { Block } from '../plan/plan.ts';
import { provinces } from '../regions.ts';
import { asOf, votingAge } from '../world.ts';
import type { Identity, WorkRole } from './identity.ts';
import { type Sources, stream } from './sources.ts';
import { scatter } from './synthetic-contact.ts';
import type { Work } from './work.ts';

/** A course of somebody, with the certificate that it led to. */
export interface TrainingFacts {
  readonly institution: InstitutionDocument;
  readonly hasConsent: boolean;
  readonly sector: TrainingSector;
  readonly programme: string;
  readonly from: number;
  readonly until: number;
  readonly result?: TrainingResult;
  readonly disabilityAid?: string;
  readonly certificate?: {
    readonly number: string;
    readonly scheme: string;
    readonly kkniLevel: number;
    readonly from: number;
    readonly until: number;
  };
}

/** Courses of a sector, and the industry (KBLI) and occupation (KBJI) codes of its certificates: modelling choices. */
const courses: Readonly<Record<TrainingSector, { programmes: readonly string[]; codes: string }>> = {
  WELDING: { programmes: ['SMAW welding 3G, 360 hours', 'GMAW welding, 240 hours'], codes: '25920 7212' },
  HOSPITALITY: { programmes: ['Hotel service, 240 hours', 'Barista, 160 hours'], codes: '55110 5131' },
  ENGINEERING: {
    programmes: ['Light vehicles, 360 hours', 'Electrical installation, 240 hours'],
    codes: '33121 7411',
  },
  CREATIVE: {
    programmes: ['Graphic design, 240 hours', 'Digital marketing, 160 hours'],
    codes: '74100 2166',
  },
  CAREGIVING: { programmes: ['Elderly care, 360 hours', 'Home care, 240 hours'], codes: '88101 5322' },
  LANGUAGE: {
    programmes: ['Japanese N4, 360 hours', 'Korean, 240 hours', 'English, 160 hours'],
    codes: '85495 2353',
  },
  ICT: { programmes: ['Data analyst, 240 hours', 'Office applications, 160 hours'], codes: '62019 2511' },
};
const aids = ['sign-language interpreter', 'wheelchair access', 'screen reader'] as const;
/** Levels of the national framework by education (Perpres 8/2012); basic schooling reaches the first. */
const kkniLevel = { SD: 1, SMP: 1, SMA_SMK: 2, DIPLOMA: 4, S1: 6, POSTGRAD: 8 } as const;
const VALID_MONTHS = 36;

const members = institutions.filter(({ association }) => association);
const others = institutions.filter(({ association }) => !association);
const othersByProvince = new Map(
  provinces.map(({ code }) => [code, others.filter(({ region }) => region.startsWith(code))]),
);

/** Draws the courses of a person; at most one. Shown people have one each, so that every kind of row is there. */
export function drawTrainings(
  sources: Sources,
  slot: number,
  block: Block,
  facts: { role: WorkRole; identity: Identity; work: Work | undefined; shownNumber: number | undefined },
): readonly TrainingFacts[] {
  const { plan, random, rates } = sources;
  const { role, identity, work, shownNumber } = facts;
  const { training } = plan.parameters;
  random.begin(slot, stream.training);
  const isTrained = random.chance(role === 'NONE' ? training.ofOthers : training.ofWorkers);
  const isCandidate = role === 'CANDIDATE';
  if (identity.age < votingAge || block.kind === 'UNDER_AGE') return [];
  if (!isTrained && !isCandidate && shownNumber === undefined) return [];

  const institution = drawInstitution(sources, identity, shownNumber);
  const sector = random.among(rates.trainingSector);
  const departure = work?.outlines[0]?.departure;
  const from = isCandidate
    ? asOf - random.between(5, 25)
    : (departure ?? asOf - random.below(2500)) - random.between(120, 400);
  const until = from + random.between(30, 72);
  const result =
    until > asOf ? undefined : shownNumber === undefined ? random.among(rates.trainingResult) : 'COMPETENT';
  const consents = random.chance(training.consent);
  return [
    {
      institution,
      hasConsent:
        institution.association !== undefined && (shownNumber === undefined ? consents : shownNumber % 4 < 2),
      sector,
      programme: random.pick(courses[sector].programmes),
      from,
      until,
      ...(result ? { result } : {}),
      ...(random.chance(training.disabled) || shownNumber === 4 ? { disabilityAid: random.pick(aids) } : {}),
      ...(result === 'COMPETENT'
        ? { certificate: certify(slot, sector, work, until + random.between(5, 30)) }
        : {}),
    },
  ];
}

/** Shown people go round: a member of either association with consent, of either without, and a public centre. */
function drawInstitution(
  { plan, random }: Sources,
  { origin }: Identity,
  shownNumber: number | undefined,
): InstitutionDocument {
  const own = othersByProvince.get(origin.province) ?? others;
  if (shownNumber !== undefined) {
    const association = (['hipki', 'pelita'] as const)[shownNumber % 2];
    return random.pick(
      shownNumber % 5 === 4 ? own : members.filter((member) => member.association === association),
    );
  }
  if (random.chance(plan.parameters.training.inAssociations)) return random.pick(members);
  return random.pick(own);
}

function certify(slot: number, sector: TrainingSector, work: Work | undefined, from: number) {
  const level = work ? kkniLevel[work.education] : 2;
  return {
    number: `${courses[sector].codes} ${level} ${scatter(slot, 7)} ${calendarDay(from).year}`,
    scheme: `${courses[sector].programmes[0]?.split(',')[0] ?? ''}, KKNI level ${level}`,
    kkniLevel: level,
    from,
    until: addMonths(from, VALID_MONTHS),
  };
}
