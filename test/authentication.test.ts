import { createHmac } from 'node:crypto';
import { rmSync } from 'node:fs';
import { exportJWK, exportSPKI } from 'jose';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { signDevelopmentToken } from '../gateway/identity/development-tokens.ts';
import { DEVELOPMENT_ISSUER } from '../gateway/identity/token-profile.ts';
import {
  createClaims,
  createDoor,
  createSigner,
  issuers,
  kemluP521,
  kemluRsa,
  keyFolder,
  kpu,
  sign,
  writeJwks,
} from './token-office.ts';

const PERSON = 'AAAAAAAAAAAAAAAAAAAAAA';
const stranger = await createSigner('kemlu-1');
const now = () => Math.floor(Date.now() / 1000);

afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => {
  rmSync(keyFolder, { recursive: true });
});

/** Writes a token by hand, as no library would. */
function forge(header: object, signature: (text: string) => string): string {
  const parts = [header, createClaims()].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const text = parts.join('.');
  return `${text}.${signature(text)}`;
}

describe('a good token', () => {
  test('says who asks', async () => {
    expect(await createDoor()(await sign())).toEqual({
      agency: 'kemlu',
      officer: 'officer-7',
      purpose: 'PROTECTION_CASE',
    });
  });

  test('says for which unit', async () => {
    expect(await createDoor()(await sign({ unit: 'KBRI-X' }))).toMatchObject({ unit: 'KBRI-X' });
  });

  test('may be signed with an RSA key of the issuer', async () => {
    expect(await createDoor()(await sign({}, {}, kemluRsa))).toMatchObject({ agency: 'kemlu' });
  });

  test('may be one of the development issuer where that is trusted', async () => {
    const { privateKey, jwk } = await createSigner('development-1');
    const file = writeJwks('development.jwks.json', jwk);
    const door = createDoor({ issuers: [{ issuer: DEVELOPMENT_ISSUER, jwks: { file }, agencies: 'all' }] });
    const token = await signDevelopmentToken(
      { ...(await exportJWK(privateKey)), kid: 'development-1' },
      { agency: 'kpu', officer: 'o', purpose: 'VOTER_LIST_BUILD' },
      15,
    );
    expect(await door(token, { 'x-purpose': undefined })).toEqual({
      agency: 'kpu',
      officer: 'o',
      purpose: 'VOTER_LIST_BUILD',
    });
    expect(await createDoor()(token)).toMatchObject({ code: 'TOKEN_INVALID' });
  });

  test('holds until it expires and no longer, however often it came', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const door = createDoor();
    const token = await sign({ exp: now() + 60 });
    expect(await door(token)).toMatchObject({ agency: 'kemlu' });
    vi.setSystemTime(Date.now() + 59_000);
    expect(await door(token)).toMatchObject({ agency: 'kemlu' });
    vi.setSystemTime(Date.now() + 40_000);
    expect(await door(token)).toMatchObject({ code: 'TOKEN_EXPIRED', status: 401 });
  });

  test('holds for 15 minutes at most, whatever it says', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const door = createDoor();
    const token = await sign({ exp: now() + 86_400 });
    expect(await door(token)).toMatchObject({ agency: 'kemlu' });
    vi.setSystemTime(Date.now() + 14 * 60_000);
    expect(await door(token)).toMatchObject({ agency: 'kemlu' });
    vi.setSystemTime(Date.now() + 2 * 60_000);
    expect(await door(token)).toMatchObject({ code: 'TOKEN_EXPIRED' });
  });
});

describe('without a token', () => {
  test('nobody is let in', async () => {
    expect(await createDoor()(undefined)).toMatchObject({ code: 'TOKEN_MISSING', status: 401 });
  });

  test('a request counts as the anonymous agency where there is one', async () => {
    expect(await createDoor({ anonymousAgency: 'public' })(undefined)).toEqual({
      agency: 'public',
      officer: 'anonymous',
      purpose: 'PROTECTION_CASE',
    });
  });

  test('nobody is a person who asks about themself', async () => {
    expect(await createDoor({ anonymousAgency: 'citizen' })(undefined)).toMatchObject({
      code: 'TOKEN_INVALID',
    });
  });
});

