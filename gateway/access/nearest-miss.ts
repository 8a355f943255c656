import type { Agreement, Clause } from './agreement.ts';
import { DENIAL_REASONS, type DenialReason, type Denied } from './decision.ts';
import { type Circumstances, isInForce, isInStage } from './question.ts';

/** An agreement that concerns the consumer and provider, with the clause that would give the coordinate. */
export interface Candidate {
  readonly agreement: Agreement;
  /** Absent when no clause of the agreement names the coordinate. */
  readonly clause?: Clause;
}

/**
 * Explains a denial by the agreement that came nearest to giving the coordinate.
 *
 * Only agreements to which the consumer is a party are candidates, so the explanation tells nobody of
 * somebody else's agreements.
 */
export function explainDenial(
  coordinate: string,
  provider: string,
  candidates: readonly Candidate[],
  question: Circumstances,
): Denied {
  let nearest: { readonly reason: DenialReason; readonly candidate: Candidate } | undefined;
  for (const candidate of candidates) {
    const reason = missOf(candidate, question);
    if (!nearest || DENIAL_REASONS.indexOf(reason) < DENIAL_REASONS.indexOf(nearest.reason)) {
      nearest = { reason, candidate };
    }
  }
  if (!nearest) {
    const remedy = `No agreement with ${provider} gives it: ask ${provider} for one.`;
    return { kind: 'denied', reason: 'NO_AGREEMENT', provider, remedy };
  }
  const { agreement, clause } = nearest.candidate;
  return {
    kind: 'denied',
    reason: nearest.reason,
    provider: agreement.provider,
    agreement: agreement.id,
    ...(clause && { clause: clause.id }),
    remedy: remedyFor(nearest.reason, nearest.candidate, coordinate),
  };
}

function missOf({ agreement, clause }: Candidate, question: Circumstances): DenialReason {
  if (!clause) return 'NOT_GRANTED';
  if (!isInForce(agreement, question.today)) {
    if (agreement.status === 'suspended') return 'SUSPENDED';
    if (agreement.status === 'proposed') return 'PROPOSED';
    if (agreement.status === 'signed' && agreement.validFrom > question.today) return 'NOT_YET_BEGUN';
    return 'ENDED';
  }
  if (clause.holder !== question.holder) return 'OTHER_HOLDER';
  if (!isInStage(clause, question.today)) return 'NOT_IN_STAGE';
  return 'OTHER_PURPOSE';
}

function remedyFor(reason: DenialReason, { agreement, clause }: Candidate, coordinate: string): string {
  switch (reason) {
    case 'OTHER_PURPOSE':
      return `Given only for ${clause?.purposes.join(' or ')}: state that purpose if it is yours.`;
    case 'NOT_IN_STAGE':
      return `Given only during ${clause?.during?.map((stage) => `${stage.name} (${stage.from} to ${stage.until})`).join(' or ')}.`;
    case 'OTHER_HOLDER':
      return clause?.holder === 'unit'
        ? 'Given only to the units of this agency: use a token of a unit.'
        : 'Given only to the agency itself: use a token without a unit.';
    case 'SUSPENDED':
      return `${agreement.id} is suspended by ${agreement.provider}: ask ${agreement.contact}.`;
    case 'PROPOSED':
      return `${agreement.id} is not signed yet.`;
    case 'NOT_YET_BEGUN':
      return `${agreement.id} begins on ${agreement.validFrom}.`;
    case 'ENDED':
      return `${agreement.id} ended on ${agreement.validUntil}: ask ${agreement.contact} for a new one.`;
    default:
      return `${agreement.id} does not give it: ask ${agreement.contact} to add ${coordinate}.`;
  }
}
