import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';
import type { RowRule } from '../../subgraphs/shared/grant-claims.ts';

/** What a test's grant says; the rest is what a gateway would say. */
export interface GrantWishes {
  readonly agency?: string;
  readonly unit?: string;
  readonly purpose?: string;
  readonly subject?: string;
  readonly rows?: Readonly<Record<string, RowRule>>;
}

/** Signs grants for subgraphs under test, as the gateway signs them. */
export interface GrantOffice {
  /** What the subgraphs are given as the keys of the gateway. */
  readonly keys: JSONWebKeySet;
  /** Signs a grant that holds for this operation. */
  readonly grant: (subgraph: string, operation: string, wishes?: GrantWishes) => Promise<string>;
  /** Signs any claims under any header, for grants that must be refused. */
  readonly sign: (claims: JWTPayload, header?: Readonly<Record<string, string>>) => Promise<string>;
}

/** Makes an office with a key of its own. */
export async function openGrantOffice(): Promise<GrantOffice> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const kid = 'grants-of-a-test';
  const sign: GrantOffice['sign'] = async (claims, header) =>
    await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'simpul-grant+jwt', kid, ...header })
      .sign(privateKey);
  return {
    keys: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' }] },
    sign,
    grant: (subgraph, operation, wishes) => sign(grantClaims(subgraph, operation, wishes)),
  };
}

/** The claims of a grant that holds now, for 30 seconds, for this operation. */
export function grantClaims(subgraph: string, operation: string, wishes: GrantWishes = {}): JWTPayload {
  const nowSeconds = Math.floor(Date.now() / 1000);
  return {
    iss: 'simpul-gateway',
    aud: subgraph,
    iat: nowSeconds,
    exp: nowSeconds + 30,
    agency: 'kp2mi',
    purpose: 'PROTECTION_CASE',
    agreements: ['test'],
    rows: {},
    ...wishes,
    doc: createHash('sha256').update(operation).digest('base64url'),
  };
}
