import { createHmac, hkdfSync } from 'node:crypto';
import type { Grant } from './grant-claims.ts';

const TOKEN_BYTES = 16;

/**
 * Gives a token for a value: the same for the same value, field and agency, and nothing that leads back to the value. Tokens
 * of another field, or of another agency, have nothing in common with it.
 *
 * @param field coordinate of the field that tells by the token which rows are alike: `Voter.sameNik`
 */
export type CreateToken = (field: string, grant: Grant, value: readonly string[]) => string;

/**
 * Makes tokens by HMAC-SHA-256 under a key of this subgraph, so that whoever guesses a value cannot try the guess.
 *
 * @param secret 32 or more random bytes
 */
export function createTokenMaker(subgraph: string, secret: Uint8Array): CreateToken {
  const key = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), `simpul token ${subgraph}`, 32));
  return (field, { agency }, value) =>
    createHmac('sha256', key)
      .update(JSON.stringify([field, agency, value]))
      .digest()
      .subarray(0, TOKEN_BYTES)
      .toString('base64url');
}
