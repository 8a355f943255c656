import { describe, expect, test } from 'vitest';
import type { GraphqlAnswer, GraphqlRequest } from '../gateway/http/graphql-route.ts';
import { readJsonBody } from '../gateway/http/read-json-body.ts';
import type { Route } from '../gateway/http/route.ts';
import type { StopSignal } from '../gateway/http/stopper.ts';
import { post, readCode, startTestServer } from './http-server.ts';

const OK: GraphqlAnswer = { status: 200, body: '{"data":{}}' };

/** An answer that waits until it is let go. */
function createSlowAnswer() {
  const waiting: (() => void)[] = [];
  const answer = async (_: GraphqlRequest) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return OK;
  };
  return { answer, letGo: () => waiting.splice(0).forEach((resolve) => void resolve()) };
}

describe('a client that goes away', () => {
  test('aborts its own request, which is not a failure', async () => {
    const aborted: boolean[] = [];
    const server = await startTestServer({
      answer: async ({ signal }) => {
        await new Promise<void>((resolve) => signal.addEventListener('abort', resolve));
        aborted.push(signal.aborted);
        throw new Error('the fetch was aborted');
      },
    });
    const client = new AbortController();
    const response = post(server, undefined, { signal: client.signal });
    await expect.poll(() => server.asked.length).toBe(1);
    client.abort();
    await expect(response).rejects.toThrow();
    await expect.poll(() => aborted).toEqual([true]);
    await expect.poll(() => server.logLines.join()).toContain('"status":499');
    expect(server.logLines.join()).not.toContain('"level":"error"');
  });

  test.each(['/graphql', '/other'])(
    'in the middle of its body to %s is not a failure either',
    async (path) => {
      let hasEnded = path === '/graphql';
      const other: Route = {
        path: '/other',
        methods: ['POST'],
        handle: async ({ request }) => {
          await readJsonBody(request, 1_000).finally(() => {
            hasEnded = true;
          });
          return { status: 200, headers: {}, body: '' };
        },
      };
      const server = await startTestServer({ routes: [other] });
      const client = new AbortController();
      const body = new ReadableStream({
        start: (stream) => stream.enqueue(new TextEncoder().encode('{"query":')),
      });
      const response = fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-purpose': 'STATISTICS' },
        body,
        duplex: 'half',
        signal: client.signal,
      } as RequestInit);
      setTimeout(() => client.abort(), 100);
      await expect(response).rejects.toThrow();
      await expect.poll(() => hasEnded).toBe(true);
      if (path === '/graphql') await expect.poll(() => server.logLines.join()).toContain('"status":499');
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(server.logLines.join()).not.toContain('"level":"error"');
      expect(server.asked).toEqual([]);
    },
  );
});

describe('the deadline', () => {
  test('ends a request whose answer does not come, and tells the answer so', async () => {
    let signal: StopSignal | undefined;
    const server = await startTestServer({
      deadlineMs: 100,
      answer: async (request) => {
        signal = request.signal;
        return await new Promise(() => {});
      },
    });
    const response = await post(server);
    expect(response.status).toBe(504);
    expect(await readCode(response)).toBe('DEADLINE_EXCEEDED');
    expect(signal?.aborted).toBe(true);
  });

  test('does not disturb an answer that came in time', async () => {
    let signal: StopSignal | undefined;
    const server = await startTestServer({
      deadlineMs: 50,
      answer: async (request) => {
        signal = request.signal;
        return OK;
      },
    });
    expect((await post(server)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(signal?.aborted).toBe(false);
  });
});

describe('more requests than can be answered at once', () => {
  test('wait, and those for which there is no place to wait are told to come again', async () => {
    const { answer, letGo } = createSlowAnswer();
    const server = await startTestServer({ answer, maxInside: 2, maxWaiting: 1 });
    const inside = [post(server), post(server)];
    await expect.poll(() => server.asked.length).toBe(2);
    const waiting = post(server);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const turnedAway = await post(server);
    expect(turnedAway.status).toBe(503);
    expect(turnedAway.headers.get('retry-after')).toBe('1');
    expect(await readCode(turnedAway)).toBe('OVERLOADED');

    letGo();
    expect((await Promise.all(inside)).map(({ status }) => status)).toEqual([200, 200]);
    await expect.poll(() => server.asked.length).toBe(3);
    letGo();
    expect((await waiting).status).toBe(200);
  });

  test('are not answered once their clients have gone', async () => {
    const { answer, letGo } = createSlowAnswer();
    const server = await startTestServer({ answer, maxInside: 1, maxWaiting: 1 });
    const inside = post(server);
    await expect.poll(() => server.asked.length).toBe(1);
    const client = new AbortController();
    const waiting = post(server, undefined, { signal: client.signal });
    setTimeout(() => client.abort(), 50);
    await expect(waiting).rejects.toThrow();
    await expect.poll(() => server.logLines.join()).toContain('"status":499');

    const next = post(server);
    await new Promise((resolve) => setTimeout(resolve, 50));
    letGo();
    await inside;
    await expect.poll(() => server.asked.length).toBe(2);
    letGo();
    expect((await next).status).toBe(200);
  });

  test('find the places of failed ones free again', async () => {
    let fails = true;
    const answer = async () => {
      if (fails) throw new Error('failed');
      return OK;
    };
    const server = await startTestServer({ answer, maxInside: 1, maxWaiting: 0 });
    for (let index = 0; index < 3; index += 1) expect((await post(server)).status).toBe(500);
    fails = false;
    expect((await post(server)).status).toBe(200);
  });

  test('do not get the place of a request that was given up and still runs', async () => {
    const { answer, letGo } = createSlowAnswer();
    const server = await startTestServer({ answer, maxInside: 1, maxWaiting: 0, deadlineMs: 50 });
    expect(await readCode(await post(server))).toBe('DEADLINE_EXCEEDED');
    expect(await readCode(await post(server))).toBe('OVERLOADED');
    letGo();
    const after = post(server);
    await expect.poll(() => server.asked.length).toBe(2);
    letGo();
    expect((await after).status).toBe(200);
  });
});
