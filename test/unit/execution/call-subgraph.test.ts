import { once } from 'node:events';
import type { IncomingMessage, RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSubgraphCaller, type SubgraphCaller } from '../../../gateway/execution/call-subgraph.ts';
import { raw, serve, serveRaw } from './serve-subgraph.ts';

const LIMITS = { connectMs: 300, deadlineMs: 400, maxBytes: 10_000, connections: 4 };
/** Long enough for a loaded machine, short enough to tell a deadline from none. */
const PATIENCE_MS = 5_000;

function createCaller(limits: Partial<typeof LIMITS> = {}): SubgraphCaller {
  const caller = createSubgraphCaller({ ...LIMITS, ...limits });
  onTestFinished(() => caller.close());
  return caller;
}

interface Wishes {
  readonly caller?: SubgraphCaller;
  readonly isRepeatable?: boolean;
  readonly signal?: AbortSignal;
}

async function call(url: string, { caller = createCaller(), isRepeatable = true, signal }: Wishes = {}) {
  const start = performance.now();
  const outcome = await caller.call(
    url,
    '{"query":"{ a }"}',
    { 'x-test': 'yes' },
    signal ?? new AbortController().signal,
    isRepeatable,
  );
  expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
  return outcome;
}

const OK = raw('200 OK', ['content-type: application/json', 'content-length: 11'], '{"data":{}}');

describe('a subgraph that answers', () => {
  test('is asked by one POST with what it needs and no more', async () => {
    let body = '';
    const { url, requests } = await serve((request, response) => {
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => response.end('{"data":{"a":1}}'));
    });
    expect(await call(`${url}?graph=civil`)).toEqual({ kind: 'answered', body: { data: { a: 1 } } });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'POST', url: '/graphql?graph=civil' });
    expect(body).toBe('{"query":"{ a }"}');
    const { headers } = requests[0] as IncomingMessage;
    expect(Object.keys(headers).toSorted()).toEqual([
      'accept',
      'connection',
      'content-length',
      'content-type',
      'host',
      'x-test',
    ]);
  });

  test('is heard whatever it says in JSON, with a status for bad requests too', async () => {
    const { url } = await serve((_, response) => response.writeHead(400).end('{"errors":[{}]}'));
    expect(await call(url)).toEqual({ kind: 'answered', body: { errors: [{}] } });
    const odd = await serve((_, response) => response.end('"text"'));
    expect(await call(odd.url)).toEqual({ kind: 'answered', body: 'text' });
  });

  test('is called again over the same connections', async () => {
    const sockets = new Set<unknown>();
    const { url } = await serve((request, response) => {
      sockets.add(request.socket);
      response.end('{}');
    });
    const caller = createCaller();
    for (let count = 0; count < 10; count += 1) await call(url, { caller });
    // The next call can begin before the last one has handed its connection back.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  test('keeps further calls waiting when all connections are in use', async () => {
    let [open, most] = [0, 0];
    const { url } = await serve((_, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end('{}');
      }, 20);
    });
    const caller = createCaller({ connections: 2, deadlineMs: 4_000 });
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => call(url, { caller })));
    expect(outcomes.every(({ kind }) => kind === 'answered')).toBe(true);
    expect(most).toBe(2);
  });
});

