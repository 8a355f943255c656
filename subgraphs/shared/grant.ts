import { createHash } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Grant, readGrantClaims } from './grant-claims.ts';

/** Name of the HTTP header that carries a grant. */
export const GRANT_HEADER = 'simpul-grant';

/** Longest life of a grant, in seconds. */
const MAX_LIFE_SECONDS = 60;
/** By how many seconds the clocks of the gateway and a subgraph may differ. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** Longest grant, in characters. */
const MAX_LENGTH = 12_000;
const MAX_CACHED_GRANTS = 2_000;

/** A grant that holds for the operation at hand, or which of the two refusals it gets. */
export type GrantCheck =
  | { readonly isValid: true; readonly grant: Grant }
  | { readonly isValid: false; readonly code: 'GRANT_REQUIRED' | 'GRANT_INVALID' };

/** Checks the grant of one call against the exact text of its operation. Never throws. */
export type CheckGrant = (token: string | undefined, operation: string) => Promise<GrantCheck>;

/**
 * Makes the check of grants for one subgraph: an EdDSA signature by a key of the gateway, type, issuer, audience,
 * life of at most 60 seconds, shape, and the hash of the operation. A verified grant is remembered until it
 * expires, so that a gateway that sends one twice costs one signature; the hash is compared on every call.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725 JSON Web Token best current practices
 */
export function createGrantCheck(subgraph: string, keys: JSONWebKeySet): CheckGrant {
  const keySet = createLocalJWKSet(keys);
  const verified = new LRUCache<string, Grant>({ max: MAX_CACHED_GRANTS });

  const verify = async (token: string): Promise<Grant | undefined> => {
    const id = sha256(token);
    const known = verified.get(id);
    if (known && known.expiresAt > Date.now() / 1000) return known;
    try {
      const { payload } = await jwtVerify(token, keySet, {
        algorithms: ['EdDSA'],
        typ: 'simpul-grant+jwt',
        issuer: 'simpul-gateway',
        audience: subgraph,
        requiredClaims: ['iat', 'exp', 'agency', 'purpose', 'agreements', 'doc', 'rows'],
        maxTokenAge: MAX_LIFE_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      const grant = isShortLived(payload) ? readGrantClaims(payload) : undefined;
      if (grant) verified.set(id, grant);
      return grant;
    } catch {
      return undefined;
    }
  };

  return async (token, operation) => {
    if (!token) return { isValid: false, code: 'GRANT_REQUIRED' };
    const grant = token.length > MAX_LENGTH ? undefined : await verify(token);
    if (!grant || grant.documentHash !== sha256(operation)) return { isValid: false, code: 'GRANT_INVALID' };
    return { isValid: true, grant };
  };
}

function isShortLived(payload: { readonly iat?: number; readonly exp?: number }): boolean {
  const { iat, exp } = payload;
  return iat !== undefined && exp !== undefined && exp - iat <= MAX_LIFE_SECONDS;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
