import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureDevelopmentKey, ensureKeys } from '../tools/launcher/keys.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'simpul-keys-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const NAMES = [
  'development.jwk.json',
  'development.jwks.json',
  'grant.jwk.json',
  'grant.jwks.json',
  'ids.json',
  'ledger.jwk.json',
  'ledger.jwks.json',
  ...['civil', 'consular', 'electoral', 'immigration', 'ledger', 'ministry', 'oversight', 'training'].map(
    (name) => `subgraph-${name}.secret`,
  ),
];

test('the first start makes every key, for this user only', async () => {
  const keys = await ensureKeys(data);
  const folder = join(data, 'keys');
  expect(readdirSync(folder).sort()).toEqual(NAMES);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of NAMES) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  for (const file of keys.subgraphSecrets.values()) {
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  }
  const secrets = [...keys.subgraphSecrets.values()].map((file) => readFileSync(file, 'utf8'));
  expect(new Set(secrets).size).toBe(8);
});

test('the public key verifies what the private one signs, and holds nothing private', async () => {
  const { grant, development } = await ensureKeys(data);
  for (const { privateFile, publicFile } of [grant, development]) {
    const privateKey = readJson(privateFile) as JWK & { kid: string };
    const publicKeys = readJson(publicFile) as JSONWebKeySet;
    expect(publicKeys.keys).toHaveLength(1);
    expect(publicKeys.keys[0]).not.toHaveProperty('d');
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', kid: privateKey.kid })
      .sign(await importJWK(privateKey, 'EdDSA'));
    await expect(jwtVerify(token, createLocalJWKSet(publicKeys))).resolves.toBeDefined();
  }
});

test('a later start and a start at the same moment change no key', async () => {
  const all = () => NAMES.map((name) => readFileSync(join(data, 'keys', name), 'utf8'));
  await Promise.all([ensureKeys(data), ensureKeys(data), ensureDevelopmentKey(data)]);
  const first = all();
  await ensureKeys(data);
  expect(all()).toEqual(first);
  expect(readdirSync(join(data, 'keys')).sort()).toEqual(NAMES);
});

test('a lost public half is made again from the private one', async () => {
  const { grant } = await ensureKeys(data);
  const before = readFileSync(grant.publicFile, 'utf8');
  rmSync(grant.publicFile);
  await ensureKeys(data);
  expect(readFileSync(grant.publicFile, 'utf8')).toBe(before);
});

test('a file that is not a key is named and left as it is', async () => {
  const { grant } = await ensureKeys(data);
  writeFileSync(grant.privateFile, '{"kty":"OKP","d":"not to be repeated"');
  await expect(ensureKeys(data)).rejects.toThrow(
    `${grant.privateFile} is not a private Ed25519 key: delete it`,
  );
  await expect(ensureKeys(data)).rejects.not.toThrow('not to be repeated');
  expect(readFileSync(grant.privateFile, 'utf8')).toContain('not to be repeated');
});

test('a public half of another key is refused', async () => {
  const { development } = await ensureKeys(data);
  rmSync(development.privateFile);
  await expect(ensureDevelopmentKey(data)).rejects.toThrow('is not the public half of development.jwk.json');
});

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