describe('a subgraph that takes its time', () => {
  test.each<readonly [string, RequestListener]>([
    ['never answers', () => {}],
    ['stops after its headers', (_, response) => response.writeHead(200).flushHeaders()],
    [
      'trickles',
      (_, response) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('and %s is given up at the deadline', async (_, listener) => {
    const { url, requests } = await serve(listener);
    expect(await call(url)).toEqual({ kind: 'timeout', detail: 'no whole answer in time' });
    expect(requests).toHaveLength(1);
  });

  test('and trickles its headers is given up at the deadline', async () => {
    const { url, count } = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x-a: b\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    expect((await call(url)).kind).toBe('timeout');
    expect(count()).toBe(1);
  });

  test('is left alone when the client has gone', async () => {
    const controller = new AbortController();
    let hasClosed: Promise<unknown> = Promise.reject(new Error('It was not called.'));
    hasClosed.catch(() => {});
    const { url } = await serve((request) => {
      hasClosed = once(request.socket, 'close');
      controller.abort();
    });
    const caller = createCaller({ deadlineMs: 60_000 });
    expect((await call(url, { caller, signal: controller.signal })).kind).toBe('timeout');
    await hasClosed;
  });

  test('is not called at all when the client has gone before', async () => {
    const { url, requests } = await serve((_, response) => response.end('{}'));
    expect((await call(url, { signal: AbortSignal.abort() })).kind).toBe('timeout');
    expect(requests).toHaveLength(0);
  });
});

describe('a subgraph that answers too much', () => {
  test('is heard up to the limit and not beyond', async () => {
    const json = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));
    for (const [bytes, kind] of [
      [LIMITS.maxBytes, 'answered'],
      [LIMITS.maxBytes + 1, 'bad-answer'],
    ] as const) {
      const declared = await serve((_, response) => response.end(json(bytes)));
      expect((await call(declared.url)).kind).toBe(kind);
      const chunked = await serve((_, response) => {
        response.write(json(bytes).slice(0, 100));
        response.end(json(bytes).slice(100));
      });
      expect((await call(chunked.url)).kind).toBe(kind);
    }
  });

  test('without end is cut off', async () => {
    let sent = 0;
    let hasClosed: Promise<unknown> = Promise.resolve();
    const { url } = await serve((_, response) => {
      hasClosed = once(response, 'close');
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(1_000))) sent += 1_000;
      };
      response.on('drain', more);
      more();
    });
    const caller = createCaller({ deadlineMs: 60_000 });
    expect((await call(url, { caller })).kind).toBe('bad-answer');
    await hasClosed;
    expect(sent).toBeLessThan(20_000_000);
  });

  test('in a small compressed body is refused before it is read, and takes nothing down', async () => {
    const failures: unknown[] = [];
    const note = (error: unknown) => failures.push(error);
    process.on('uncaughtException', note);
    onTestFinished(() => {
      process.off('uncaughtException', note);
    });
    for (const encoding of ['gzip', 'br', 'deflate', 'GZIP', 'identity, gzip']) {
      const { url } = await serve((_, response) => {
        response.writeHead(200, { 'content-encoding': encoding });
        response.write(gzipSync('0'.repeat(100_000)));
        setTimeout(() => response.end(), 5);
      });
      expect(await call(url)).toEqual({ kind: 'bad-answer', detail: 'it is compressed' });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(failures).toEqual([]);
  });
});

