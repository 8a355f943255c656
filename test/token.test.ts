import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { parseIdKeys } from '../gateway/execution/id-keys.ts';
import { createPairwiseIds } from '../gateway/execution/pairwise-ids.ts';
import { findProjectRoot } from '../gateway/project-root.ts';

const data = mkdtempSync(join(tmpdir(), 'simpul-token-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const PERSON = 'A_person-sId0123456789';

test('prints nothing but a token that the development key set verifies', async () => {
  const { status, stdout, stderr } = token(
    'kemlu',
    '--unit',
    'KBRI-TOKYO',
    '--purpose',
    'PROTECTION_CASE',
    '--minutes',
    '5',
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const keys = JSON.parse(readFileSync(join(data, 'keys/development.jwks.json'), 'utf8'));
  const { payload, protectedHeader } = await jwtVerify(stdout.trim(), createLocalJWKSet(keys), {
    issuer: 'simpul-development',
    audience: 'simpul-gateway',
    typ: 'at+jwt',
  });
  expect(protectedHeader.alg).toBe('EdDSA');
  expect(payload).toMatchObject({
    agency: 'kemlu',
    unit: 'KBRI-TOKYO',
    purpose: 'PROTECTION_CASE',
    sub: 'developer',
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(5 * 60);
});

test('a person who is told by the id of another agency asks by the own one', async () => {
  const asAsked = (officer: string) => {
    const { stdout } = token('citizen', '--officer', officer);
    return (decodeJwt(stdout.trim()) as { readonly sub: string }).sub;
  };
  const at = (agency: string) => {
    const keys = parseIdKeys(readFileSync(join(data, 'keys/ids.json'), 'utf8'));
    return keys && createPairwiseIds(keys).conceal(agency, ['sixteen letters.'])[0];
  };
  asAsked(PERSON);
  expect(asAsked(`dukcapil:${at('dukcapil')}`)).toBe(at('citizen'));
  expect(asAsked(`${at('citizen')}`)).toBe(at('citizen'));
});

test('a person asks as the officer of the agency for subject access', () => {
  expect(token('citizen', '--officer', PERSON).status).toBe(0);
});

test.each([
  [[], /^token: AGENCY must be one of dukcapil, kp2mi, .*, operator\.\n$/],
  [['nobody'], /^token: AGENCY must be one of dukcapil, kp2mi, .*, operator\.\n$/],
  [['constructor'], /^token: AGENCY must be one of /],
  [['kemlu', '--unit', 'KBRI-ATLANTIS'], /^token: --unit for kemlu \(mission\) must be one of KBRI-.*\.\n$/],
  [['kp2mi', '--unit', 'KBRI-TOKYO'], /^token: kp2mi has no units: leave out --unit\.\n$/],
  [['kp2mi', '--purpose', 'CURIOSITY'], /^token: --purpose must be one of PLACEMENT_SERVICE, .*\.\n$/],
  [['kp2mi', '--officer', 'two words'], /^token: --officer must be 1 to 64 letters/],
  [['citizen'], /^token: For citizen, --officer must be the id of the person who asks/],
  [['kp2mi', '--minutes', '16'], /^token: --minutes must be a whole number from 1 to 15\.\n$/],
  [['kp2mi', '--forever'], /unknown option '--forever'/],
])('%j is refused with what could be typed', (args, message) => {
  const { status, stdout, stderr } = token(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

function token(...args: string[]) {
  return spawnSync(process.execPath, [join(findProjectRoot(), 'dist/tools/token.js'), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATA_DIR: data },
  });
}