describe('a token is refused', () => {
  const REFUSED: readonly [why: string, code: string, make: () => string | Promise<string>][] = [
    ['when it is no JWT', 'TOKEN_INVALID', () => 'abc'],
    ['when it has no signature', 'TOKEN_INVALID', () => forge({ alg: 'none', typ: 'at+jwt' }, () => '')],
    [
      'when its signature is another’s',
      'TOKEN_INVALID',
      async () => {
        const [header, claims] = (await sign()).split('.');
        return `${header}.${claims}.${(await sign({ sub: 'x' })).split('.')[2]}`;
      },
    ],
    [
      'when the public key was used as an HMAC secret',
      'TOKEN_INVALID',
      async () => {
        const secret = await exportSPKI(kemluRsa.publicKey);
        return forge({ alg: 'HS256', typ: 'at+jwt', kid: 'kemlu-rsa' }, (text) =>
          createHmac('sha256', secret).update(text).digest('base64url'),
        );
      },
    ],
    ['when it is for another audience', 'TOKEN_INVALID', () => sign({ aud: 'other' })],
    ['when it is for no audience', 'TOKEN_INVALID', () => sign({ aud: undefined })],
    ['when it is an ID token', 'TOKEN_INVALID', () => sign({}, { typ: 'JWT' })],
    ['when it has no type', 'TOKEN_INVALID', () => sign({}, { typ: undefined })],
    ['when it never expires', 'TOKEN_INVALID', () => sign({ exp: undefined })],
    ['when its expiry is a text', 'TOKEN_INVALID', () => sign({ exp: '9999999999' })],
    ['when it does not say since when it holds', 'TOKEN_INVALID', () => sign({ iat: undefined })],
    ['when it is from the future', 'TOKEN_INVALID', () => sign({ iat: now() + 3_600, exp: now() + 4_000 })],
    ['when it does not hold yet', 'TOKEN_INVALID', () => sign({ nbf: now() + 300 })],
    ['when it has expired', 'TOKEN_EXPIRED', () => sign({ iat: now() - 120, exp: now() - 60 })],
    ['when it is older than 15 minutes', 'TOKEN_EXPIRED', () => sign({ iat: now() - 1_000 })],
    ['when nobody knows its issuer', 'TOKEN_INVALID', () => sign({ iss: 'https://evil.example' })],
    ['when it has no issuer', 'TOKEN_INVALID', () => sign({ iss: undefined })],
    ['when its issuer is a name of every object', 'TOKEN_INVALID', () => sign({ iss: 'constructor' })],
    ['when its issuer does not vouch for the agency', 'TOKEN_INVALID', () => sign({ agency: 'kpu' })],
    ['when the key is that of another issuer', 'TOKEN_INVALID', () => sign({}, {}, kpu)],
    [
      'when the key of another issuer vouches for its own agency in a foreign name',
      'TOKEN_INVALID',
      () => sign({ agency: 'kpu' }, {}, kpu),
    ],
    ['when its algorithm is not of the list', 'TOKEN_INVALID', () => sign({}, {}, kemluP521)],
    ['when a stranger signed with a known key id', 'TOKEN_INVALID', () => sign({}, {}, stranger)],
    ['when its key id is a path', 'TOKEN_INVALID', () => sign({}, { kid: '../../kpu.jwks.json' }, kpu)],
    [
      'when it brings its own key along',
      'TOKEN_INVALID',
      () => sign({}, { jwk: stranger.jwk, kid: undefined }, stranger),
    ],
    [
      'when it points to its own keys',
      'TOKEN_INVALID',
      () => sign({}, { jku: 'http://127.0.0.1:1/jwks', x5u: 'http://127.0.0.1:1/x', kid: 'new' }, stranger),
    ],
    ['when it is huge', 'TOKEN_INVALID', () => sign({ note: 'x'.repeat(9_000) })],
    ['when it names no officer', 'TOKEN_INVALID', () => sign({ sub: undefined })],
    ['when its officer is empty', 'TOKEN_INVALID', () => sign({ sub: '' })],
    ['when it names no agency', 'TOKEN_INVALID', () => sign({ agency: undefined })],
    ['when its agency is a list', 'TOKEN_INVALID', () => sign({ agency: ['kemlu'] })],
    ['when its unit is not a text', 'TOKEN_INVALID', () => sign({ unit: { code: 'KBRI-X' } })],
    ['when its purpose is none', 'TOKEN_INVALID', () => sign({ purpose: 'CURIOSITY' })],
    ['when its agency does not take part', 'AGENCY_UNKNOWN', () => sign({ agency: 'gone' })],
    ['when its agency is a group', 'AGENCY_UNKNOWN', () => sign({ agency: 'pemda' })],
    ['when its unit is not one of the agency', 'UNIT_UNKNOWN', () => sign({ unit: 'KBRI-Y' })],
    [
      'when its agency has no units',
      'UNIT_UNKNOWN',
      () => sign({ agency: 'citizen', unit: 'KBRI-X', sub: PERSON }),
    ],
    ['when a person asks who is none', 'TOKEN_INVALID', () => sign({ agency: 'citizen', sub: 'officer-7' })],
  ];

  test.each(REFUSED)('%s', async (_, code, make) => {
    const token = await make();
    const unreadable: unknown[] = [];
    const door = createDoor({ anonymousAgency: 'public', unreadable });
    const problem = await door(token);
    expect(problem).toMatchObject({ code });
    expect(await door(token), 'the second time').toEqual(problem);
    expect(JSON.stringify(problem)).not.toContain('officer-7');
    expect(unreadable).toEqual([]);
  });

  test('when its header is not Bearer, or comes twice', async () => {
    const door = createDoor({ anonymousAgency: 'public' });
    const token = await sign();
    for (const authorization of [[''], ['Bearer'], [token], [`Basic ${token}`], [`Bearer ${token} x`]]) {
      expect(await door(undefined, { authorization })).toMatchObject({ code: 'TOKEN_INVALID' });
    }
    const twice = [`Bearer ${token}`, `Bearer ${token}`];
    expect(await door(undefined, { authorization: twice })).toMatchObject({ code: 'TOKEN_INVALID' });
  });
});