describe('a subgraph that answers something else', () => {
  test.each([
    [200, '<html></html>', 'bad-answer'],
    [200, '', 'bad-answer'],
    [200, '{"data":', 'bad-answer'],
    [204, '', 'bad-answer'],
    [404, 'Not found', 'bad-answer'],
    [400, '{"errors":[]}', 'answered'],
    [401, '{"data":{}}', 'refused'],
    [403, '{"data":{}}', 'refused'],
    [500, '{"data":{}}', 'unavailable'],
    [503, 'later', 'unavailable'],
  ] as const)('status %i with %s is understood', async (status, body, kind) => {
    const { url, requests } = await serve((_, response) => response.writeHead(status).end(body));
    expect((await call(url)).kind).toBe(kind);
    expect(requests).toHaveLength(1);
  });

  test('is not followed elsewhere, nor believed on its way there', async () => {
    const elsewhere = await serve((_, response) => response.end('{"data":{"stolen":true}}'));
    for (const status of [301, 302, 303, 307, 308, 304, 300]) {
      const { url, requests } = await serve((_, response) =>
        response
          .writeHead(status, { location: elsewhere.url })
          .end(status === 304 ? undefined : '{"data":{"a":1}}'),
      );
      expect((await call(url)).kind).toBe('bad-answer');
      expect(requests).toHaveLength(1);
    }
    expect(elsewhere.requests).toHaveLength(0);
  });

  test.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['two lengths', raw('200 OK', ['content-length: 5', 'content-length: 11'], '{"data":{}}')],
    ['headers without end', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}`],
    ['a header of many kilobytes', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
  ])('such as %s fails and is not called again', async (_, text) => {
    const { url } = await serveRaw((socket) => socket.end(text));
    const outcome = await call(url);
    expect(outcome.kind).not.toBe('answered');
    expect(JSON.stringify(outcome)).not.toContain('127.0.0.1');
  });

  test('after early hints is heard', async () => {
    const { url } = await serveRaw((socket) =>
      socket.write(`${raw('103 Early Hints', ['link: </a>'])}${OK}`),
    );
    expect((await call(url)).kind).toBe('answered');
  });
});

describe('a connection that is lost', () => {
  test('under a query is tried once more, and no more', async () => {
    const reset = await serveRaw((socket) => socket.resetAndDestroy());
    expect((await call(reset.url)).kind).toBe('unavailable');
    expect(reset.count()).toBe(2);
    const flaky = await serveRaw((socket, count) => (count === 1 ? socket.destroy() : socket.write(OK)));
    expect((await call(flaky.url)).kind).toBe('answered');
  });

  test('under a mutation is never tried again', async () => {
    const reset = await serveRaw((socket) => socket.resetAndDestroy());
    expect((await call(reset.url, { isRepeatable: false })).kind).toBe('unavailable');
    const closed = await serveRaw((socket) => socket.destroy());
    expect((await call(closed.url, { isRepeatable: false })).kind).toBe('unavailable');
    expect([reset.count(), closed.count()]).toEqual([1, 1]);
  });

  test('that was kept open from an earlier call is replaced for a query', async () => {
    const { url, count } = await serveRaw((socket, number) =>
      number === 2 ? socket.destroy() : socket.write(OK),
    );
    const caller = createCaller();
    expect((await call(url, { caller })).kind).toBe('answered');
    expect((await call(url, { caller })).kind).toBe('answered');
    expect(count()).toBe(3);
  });

  test('that was kept open from an earlier call is not replaced for a mutation', async () => {
    const { url, count } = await serveRaw((socket, number) =>
      number === 2 ? socket.destroy() : socket.write(OK),
    );
    const caller = createCaller();
    expect((await call(url, { caller })).kind).toBe('answered');
    expect((await call(url, { caller, isRepeatable: false })).kind).toBe('unavailable');
    expect(count()).toBe(2);
  });

  test('in the middle of an answer gives no half of it', async () => {
    const half = raw('200 OK', ['content-length: 100'], '{"data":{}}');
    const { url } = await serveRaw((socket) => socket.write(half, () => socket.destroy()));
    expect((await call(url)).kind).toBe('unavailable');
    expect((await call(url, { isRepeatable: false })).kind).toBe('unavailable');
  });

  test('to where nobody listens is unavailable', async () => {
    const { url, server } = await serve(() => {});
    await new Promise((resolve) => server.close(resolve));
    const outcome = await call(url);
    expect(outcome).toEqual({ kind: 'unavailable', detail: 'ECONNREFUSED' });
  });
});

test('no proxy of the environment is used', async () => {
  const proxy = await serve((_, response) => response.end('{"data":{"proxied":true}}'));
  const { url } = await serve((_, response) => response.end('{"data":{}}'));
  const before = { ...process.env };
  onTestFinished(() => {
    process.env = before;
  });
  for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY']) process.env[name] = new URL(proxy.url).origin;
  expect(await call(url)).toEqual({ kind: 'answered', body: { data: {} } });
  expect(proxy.requests).toHaveLength(0);
});
