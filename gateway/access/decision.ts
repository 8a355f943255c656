import type { Limits, TextMask } from './agreement.ts';

/**
 * Why a coordinate is not given; the nearest miss among the agreements that concern the consumer. `REDUCED`: under
 * a mask for which there is a reduced field; `MASK_UNFIT`: under one that does not fit the field.
 */
export const DENIAL_REASONS = [
  'REDUCED',
  'MASK_UNFIT',
  'OTHER_PURPOSE',
  'NOT_IN_STAGE',
  'OTHER_HOLDER',
  'SUSPENDED',
  'NOT_YET_BEGUN',
  'PROPOSED',
  'ENDED',
  'NOT_GRANTED',
  'INPUT_READS_DENIED',
  'NO_AGREEMENT',
] as const;
export type DenialReason = (typeof DENIAL_REASONS)[number];

/** Given whole, by this clause. */
export interface Allowed {
  readonly kind: 'allowed';
  readonly provider: string;
  readonly agreement: string;
  readonly clause: string;
  readonly limits: Limits;
}

/** Part of a type without rows of its own: whatever leads to it decides. */
export interface Structural {
  readonly kind: 'structural';
}

/** A text that is given, but only so much of it as the mask shows. */
export interface Masked {
  readonly kind: 'masked';
  readonly mask: TextMask;
  readonly provider: string;
  readonly agreement: string;
  readonly clause: string;
  readonly limits: Limits;
}

/** Not given. */
export interface Denied {
  readonly kind: 'denied';
  readonly reason: DenialReason;
  readonly provider: string;
  /** The agreement and clause that came nearest; absent when none concerns this consumer. */
  readonly agreement?: string;
  readonly clause?: string;
  /** Coordinates of the reduced fields that are given instead, where the reason is `REDUCED`. */
  readonly reduced?: readonly string[];
  /** What the consumer can do, as a sentence. */
  readonly remedy: string;
}

/** What agreements say about one coordinate, for one consumer and purpose on one day. */
export type Decision = Allowed | Structural | Masked | Denied;

/** The limits under which a coordinate is given; undefined for one that is not, or that no clause names. */
export function limitsOf(decision: Decision | undefined): Limits | undefined {
  return decision?.kind === 'allowed' || decision?.kind === 'masked' ? decision.limits : undefined;
}
