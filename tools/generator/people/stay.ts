import type {
  PurposeOfStay,
  SelfReportStatus,
  StayPermitType,
} from '../../../subgraphs/consular/self-report-document.ts';
import type { Committee } from '../committees.ts';
import { isListedKind } from '../plan/block-kinds.ts';
import type { Block } from '../plan/plan.ts';
import { createShares } from '../random/random.ts';
import { drawAddress } from './address.ts';
import type { Identity, WorkRole } from './identity.ts';
import { type Sources, stream } from './sources.ts';
import { phoneNumber } from './synthetic-contact.ts';

/** What somebody reported to a mission. */
export interface Stay {
  readonly status: SelfReportStatus;
  readonly city: string;
  readonly address: string;
  readonly phone: string;
  readonly permitType: StayPermitType;
  readonly permitNumber?: string;
  readonly purpose: PurposeOfStay;
  readonly emergencyContact: string;
}

/* Shares of states, purposes and permits: modelling choices, but for the migrant workers (93 % of citizens abroad). */
const statuses = createShares<SelfReportStatus>([
  ['VERIFIED', 0.82],
  ['SUBMITTED', 0.06],
  ['EXPIRED', 0.08],
  ['REJECTED', 0.02],
  ['DRAFT', 0.02],
]);
const LEFT_SHARE = 0.03;
const otherPurposes = createShares<PurposeOfStay>([
  ['WORK', 0.87],
  ['STUDY', 0.04],
  ['FAMILY', 0.04],
  ['SETTLED', 0.03],
  ['SEAFARER', 0.01],
  ['OTHER', 0.01],
]);
const permitOf: Readonly<Record<PurposeOfStay, StayPermitType>> = {
  WORK: 'WORK_PERMIT',
  STUDY: 'STUDENT',
  FAMILY: 'DEPENDANT',
  SETTLED: 'PERMANENT_RESIDENCE',
  SEAFARER: 'SEAFARER',
  OTHER: 'VISIT',
};
const WITHOUT_PAPERS = 0.05;

/** Draws the newest self-report of a person, or none. */
export function drawStay(
  { plan, random, rates }: Sources,
  slot: number,
  block: Block,
  facts: { role: WorkRole; committee: Committee | undefined; identity: Identity; isShown: boolean },
): Stay | undefined {
  const { role, committee, identity, isShown } = facts;
  random.begin(slot, stream.stay);
  const isListed = isListedKind(block.kind);
  const share = isListed ? plan.parameters.presence.selfReportOfVoter : rates.selfReportOfUnlisted;
  const isThere = random.chance(share);
  if (!committee || !(isThere || isShown)) return undefined;
  const mayHaveLeft = !isListed && !isShown && block.kind === 'ADULT' && role !== 'ACTIVE';
  const purpose = block.kind === 'CHILD' ? 'FAMILY' : role === 'NONE' ? random.among(otherPurposes) : 'WORK';
  const permitType = random.chance(WITHOUT_PAPERS) ? 'NONE' : permitOf[purpose];
  return {
    status: mayHaveLeft && random.chance(LEFT_SHARE) ? 'LEFT' : random.among(statuses),
    city: committee.city,
    address: drawAddress(random, committee, 'FULL'),
    phone: phoneNumber('abroad', slot),
    permitType,
    ...(permitType === 'NONE' ? {} : { permitNumber: `P${String(slot).padStart(8, '0')}` }),
    purpose,
    emergencyContact: `${identity.fullName.split(' ')[2] ?? ''}, ${phoneNumber('emergency', slot)}`,
  };
}
