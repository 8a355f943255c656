/**
 * What a token for the gateway looks like: an access token of RFC 9068 with two claims of Simpul's own.
 * Whoever signs one and whoever verifies one reads it here.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9068
 */

/** The `aud` claim: a token that was made out to anybody else is worth nothing here. */
export const TOKEN_AUDIENCE = 'simpul-gateway';

/** The `typ` header: keeps ID tokens and grants, which the same key may have signed, from passing as access tokens. */
export const TOKEN_TYPE = 'at+jwt';

/** Asymmetric algorithms only: a key that verifies must not be able to sign. */
export const TOKEN_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'PS384', 'RS256'] as const;

/** Claims without which a token is refused. `sub` is the officer, or the person when a person asks about themself. */
export const REQUIRED_CLAIMS = ['exp', 'iat', 'sub', 'agency'] as const;

/** The issuer of tokens signed with the key that the launcher makes at first start. Trusted only when configured. */
export const DEVELOPMENT_ISSUER = 'simpul-development';
