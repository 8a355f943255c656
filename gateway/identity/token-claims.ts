import type { JWTPayload } from 'jose';
import { PURPOSES, type Purpose } from '../access/agreement.ts';

/** What a good token says. Agency and unit are claims only: nobody has looked yet whether they exist. */
export interface TokenClaims {
  readonly agency: string;
  readonly unit: string | undefined;
  /** The `sub` claim. */
  readonly officer: string;
  /** The only purpose that the token is good for, if it names one. */
  readonly purpose: Purpose | undefined;
}

/** No name of an agency, unit or officer is longer. */
const MAX_CHARACTERS = 128;

/** Reads the claims of a token whose signature and times are good, or names the first that is not as it must be. */
export function readTokenClaims(
  payload: JWTPayload,
): { readonly ok: true; readonly claims: TokenClaims } | { readonly ok: false; readonly claim: string } {
  const { sub: officer, agency, unit, purpose: stated } = payload;
  if (!isName(officer)) return { ok: false, claim: 'sub' };
  if (!isName(agency)) return { ok: false, claim: 'agency' };
  if (unit !== undefined && !isName(unit)) return { ok: false, claim: 'unit' };
  const purpose = PURPOSES.find((each) => each === stated);
  if (stated !== purpose) return { ok: false, claim: 'purpose' };
  return { ok: true, claims: { agency, unit, officer, purpose } };
}

function isName(value: unknown): value is string {
  return (
    typeof value === 'string' && value !== '' && value.length <= MAX_CHARACTERS && !/\p{Cc}/u.test(value)
  );
}