describe('the purpose', () => {
  test.each([
    [
      'is that of the token where no header states one',
      undefined,
      'REPATRIATION',
      { purpose: 'REPATRIATION' },
    ],
    ['may be stated by both alike', ['REPATRIATION'], 'REPATRIATION', { purpose: 'REPATRIATION' }],
    [
      'cannot be another than that of the token',
      ['STATISTICS'],
      'REPATRIATION',
      { code: 'PURPOSE_NOT_IN_TOKEN' },
    ],
    ['must be stated', undefined, undefined, { code: 'PURPOSE_MISSING' }],
    ['must be one of the list', ['CURIOSITY'], undefined, { code: 'PURPOSE_UNKNOWN' }],
    ['must be written as in the list', ['statistics'], undefined, { code: 'PURPOSE_UNKNOWN' }],
    ['cannot be a name of every object', ['constructor'], undefined, { code: 'PURPOSE_UNKNOWN' }],
    ['cannot be empty', [''], undefined, { code: 'PURPOSE_UNKNOWN' }],
    ['cannot be two', ['STATISTICS', 'REPATRIATION'], undefined, { code: 'PURPOSE_UNKNOWN' }],
  ])('%s', async (_, header, claim, expected) => {
    expect(await createDoor()(await sign({ purpose: claim }), { 'x-purpose': header })).toMatchObject(
      expected,
    );
  });
});

test('an issuer that is given twice stops the start', () => {
  expect(() => createDoor({ issuers: [...issuers, ...issuers] })).toThrow(/given twice/);
});
