import { request } from 'node:http';
import { Kind, parse, visit } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../gateway/explorer/catalogue.ts';
import { EXAMPLES } from '../gateway/explorer/examples.ts';
import { createCanaryData } from './setup/canary-data.ts';
import { type ExplorerUnderTest, startExplorerUnderTest } from './setup/explorer-under-test.ts';
import type { AnswerError } from './setup/federation.ts';
import { idAt } from './setup/test-ids.ts';

let explorer: ExplorerUnderTest;
beforeAll(async () => {
  explorer = await startExplorerUnderTest();
});
afterAll(async () => {
  await explorer?.stop();
});

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends headers as they are, `Host` included, and a path that nobody has tidied up. */
function send(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Reply> {
  const { hostname, port } = new URL(explorer.origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const askToken = (body: unknown, headers: Record<string, string> = {}) =>
  send('POST', '/explorer/token', { ...JSON_TYPE, ...headers }, JSON.stringify(body));
const KP2MI = { agency: 'kp2mi', purpose: 'PLACEMENT_SERVICE' };
const codeOf = ({ text }: Reply) => JSON.parse(text).errors[0].extensions.code;

describe('the page and its files', () => {
  it('are sent with a policy that lets nothing in from elsewhere and nothing inline', async () => {
    const page = await send('GET', '/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe('no-cache');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|data:|blob:|\*/);
    expect(page.text).not.toMatch(/<style|<script(?![^>]*src=)|\son\w+=|https?:/);
  });

  it('are found by their whole name only, and kept by browsers for good when they have a hash', async () => {
    const [path = ''] = /\/explorer\/assets\/[\w.-]+\.js/.exec((await send('GET', '/')).text) ?? [];
    const asset = await send('GET', path, { 'accept-encoding': 'gzip' });
    expect(asset.status).toBe(200);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-encoding']).toBe('gzip');
    expect((await send('GET', path)).headers['content-encoding']).toBeUndefined();
    for (const stray of [
      '/explorer/assets/../../../package.json',
      '/explorer/assets/..%2f..%2f..%2fpackage.json',
      '/explorer/../package.json',
      '/explorer/assets/',
      '/explorer/index.html',
      '/explorer/assets/__proto__',
    ]) {
      expect((await send('GET', stray)).status, stray).toBe(404);
    }
  });
});

describe('the catalogue', () => {
  const read = async (): Promise<Catalogue> => JSON.parse((await send('GET', '/explorer/agencies')).text);

  it('names every agency with its units, examples and the purposes of its own agreements', async () => {
    const { agencies, givesTokens, purposes, names } = await read();
    expect(givesTokens).toBe(true);
    expect(agencies).toHaveLength(18);
    const [jember] = agencies.filter(({ id }) => id === 'jember');
    expect(jember).toMatchObject({
      purposes: ['REPATRIATION', 'TRAINING_MATCH', 'STATISTICS', 'DATA_PROTECTION'],
    });
    expect(jember?.section).toMatch(/^Pemerintah daerah/);
    expect(agencies.find(({ id }) => id === 'kemlu')?.units?.codes).toHaveLength(128);
    expect(agencies.find(({ id }) => id === 'public')?.purposes).toEqual(['STATISTICS']);
    expect(purposes.STATISTICS).toMatch(/\.$/);
    expect(names.pemda).toMatch(/^Pemerintah daerah/);
  });
});

describe('a development token', () => {
  it('is good for what it was asked for, for a quarter of an hour', async () => {
    const { status, headers, text } = await askToken({ ...KP2MI, officer: 'tester' });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const { token, expiresAt } = JSON.parse(text);
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
    expect(claims).toMatchObject({ ...KP2MI, sub: 'tester', aud: 'simpul-gateway' });
    expect(claims.exp - claims.iat).toBe(900);
    expect(Math.abs(Date.parse(expiresAt) / 1000 - claims.exp)).toBeLessThanOrEqual(1);
  });

  it('is given to the page itself only: its own origin, by a name of the loopback', async () => {
    const { host } = new URL(explorer.origin);
    const port = host.split(':')[1];
    expect((await askToken(KP2MI, { origin: explorer.origin })).status).toBe(200);
    expect((await askToken(KP2MI, { host: `localhost:${port}` })).status).toBe(200);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `https://${host}` },
      { origin: `http://127.0.0.1:1` },
      { host: `evil.example:${port}`, origin: `http://evil.example:${port}` },
      { host: `127.0.0.1.evil.example:${port}` },
      { host: `localhost.evil.example:${port}` },
    ]) {
      const reply = await askToken(KP2MI, headers);
      expect([reply.status, codeOf(reply)], JSON.stringify(headers)).toEqual([400, 'BAD_HEADER']);
    }
  });

  it('is not given for a form, a GET, or a body that is too large', async () => {
    const form = { 'content-type': 'text/plain' };
    expect(codeOf(await send('POST', '/explorer/token', form, JSON.stringify(KP2MI)))).toBe(
      'UNSUPPORTED_MEDIA_TYPE',
    );
    expect((await send('GET', '/explorer/token')).status).toBe(405);
    expect(codeOf(await askToken({ ...KP2MI, officer: 'x'.repeat(5000) }))).toBe('BODY_TOO_LARGE');
  });

  it.each([
    ['no agency', {}, 'BAD_REQUEST_BODY'],
    ['a list', [], 'BAD_REQUEST_BODY'],
    ['a number for a unit', { ...KP2MI, unit: 1 }, 'BAD_REQUEST_BODY'],
    ['an agency that nobody knows', { ...KP2MI, agency: 'cia' }, 'AGENCY_UNKNOWN'],
    ['an agency named as a member of every object', { ...KP2MI, agency: '__proto__' }, 'AGENCY_UNKNOWN'],
    ['a unit of another agency', { ...KP2MI, unit: 'KBRI-ROMA' }, 'UNIT_UNKNOWN'],
    ['a purpose that is none', { ...KP2MI, purpose: 'FUN' }, 'PURPOSE_UNKNOWN'],
    ['an officer of the wrong shape', { ...KP2MI, officer: 'a b' }, 'BAD_REQUEST_BODY'],
    ['no person where persons ask', { agency: 'citizen', purpose: 'SUBJECT_ACCESS' }, 'BAD_REQUEST_BODY'],
  ])('is refused for %s', async (_, body, code) => {
    expect(codeOf(await askToken(body))).toBe(code);
  });
});

describe('the examples', () => {
  const [person] = createCanaryData().persons;
  const cases = [...EXAMPLES].flatMap(([agency, examples]) =>
    examples.map((example) => ({ agency, ...example })),
  );

  it('are three or four for each agency, and one of them shows a denial', async () => {
    const { agencies }: Catalogue = JSON.parse((await send('GET', '/explorer/agencies')).text);
    for (const { id, examples, purposes } of agencies) {
      expect([3, 4], id).toContain(examples.length);
      expect(examples.filter(({ showsDenial }) => showsDenial).length, id).toBe(1);
      for (const { purpose } of examples) expect(purposes, id).toContain(purpose);
    }
  });

  it.each(cases)('of $agency hold no text of a person: $title', ({ query }) => {
    const texts: string[] = [];
    visit(parse(query), {
      enter(node) {
        if (node.kind === Kind.STRING) texts.push(node.value);
      },
    });
    expect(texts).toEqual([]);
  });

  it.each(cases)('of $agency are answered as they say: $title', async ({ showsDenial, ...example }) => {
    const { agency, purpose, query, variables } = example;
    const officer = person && agency === 'citizen' ? `dukcapil:${idAt('dukcapil', person)}` : undefined;
    const { token } = JSON.parse((await askToken({ agency, purpose, officer })).text);
    const headers = { ...JSON_TYPE, authorization: `Bearer ${token}`, 'x-purpose': purpose };
    const { status, text } = await send('POST', '/graphql', headers, JSON.stringify({ query, variables }));
    const { errors = [] }: { readonly errors?: readonly AnswerError[] } = JSON.parse(text);
    expect(status).toBe(200);
    if (query.includes(' me {')) expect(JSON.parse(text).data.me).not.toBeNull();
    const denied = errors.filter(({ extensions }) => extensions.coordinate && extensions.fault !== 'client');
    expect(errors).toEqual(denied);
    expect(denied.length > 0).toBe(showsDenial);
  });
});
