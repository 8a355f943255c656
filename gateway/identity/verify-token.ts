import { hash } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { createProblem, type Problem } from '../problem.ts';
import { createKeySet, type KeySet, type KeySource } from './key-set.ts';
import { readTokenClaims, type TokenClaims } from './token-claims.ts';
import { REQUIRED_CLAIMS, TOKEN_ALGORITHMS, TOKEN_AUDIENCE, TOKEN_TYPE } from './token-profile.ts';

/** Who makes out tokens, with which keys, for which agencies. */
export interface Issuer {
  /** The `iss` claim. */
  readonly issuer: string;
  readonly jwks: KeySource;
  /** Whose officers it may vouch for; a token for any other agency is refused. */
  readonly agencies: ReadonlySet<string> | 'all';
}

/** A good token's claims, or why it is not good. */
export type TokenVerdict =
  | { readonly ok: true; readonly claims: TokenClaims }
  | { readonly ok: false; readonly problem: Problem };

/** What a verifier is made of. */
export interface TokenVerifierOptions {
  readonly issuers: readonly Issuer[];
  /** How many verified tokens are remembered. */
  readonly maxCachedTokens: number;
  /** Told when keys cannot be read; the error may hold a path or an address, and no token. */
  readonly onUnreadableKeys: (issuer: string, error: unknown) => void;
}

interface TrustedIssuer extends Issuer {
  readonly keySet: KeySet;
}

interface VerifiedToken {
  readonly verdict: TokenVerdict;
  readonly issuer: TrustedIssuer;
  readonly keyState: unknown;
  readonly goodUntilMs: number;
}

const MAX_TOKEN_BYTES = 8_192;
const MAX_AGE_SECONDS = 15 * 60;

// jose checks none of these unless it is told to.
const STRICT: JWTVerifyOptions = {
  audience: TOKEN_AUDIENCE,
  algorithms: [...TOKEN_ALGORITHMS],
  typ: TOKEN_TYPE,
  requiredClaims: [...REQUIRED_CLAIMS],
  maxTokenAge: MAX_AGE_SECONDS,
  clockTolerance: 30,
};

/**
 * Makes the function that verifies access tokens. It remembers what it verified under the token's hash, for as
 * long as the token holds and the keys of its issuer stay the same; it keeps no token.
 *
 * Keys are bound to their issuer and issuers to their agencies: the key of one issuer is worth nothing in the
 * name of another.
 */
export function createTokenVerifier(options: TokenVerifierOptions): (token: string) => Promise<TokenVerdict> {
  const { issuers, maxCachedTokens, onUnreadableKeys } = options;
  const trusted = new Map<string, TrustedIssuer>();
  for (const each of issuers) {
    if (trusted.has(each.issuer)) throw new TypeError(`The issuer ${each.issuer} is given twice.`);
    const keySet = createKeySet(each.jwks, (error) => onUnreadableKeys(each.issuer, error));
    trusted.set(each.issuer, { ...each, keySet });
  }
  const verified = new LRUCache<string, VerifiedToken>({ max: maxCachedTokens });

  return async (token) => {
    if (Buffer.byteLength(token) > MAX_TOKEN_BYTES) return refuse(`it is over ${MAX_TOKEN_BYTES} bytes long`);
    const digest = hash('sha256', token, 'base64');
    const known = verified.get(digest);
    const issuer = known?.issuer ?? trusted.get(readIssuer(token) ?? '');
    if (issuer === undefined) return refuse('it is no JWT of an issuer that is known here');
    try {
      const { getKey, state } = await issuer.keySet.current();
      if (known && known.keyState === state && Date.now() < known.goodUntilMs) return known.verdict;
      const { payload } = await jwtVerify(token, getKey, { ...STRICT, issuer: issuer.issuer });
      const verdict = judgeClaims(payload, issuer);
      if (verdict.ok) {
        verified.set(digest, { verdict, issuer, keyState: state, goodUntilMs: readGoodUntilMs(payload) });
      }
      return verdict;
    } catch (error) {
      const problem = explainFault(error);
      if (problem.code === 'KEYS_UNAVAILABLE') onUnreadableKeys(issuer.issuer, error);
      return { ok: false, problem };
    }
  };
}

function judgeClaims(payload: JWTPayload, issuer: Issuer): TokenVerdict {
  const reading = readTokenClaims(payload);
  if (!reading.ok) return refuse(`its claim "${reading.claim}" is not as it must be`);
  if (issuer.agencies !== 'all' && !issuer.agencies.has(reading.claims.agency)) {
    return refuse('its issuer does not vouch for its agency');
  }
  return reading;
}

/** Until when a token of which jose checked both times holds, without the tolerance. */
function readGoodUntilMs({ exp = 0, iat = 0 }: JWTPayload): number {
  return Math.min(exp, iat + MAX_AGE_SECONDS) * 1_000;
}

/** Says whose keys to try; what it reads is not verified yet. */
function readIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/** Tells a bad token from keys that could not be had. Errors of jose can hold claims, so none is passed on. */
function explainFault(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return createProblem('TOKEN_EXPIRED');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return describe(
      `its "${error.claim}" is ${error.reason === 'missing' ? 'missing' : 'not as it must be'}`,
    );
  }
  const isFaultOfToken = FAULTS_OF_TOKENS.some((Fault) => error instanceof Fault);
  return isFaultOfToken
    ? describe("no key of its issuer verifies it, or its form is not a signed JWT's")
    : createProblem('KEYS_UNAVAILABLE');
}

const FAULTS_OF_TOKENS = [
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

function refuse(reason: string): TokenVerdict {
  return { ok: false, problem: describe(reason) };
}

function describe(reason: string): Problem {
  return createProblem('TOKEN_INVALID', { reason });
}
