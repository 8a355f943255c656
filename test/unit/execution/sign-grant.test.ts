import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import type { Inquiry } from '../../../gateway/execution/inquiry.ts';
import { createGrantSigner, type GrantSigner } from '../../../gateway/execution/sign-grant.ts';
import { createGrantCheck } from '../../../subgraphs/shared/grant.ts';
import { agencyOf, agreementOf, ask, viewOf } from '../../setup/small-graph.ts';
import { idAt, testIds } from '../../setup/test-ids.ts';
import { inquiryOf } from './inquiry-of.ts';

const PERSON = { spine: 'sixteen letters.' };
const QUERY = '{ citizens { totalCount } }';
const HASH = hashOf(QUERY);
const keys = await generateKeyPair('EdDSA', { extractable: true });
const privateJwk: JWK = { ...(await exportJWK(keys.privateKey)), kid: 'grants-1' };
const publicJwk: JWK = { ...(await exportJWK(keys.publicKey)), kid: 'grants-1', alg: 'EdDSA' };

const agreements: readonly Agreement[] = [
  agreementOf([
    {
      allow: { Citizen: ['id'] },
      rows: {
        Citizen: [
          { attribute: 'links', op: 'eq', value: '$consumer:$unit' },
          { attribute: 'person', op: 'eq', value: '$subject' },
        ],
        Region: 'all',
      },
    },
  ]),
  agreementOf([{ rows: { Worker: 'all' } }], { id: 'X2', provider: 'kp2mi' }),
];

let sign: GrantSigner;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

async function claimsOf(grant: string): Promise<Readonly<Record<string, unknown>>> {
  const { payload, protectedHeader } = await jwtVerify(grant, keys.publicKey);
  return { ...payload, header: protectedHeader };
}

/** A holder of a unit who asks for a person, so that every placeholder can be filled. */
function inquiry(details: Partial<Inquiry> = {}): Inquiry {
  const asker = { agency: agencyOf('kemlu'), unit: 'KBRI-ROMA', subject: idAt('kemlu', PERSON) };
  return inquiryOf(agreements, { asker, view: viewOf(agreements), ...details });
}

beforeEach(async () => {
  vi.useFakeTimers({
    now: new Date('2026-06-15T08:00:00Z'),
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'],
  });
  sign = await createGrantSigner(privateJwk, testIds);
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a grant', () => {
  test('says who asks what of whom, why and under which agreements, for a minute', async () => {
    const now = Date.now() / 1000;
    expect(await claimsOf(await sign(inquiry(), 'civil', HASH))).toEqual({
      header: { alg: 'EdDSA', typ: 'simpul-grant+jwt', kid: 'grants-1' },
      iss: 'simpul-gateway',
      aud: 'civil',
      iat: now,
      exp: now + 60,
      agency: 'kemlu',
      unit: 'KBRI-ROMA',
      subject: idAt('dukcapil', PERSON),
      purpose: 'PROTECTION_CASE',
      agreements: ['X1'],
      doc: HASH,
      rows: {
        Citizen: {
          where: [
            { attribute: 'links', op: 'eq', value: 'kemlu:KBRI-ROMA' },
            { attribute: 'person', op: 'eq', value: idAt('dukcapil', PERSON) },
          ],
        },
        Region: { all: true },
      },
    });
  });

  test('names the person who asks to each subgraph as its own agency knows them', async () => {
    for (const [subgraph, agency] of [
      ['civil', 'dukcapil'],
      ['ministry', 'kp2mi'],
    ] as const) {
      const claims = await claimsOf(await sign(inquiry(), subgraph, HASH));
      expect(claims.subject).toBe(idAt(agency, PERSON));
    }
  });

  test('names nobody where the person who asks is named by no id of the agency', async () => {
    for (const subject of ['developer', '', idAt('kp2mi', PERSON)]) {
      const asker = { agency: agencyOf('kemlu'), unit: 'KBRI-ROMA', subject };
      const claims = await claimsOf(await sign(inquiry({ asker }), 'civil', HASH));
      expect(claims.subject).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/);
      expect(claims.subject).not.toBe(idAt('dukcapil', PERSON));
    }
  });

  test('has neither unit nor subject where there is none, and no rows that depend on them', async () => {
    const claims = await claimsOf(
      await sign(inquiry({ asker: { agency: agencyOf('kemlu') } }), 'civil', HASH),
    );
    expect(claims).not.toHaveProperty('unit');
    expect(claims).not.toHaveProperty('subject');
    expect(claims.rows).toEqual({ Region: { all: true } });
  });

  test('holds the rows and agreements of its own subgraph only', async () => {
    const claims = await claimsOf(await sign(inquiry(), 'ministry', HASH));
    expect(claims).toMatchObject({ aud: 'ministry', agreements: ['X2'], rows: { Worker: { all: true } } });
    expect(await claimsOf(await sign(inquiry(), 'training', HASH))).toMatchObject({
      agreements: [],
      rows: {},
    });
  });

  test('is taken by a subgraph for its very operation and no other', async () => {
    const check = createGrantCheck('civil', { keys: [publicJwk] });
    const grant = await sign(inquiry(), 'civil', HASH);
    expect(await check(grant, QUERY)).toMatchObject({ isValid: true, grant: { agency: 'kemlu' } });
    expect(await check(grant, `${QUERY} `)).toMatchObject({ isValid: false });
    expect(await createGrantCheck('ministry', { keys: [publicJwk] })(grant, QUERY)).toMatchObject({
      isValid: false,
    });
  });
});

