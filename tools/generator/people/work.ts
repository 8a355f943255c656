import type { PlacementDocument } from '../../../subgraphs/ministry/placement-document.ts';
import type {
  ComplaintDocument,
  Education,
  RepatriationDocument,
  WorkerStatus,
} from '../../../subgraphs/ministry/worker-document.ts';
import type { Committee } from '../committees.ts';
import type { P3mi } from '../p3mi.ts';
import { isListedKind } from '../plan/block-kinds.ts';
import type { Block } from '../plan/plan.ts';
import { drawActiveCareer } from './active-career.ts';
import type { CaseFacts } from './consular-case.ts';
import { type Career, drawFormerCareer } from './former-career.ts';
import type { Identity, WorkRole } from './identity.ts';
import { drawPlacement, type PlacementOutline } from './placement.ts';
import { type Sources, stream } from './sources.ts';

/** What KP2MI has of somebody. */
export interface Work {
  readonly status: WorkerStatus;
  readonly education: Education;
  readonly isHealthFit: boolean;
  /** Oldest first, as `placements`. */
  readonly outlines: readonly PlacementOutline[];
  readonly placements: readonly PlacementDocument[];
  readonly complaints: readonly ComplaintDocument[];
  readonly repatriations: readonly RepatriationDocument[];
}

/** What a career depends on. */
export interface CareerFacts {
  readonly slot: number;
  readonly block: Block;
  readonly identity: Identity;
  /** Committee whose mission serves the person; the one of the list for a listed person. */
  readonly committee: Committee;
  readonly isListed: boolean;
  readonly isShown: boolean;
  readonly consularCase: CaseFacts | undefined;
}

const FIT_SHARE = 0.985;

/** Draws what KP2MI has of a person; undefined for those whom it does not know. */
export function drawWork(
  sources: Sources,
  role: WorkRole,
  facts: Omit<CareerFacts, 'isListed' | 'committee'> & { committee: Committee | undefined },
  companies: readonly P3mi[],
): Work | undefined {
  if (role === 'NONE') return undefined;
  const { random, rates } = sources;
  const { slot, block, committee } = facts;
  random.begin(slot, stream.work);
  const education = random.among(rates.education);
  const isHealthFit = random.chance(FIT_SHARE);
  const career = !committee
    ? candidate(random.chance(0.5))
    : role === 'ACTIVE'
      ? drawActiveCareer(sources, { ...facts, committee, isListed: isListedKind(block.kind) })
      : drawFormerCareer(sources, { ...facts, committee, isListed: isListedKind(block.kind) });
  const placements = career.outlines.map((outline) =>
    drawPlacement(sources, outline, slot, outline.scheme === 'P_TO_P' ? random.pick(companies) : undefined),
  );
  return { education, isHealthFit, placements, ...career };
}

function candidate(isProcessed: boolean): Career {
  return { status: isProcessed ? 'PROCESSING' : 'CPMI', outlines: [], complaints: [], repatriations: [] };
}
