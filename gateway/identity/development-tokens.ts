import { importJWK, type JWK, SignJWT } from 'jose';
import type { Purpose } from '../access/agreement.ts';
import { DEVELOPMENT_ISSUER, TOKEN_AUDIENCE, TOKEN_TYPE } from './token-profile.ts';

/** Who a development token says is asking. */
export interface DevelopmentIdentity {
  readonly agency: string;
  /** The code of a unit of the agency, when the officer belongs to one. */
  readonly unit?: string;
  /** The `sub` claim. For an agency with subject access it is the id of the person who asks. */
  readonly officer: string;
  /** When given, the token is good for this purpose only. */
  readonly purpose?: Purpose;
}

/**
 * Signs a token for trying the gateway out: an agency, unit and officer of the caller's choice.
 *
 * Worth something only at a gateway that was told to trust the development issuer (`DEVELOPMENT_JWKS`).
 *
 * @param privateJwk an Ed25519 key with its `kid`
 * @param minutes how long it holds; a gateway takes none that is older than 15 minutes
 * @returns the compact form, `header.claims.signature`
 */
export async function signDevelopmentToken(
  privateJwk: JWK,
  identity: DevelopmentIdentity,
  minutes: number,
): Promise<string> {
  if (privateJwk.kid === undefined) throw new Error('The development key has no "kid": make it again.');
  const issuedAt = Math.floor(Date.now() / 1000);
  const { agency, unit, officer, purpose } = identity;
  return await new SignJWT({
    agency,
    ...(unit === undefined ? {} : { unit }),
    ...(purpose === undefined ? {} : { purpose }),
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: TOKEN_TYPE, kid: privateJwk.kid })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(TOKEN_AUDIENCE)
    .setSubject(officer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + Math.round(minutes * 60))
    .sign(await importJWK(privateJwk, 'EdDSA'));
}