describe('a grant that was signed', () => {
  test('is used again for half its life', async () => {
    const first = await sign(inquiry(), 'civil', HASH);
    vi.advanceTimersByTime(29_000);
    expect(await sign(inquiry({ requestId: 'request-2', officer: 'other' }), 'civil', HASH)).toBe(first);
    vi.advanceTimersByTime(2_000);
    const second = await sign(inquiry(), 'civil', HASH);
    expect(second).not.toBe(first);
    expect((await claimsOf(second)).iat).toBe(Date.now() / 1000);
  });

  test('is not used for anything that it does not say', async () => {
    const view = (question: Parameters<typeof ask>[0]) => viewOf(agreements, ask(question));
    const unit = { agency: agencyOf('kemlu'), unit: 'KJRI-DUBAI', subject: idAt('kemlu', PERSON) };
    const subject = { agency: agencyOf('kemlu'), unit: 'KBRI-ROMA', subject: 'Q'.repeat(22) };
    const grants = await Promise.all([
      sign(inquiry(), 'civil', HASH),
      sign(inquiry(), 'ministry', HASH),
      sign(inquiry(), 'civil', hashOf(`${QUERY} `)),
      sign(inquiry({ asker: unit }), 'civil', HASH),
      sign(inquiry({ asker: subject }), 'civil', HASH),
      sign(inquiry({ asker: { agency: agencyOf('kemlu'), subject: 'KBRI-ROMA' } }), 'civil', HASH),
      sign(inquiry({ asker: { agency: agencyOf('kemlu'), unit: 'KBRI-ROMA' } }), 'civil', HASH),
      sign(inquiry({ view: view({ purpose: 'STATISTICS' }), purpose: 'STATISTICS' }), 'civil', HASH),
      sign(inquiry({ view: view({ holder: 'unit' }) }), 'civil', HASH),
      sign(inquiry({ view: view({ today: '2026-06-16' }) }), 'civil', HASH),
      sign(
        inquiry({ view: view({ consumer: agencyOf('kp2mi') }), asker: { agency: agencyOf('kp2mi') } }),
        'civil',
        HASH,
      ),
    ]);
    // The view of another day says the same here, and a signature of the same is the same.
    expect(new Set(grants).size).toBe(grants.length - 1);
    const claims = await Promise.all(grants.map(claimsOf));
    expect(claims.map(({ unit: each }) => each)).toEqual([
      'KBRI-ROMA',
      'KBRI-ROMA',
      'KBRI-ROMA',
      'KJRI-DUBAI',
      'KBRI-ROMA',
      undefined,
      'KBRI-ROMA',
      'KBRI-ROMA',
      'KBRI-ROMA',
      'KBRI-ROMA',
      undefined,
    ]);
    expect(claims[8]?.agreements).toEqual([]);
    expect(claims[10]?.agreements).toEqual([]);
  });
});

describe('a key', () => {
  test('that is no private Ed25519 key is refused at once', async () => {
    const rsa = await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey);
    const ec = await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey);
    for (const jwk of [
      publicJwk,
      rsa,
      ec,
      { kty: 'oct', k: 'c2VjcmV0' },
      { ...privateJwk, crv: 'X25519' },
      {},
    ]) {
      await expect(createGrantSigner(jwk, testIds)).rejects.toThrow();
    }
  });
});
