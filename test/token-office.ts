import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Participants } from '../gateway/access/agency.ts';
import { createIdentify, type SentHeaders } from '../gateway/identity/identify.ts';
import { createTokenVerifier, type Issuer } from '../gateway/identity/verify-token.ts';

/** A key pair of an issuer. */
export interface Signer {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

/** Makes a key pair. */
export async function createSigner(kid: string, alg = 'EdDSA'): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** Where the key files of a run are; removed by whoever uses it. */
export const keyFolder = mkdtempSync(join(tmpdir(), 'simpul-keys-'));

/** Writes a JWKS file. */
export function writeJwks(file: string, ...keys: JWK[]): string {
  const path = join(keyFolder, file);
  writeFileSync(path, JSON.stringify({ keys }));
  return path;
}

export const kemlu = await createSigner('kemlu-1');
export const kemluRsa = await createSigner('kemlu-rsa', 'RS256');
/** A key of an algorithm that is not taken, which the issuer publishes all the same. */
export const kemluP521 = await createSigner('kemlu-p521', 'ES512');
export const kpu = await createSigner('kpu-1');

/** Two issuers, one of which may vouch for more agencies than take part. */
export const issuers: readonly Issuer[] = [
  {
    issuer: 'https://kemlu.example',
    jwks: { file: writeJwks('kemlu.jwks.json', kemlu.jwk, kemluRsa.jwk, kemluP521.jwk) },
    agencies: new Set(['kemlu', 'citizen', 'gone', 'pemda']),
  },
  {
    issuer: 'https://kpu.example',
    jwks: { file: writeJwks('kpu.jwks.json', kpu.jwk) },
    agencies: new Set(['kpu']),
  },
];

const participants: Participants = {
  agencies: new Map(
    [
      { id: 'kemlu', name: 'K', units: { kind: 'mission', codes: ['KBRI-X'] }, isSubjectAccess: false },
      { id: 'kpu', name: 'E', isSubjectAccess: false },
      { id: 'citizen', name: 'C', isSubjectAccess: true },
      { id: 'public', name: 'P', isSubjectAccess: false },
    ].map((agency) => [agency.id, agency]),
  ),
  groups: new Map([['pemda', { id: 'pemda', name: 'G', members: ['kpu'] }]]),
  providers: new Map(),
};

/** The claims of a good token, changed as given. A claim given as undefined is left out. */
export function createClaims(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  return {
    iss: 'https://kemlu.example',
    aud: 'simpul-gateway',
    iat: nowSeconds,
    exp: nowSeconds + 600,
    sub: 'officer-7',
    agency: 'kemlu',
    ...changes,
  };
}

/** Signs a token that is good but for the changes. */
export async function sign(
  changes: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  signer = kemlu,
): Promise<string> {
  const { alg = 'EdDSA', kid = '' } = signer.jwk;
  return await new SignJWT(JSON.parse(JSON.stringify(createClaims(changes))))
    .setProtectedHeader({ alg, typ: 'at+jwt', kid, ...header })
    .sign(signer.privateKey);
}

/** The door of a gateway: gives who asks, or the problem. */
export function createDoor(
  options: { issuers?: readonly Issuer[]; anonymousAgency?: string; unreadable?: unknown[] } = {},
) {
  const identify = createIdentify({
    verifyToken: createTokenVerifier({
      issuers: options.issuers ?? issuers,
      maxCachedTokens: 100,
      onUnreadableKeys: (...told) => options.unreadable?.push(told),
    }),
    participants: () => participants,
    anonymousAgency: options.anonymousAgency,
  });
  return async (token: string | undefined, headers: SentHeaders = {}) => {
    const authorization = token === undefined ? {} : { authorization: [`Bearer ${token}`] };
    const answer = await identify({ 'x-purpose': ['PROTECTION_CASE'], ...authorization, ...headers });
    return answer.ok ? answer.asker : answer.problem;
  };
}
