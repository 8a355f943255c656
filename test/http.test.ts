import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { GraphqlAnswer } from '../gateway/http/graphql-route.ts';
import { post, readCode, sendRaw, startTestServer } from './http-server.ts';

const SECRET = '3174999912345678';
const HEAD =
  'POST /graphql HTTP/1.1\r\nhost: x\r\nx-purpose: STATISTICS\r\ncontent-type: application/json\r\n';

describe('an operation', () => {
  test('reaches the answer with who asks, what and how', async () => {
    const server = await startTestServer();
    const response = await post(
      server,
      { query: 'query Q($a: Int) { a }', variables: { a: 1 }, operationName: 'Q', extensions: { x: 1 } },
      { headers: { 'x-on-denied': 'reject', 'x-explain': 'true' } },
    );
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ data: {} });
    expect(server.asked).toMatchObject([
      {
        query: 'query Q($a: Int) { a }',
        variables: { a: 1 },
        operationName: 'Q',
        onDenied: 'reject',
        explain: true,
        asker: { agency: 'public', officer: 'anonymous', purpose: 'STATISTICS' },
        requestId: response.headers.get('x-request-id'),
      },
    ]);
  });

  test('is answered in part and without explanation unless it says otherwise', async () => {
    const server = await startTestServer();
    await post(server, { query: '{ a }', variables: null, operationName: null, extensions: null });
    expect(server.asked).toMatchObject([{ onDenied: 'null', explain: false, variables: {} }]);
  });

  test('keeps the status and headers of its answer', async () => {
    const answer: GraphqlAnswer = { status: 403, headers: { 'x-version': '1' }, body: '{"errors":[]}' };
    const response = await post(await startTestServer({ answer: async () => answer }));
    expect(response.status).toBe(403);
    expect(response.headers.get('x-version')).toBe('1');
  });

  test.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/html', 'application/json'],
    ['application/graphql-response+json', 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0.5, application/json', 'application/json'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0', 'application/json'],
  ])('is answered, where %s is accepted, with %s', async (accept, type) => {
    const server = await startTestServer();
    const response = await post(server, undefined, accept === undefined ? {} : { headers: { accept } });
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
  });

  test('keeps a request id that is one, and gets its own otherwise', async () => {
    const server = await startTestServer();
    const idOf = async (id: string) =>
      (await post(server, undefined, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idOf('from-the-dashboard-7')).toBe('from-the-dashboard-7');
    for (const bad of ['short', `${'x'.repeat(65)}`, 'has a space', SECRET]) {
      expect(await idOf(bad)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });

  test('that fails in the gateway is answered as INTERNAL, with no word of why', async () => {
    const answer = async () => {
      throw new TypeError(`cannot cast ${SECRET}`);
    };
    const server = await startTestServer({ answer });
    const response = await post(server);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
    expect(text).not.toMatch(/cast|TypeError|\.ts/);
    expect(server.logLines.join()).toContain('TypeError');
    expect(server.logLines.join()).not.toContain(SECRET);
  });
});

describe('a body is refused', () => {
  const REFUSED: readonly [string, number, string, unknown, Record<string, string>?][] = [
    ['that is no JSON', 400, 'BAD_REQUEST_BODY', `{"query": "${SECRET}`],
    ['that is empty', 400, 'BAD_REQUEST_BODY', ''],
    ['that is no UTF-8', 400, 'BAD_REQUEST_BODY', Buffer.from('{"query":"\xff\xfe"}', 'latin1')],
    ['that is a batch', 400, 'BAD_REQUEST_BODY', [{ query: '{ a }' }, { query: '{ b }' }]],
    ['that is a text', 400, 'BAD_REQUEST_BODY', '"{ a }"'],
    ['that is null', 400, 'BAD_REQUEST_BODY', 'null'],
    ['without a query', 400, 'BAD_REQUEST_BODY', { extensions: { persistedQuery: { version: 1 } } }],
    ['with a query that is no text', 400, 'BAD_REQUEST_BODY', { query: { kind: 'Document' } }],
    ['with variables in a list', 400, 'BAD_REQUEST_BODY', { query: '{ a }', variables: [SECRET] }],
    ['with variables in a text', 400, 'BAD_REQUEST_BODY', { query: '{ a }', variables: '{}' }],
    ['with extensions in a text', 400, 'BAD_REQUEST_BODY', { query: '{ a }', extensions: 'x' }],
    ['with a long name', 400, 'BAD_REQUEST_BODY', { query: '{ a }', operationName: 'x'.repeat(129) }],
    ['with a name that is none', 400, 'BAD_REQUEST_BODY', { query: '{ a }', operationName: SECRET }],
    ['that is too large', 413, 'BODY_TOO_LARGE', { query: 'x'.repeat(1_001) }],
    ['of a form', 415, 'UNSUPPORTED_MEDIA_TYPE', 'query={a}', { 'content-type': 'text/plain' }],
    ['of no type', 415, 'UNSUPPORTED_MEDIA_TYPE', { query: '{ a }' }, { 'content-type': '' }],
    [
      'of JSON only by its ending',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { query: '{ a }' },
      { 'content-type': 'application/json5' },
    ],
    [
      'in another charset',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { query: '{ a }' },
      { 'content-type': 'application/json; charset=utf-16' },
    ],
    [
      'that is compressed',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      gzipSync('{"query":"{ a }"}'),
      { 'content-encoding': 'gzip' },
    ],
  ];

  test.each(REFUSED)('%s', async (_, status, code, body, headers = {}) => {
    const server = await startTestServer();
    const response = await post(server, body, { headers });
    expect(response.status).toBe(status);
    const text = await response.clone().text();
    expect(await readCode(response)).toBe(code);
    expect(text).not.toContain(SECRET);
    expect(server.logLines.join()).not.toContain(SECRET);
    expect(server.asked).toEqual([]);
  });

  test('that is too large without saying so, and the next request on the connection is answered', async () => {
    const server = await startTestServer();
    const chunk = `400\r\n${'x'.repeat(0x400)}\r\n`;
    const received = await sendRaw(
      server,
      `${HEAD}transfer-encoding: chunked\r\n\r\n${chunk}`,
      50,
      `${chunk.repeat(500)}0\r\n\r\n`,
      'GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    );
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    expect(received).toContain('BODY_TOO_LARGE');
    expect(received).toContain('"live"');
  });

  test('by its length before it comes', async () => {
    const server = await startTestServer({ arrival: { headersMs: 300, requestMs: 500 } });
    const received = await sendRaw(server, `${HEAD}content-length: 99999999\r\n\r\n{`);
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413']);
  });

  test.each(['application/json; charset=UTF-8', 'application/json;charset="utf-8"', 'Application/JSON'])(
    'but not of the type %s',
    async (type) => {
      const response = await post(await startTestServer(), undefined, { headers: { 'content-type': type } });
      expect(response.status).toBe(200);
    },
  );
});

describe('a header is refused', () => {
  test.each([
    ['X-On-Denied', { 'x-on-denied': 'ignore' }],
    ['X-Explain', { 'x-explain': 'yes' }],
  ])('%s', async (_, headers) => {
    const response = await post(await startTestServer(), undefined, { headers });
    expect(response.status).toBe(400);
    expect(await readCode(response)).toBe('BAD_HEADER');
  });

  test('Authorization that is no good, whatever the anonymous may do', async () => {
    const response = await post(await startTestServer(), undefined, {
      headers: { authorization: 'Basic eDp5' },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await readCode(response)).toBe('TOKEN_INVALID');
  });

  test('X-Purpose that is missing', async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', body: '{}' });
    expect(await readCode(response)).toBe('PURPOSE_MISSING');
  });
});

describe('an address', () => {
  test('takes no operation by GET, and says why', async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/graphql?query={a}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await response.text()).toContain('personal data must not be part of an address');
  });

  test.each(['/', '/graphql/', '/GRAPHQL', '/../etc/passwd', '//graphql', '/constructor', '/%00'])(
    'that is not there is not found: %s',
    async (path) => {
      const server = await startTestServer();
      const raw = await sendRaw(server, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
      expect(raw).toMatch(/^HTTP\/1\.1 404 /);
      expect(raw).toContain('NOT_FOUND');
    },
  );

  test('names no product and leaves nothing to guess for a browser', async () => {
    const { headers } = await post(await startTestServer());
    expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('a page of another site', () => {
  const ORIGIN = 'https://dashboard.example';
  const preflight = {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
  };

  test('may not call the gateway', async () => {
    const server = await startTestServer();
    const asked = await fetch(`${server.url}/graphql`, preflight);
    expect(asked.status).toBe(405);
    const response = await post(server, undefined, { headers: { origin: ORIGIN } });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('may when its origin is on the list', async () => {
    const server = await startTestServer({ corsOrigins: [ORIGIN] });
    const asked = await fetch(`${server.url}/graphql`, preflight);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toContain('x-purpose');
    const response = await post(server, undefined, { headers: { origin: ORIGIN } });
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    const other = await post(server, undefined, { headers: { origin: 'https://evil.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    expect(other.headers.get('vary')).toBe('origin');
  });
});

describe('a connection', () => {
  const SHORT = { headersMs: 300, requestMs: 600 };

  test('whose headers come too slowly is told so and closed', async () => {
    const server = await startTestServer({ arrival: SHORT });
    const received = await sendRaw(server, 'POST /graphql HTTP/1.1\r\n', 50, 'host: x\r\n');
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
    expect(received).toContain('REQUEST_TOO_SLOW');
  });

  test('whose body comes too slowly is told so and closed', async () => {
    const server = await startTestServer({ arrival: SHORT });
    const received = await sendRaw(server, `${HEAD}content-length: 100\r\n\r\n{"query":`, 100, '"');
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
    expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(server.asked).toEqual([]);
  });

  test('that does not speak HTTP is told so and closed', async () => {
    const server = await startTestServer();
    const received = await sendRaw(server, `\x16\x03\x01${SECRET}\r\n\r\n`);
    expect(received).toMatch(/^HTTP\/1\.1 400 /);
    expect(received).toContain('BAD_HTTP');
    expect(received).not.toContain(SECRET);
  });

  test('whose headers are too large is told so and closed', async () => {
    const server = await startTestServer();
    const received = await sendRaw(
      server,
      `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`,
    );
    expect(received).toMatch(/^HTTP\/1\.1 431 /);
    expect(received).toContain('HEADERS_TOO_LARGE');
  });

  test('cannot smuggle a second request in a body of two lengths', async () => {
    const server = await startTestServer();
    const received = await sendRaw(
      server,
      `${HEAD}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\n\r\n`,
    );
    expect(received).toMatch(/^HTTP\/1\.1 400 /);
    expect(received).not.toContain('live');
  });
});

describe('health', () => {
  test('is alive and ready, with the versions that are in use', async () => {
    const server = await startTestServer();
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${server.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      status: 'ready',
      reasons: [],
      supergraph: 'abc',
      agreements: 'def',
      ledger: 'on',
      undeliveredCheckpoints: 0,
    });
    expect((await fetch(`${server.url}/health/ready`, { method: 'HEAD' })).status).toBe(200);
  });

  test('is not ready for a reason, and alive all the same', async () => {
    const readiness = {
      reasons: ['SUPERGRAPH_NOT_LOADED' as const],
      supergraph: undefined,
      agreements: undefined,
      ledger: 'on',
      undeliveredCheckpoints: 0,
    };
    const server = await startTestServer({ readiness });
    const ready = await fetch(`${server.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      status: 'not ready',
      reasons: ['SUPERGRAPH_NOT_LOADED'],
      ledger: 'on',
      undeliveredCheckpoints: 0,
    });
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  });
});
