import { connect } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { post, readCode, sendRaw, startTestServer } from './http-server.ts';

const DATA = '{"data":{"citizen":{"nik":"3171"}}}';
const HEAD =
  'POST /graphql HTTP/1.1\r\nhost: x\r\nx-purpose: STATISTICS\r\ncontent-type: application/json\r\n';

describe('what became of a request is written down', () => {
  test('once, before its answer', async () => {
    let finish = (_: boolean) => {};
    const record = () =>
      new Promise<boolean>((resolve) => {
        finish = resolve;
      });
    const server = await startTestServer({ answer: async () => ({ status: 200, body: DATA }), record });
    let isAnswered = false;
    const answering = post(server).then((response) => {
      isAnswered = true;
      return response;
    });
    await vi.waitFor(() => expect(server.recorded).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAnswered).toBe(false);
    finish(true);
    const response = await answering;
    expect(await response.text()).toBe(DATA);
    expect(server.recorded).toMatchObject([
      {
        known: { agency: 'public', officer: 'anonymous', purpose: 'STATISTICS' },
        requestId: response.headers.get('x-request-id'),
        status: 200,
        codes: [],
      },
    ]);
  });

  test('with the codes and the status of its answer', async () => {
    const facts = { codes: ['FIELD_NOT_AGREED'] };
    const server = await startTestServer({ answer: async () => ({ status: 403, body: '{}', facts }) });
    await post(server);
    expect(server.recorded).toMatchObject([{ status: 403, codes: ['FIELD_NOT_AGREED'] }]);
  });

  test.each<[string, string, (server: Awaited<ReturnType<typeof startTestServer>>) => Promise<unknown>]>([
    ['its body is none', 'BAD_REQUEST_BODY', (server) => post(server, 'no JSON')],
    [
      'its headers are wrong',
      'BAD_HEADER',
      (server) => post(server, undefined, { headers: { 'x-explain': '?' } }),
    ],
    [
      'it states a purpose that is none',
      'PURPOSE_UNKNOWN',
      (server) => post(server, undefined, { headers: { 'x-purpose': 'CURIOSITY' } }),
    ],
  ])('when %s', async (_, code, send) => {
    const server = await startTestServer();
    await send(server);
    expect(server.asked).toEqual([]);
    expect(server.recorded).toMatchObject([{ known: { agency: 'public' }, codes: [code] }]);
  });

  test('when the answer fails, or is not there in time', async () => {
    const failing = await startTestServer({
      answer: async () => {
        throw new Error('no');
      },
    });
    await post(failing);
    expect(failing.recorded).toMatchObject([{ status: 500, codes: ['INTERNAL'] }]);
    const slow = await startTestServer({ deadlineMs: 50, answer: () => new Promise(() => {}) });
    await post(slow);
    expect(slow.recorded).toMatchObject([{ status: 504, codes: ['DEADLINE_EXCEEDED'] }]);
  });

  test('when too many are answered already', async () => {
    const server = await startTestServer({
      maxInside: 1,
      maxWaiting: 0,
      deadlineMs: 300,
      answer: () => new Promise(() => {}),
    });
    const first = post(server);
    await vi.waitFor(() => expect(server.asked).toHaveLength(1));
    expect(await readCode(await post(server))).toBe('OVERLOADED');
    await first;
    expect(server.recorded.map(({ codes }) => codes)).toEqual([['OVERLOADED'], ['DEADLINE_EXCEEDED']]);
  });

  test('when the client has gone', async () => {
    const server = await startTestServer({ answer: () => new Promise(() => {}) });
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`${HEAD}content-length: 15\r\n\r\n{"query":"{a}"}`);
    await vi.waitFor(() => expect(server.asked).toHaveLength(1));
    socket.destroy();
    await vi.waitFor(() => expect(server.recorded).toMatchObject([{ status: 499 }]));
  });
});

describe('what cannot be written down', () => {
  test('is not answered', async () => {
    const server = await startTestServer({
      answer: async () => ({ status: 200, headers: { 'x-version': '1' }, body: DATA }),
      record: async () => false,
    });
    const response = await post(server);
    expect(response.status).toBe(503);
    expect(response.headers.get('x-version')).toBeNull();
    const text = await response.text();
    expect(text).not.toContain('nik');
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'LEDGER_UNAVAILABLE' } }] });
    expect(server.logLines.at(-1)).toContain('LEDGER_UNAVAILABLE');
  });

  test('is not even asked while that is known', async () => {
    let isWritable = false;
    const server = await startTestServer({ isWritable: () => isWritable });
    const response = await post(server);
    expect(response.status).toBe(503);
    expect(await readCode(response)).toBe('LEDGER_UNAVAILABLE');
    expect([server.asked, server.recorded]).toEqual([[], []]);
    isWritable = true;
    expect((await post(server)).status).toBe(200);
  });
});

test('nobody known is counted and leaves no entry', async () => {
  const server = await startTestServer();
  expect(
    await sendRaw(
      server,
      `${HEAD}authorization: Basic x\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`,
    ),
  ).toMatch(/ 401 /);
  expect(server.recorded).toEqual([]);
  expect(server.turnedAway).toEqual(['TOKEN_INVALID']);
});

test('a request id in which nine digits follow one another is none, unless it is a UUID', async () => {
  const server = await startTestServer();
  const idOf = async (id: string) =>
    (await post(server, undefined, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
  for (const kept of ['0b4c7d1e-1234-4321-8765-123456789012', 'dashboard-20261122']) {
    expect(await idOf(kept)).toBe(kept);
  }
  for (const bad of ['nik-3174999912345678', 'x123456789y']) expect(await idOf(bad)).not.toBe(bad);
});
