import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { call, createCaller } from '../create-caller.ts';
import { raw, serve, serveRaw } from '../serve-subgraph.ts';

const OK = raw('200 OK', ['content-length: 2'], '{}');

/** A subgraph that answers when the test says so. */
async function serveSlowly() {
  const held: ServerResponse[] = [];
  const served = await serve((_, response) => {
    held.push(response);
  });
  const asked = async (count: number) => {
    while (served.requests.length < count) await wait(5);
  };
  return { ...served, held, asked };
}

describe('the connections to a subgraph', () => {
  test('are never more than allowed, and whoever waits for one is served in turn', async () => {
    const order: string[] = [];
    const sockets = new Set<Socket>();
    let [open, most] = [0, 0];
    const { url } = await serve((request, response) => {
      sockets.add(request.socket);
      order.push(String(request.url));
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end('{}');
      }, 10);
    });
    const caller = createCaller({ connections: 2 });
    await Promise.all(Array.from({ length: 20 }, (_, index) => call(caller, `${url}?${index}`)));
    expect(most).toBe(2);
    expect(sockets.size).toBe(2);
    const numbers = order.map((each) => Number(each.split('?')[1]));
    // The first two race for who is heard first.
    expect(numbers.slice(2)).toEqual(numbers.slice(2).toSorted((a, b) => a - b));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('are never more than allowed while they are lost', async () => {
    let [open, most] = [0, 0];
    const { url, sockets } = await serveRaw((socket, count) => {
      if (count % 3 === 0) socket.resetAndDestroy();
      else socket.write(count % 3 === 1 ? OK : `${OK} `);
    });
    const caller = createCaller({ connections: 3 });
    const watch = setInterval(() => {
      open = sockets.filter(({ closed }) => !closed).length;
      most = Math.max(most, open);
    }, 1);
    const outcomes = await Promise.all(Array.from({ length: 60 }, () => call(caller, url)));
    clearInterval(watch);
    expect(outcomes.filter(({ kind }) => kind === 'answered').length).toBeGreaterThan(30);
    // One that the gateway has closed is still open here until word of it comes.
    expect(most).toBeLessThanOrEqual(6);
  });

  test('are used again last first', async () => {
    const { url, held, asked, requests } = await serveSlowly();
    const caller = createCaller();
    const calls = [call(caller, url), call(caller, url), call(caller, url)];
    await asked(3);
    for (const response of [...held].reverse()) {
      response.end('{}');
      await wait(20);
    }
    await Promise.all(calls);
    const again = call(caller, url);
    await asked(4);
    held[3]?.end('{}');
    await again;
    expect(requests[3]?.socket).toBe(requests[0]?.socket);
  });

  test('that are dead are replaced, and not by another that rests', async () => {
    // Each connection is good for one request.
    const seen = new Set<Socket>();
    const { url } = await serveRaw((socket) => {
      if (seen.has(socket)) socket.destroy();
      else {
        seen.add(socket);
        setTimeout(() => socket.write(OK), 20);
      }
    });
    const caller = createCaller({ connections: 3 });
    await Promise.all([call(caller, url), call(caller, url), call(caller, url)]);
    const outcomes = await Promise.all([call(caller, url), call(caller, url), call(caller, url)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'answered']);
  });

  test('that lead nowhere make room for who waits', async () => {
    const { url, server } = await serve((_, response) => response.end('{}'));
    await new Promise((resolve) => server.close(resolve));
    const caller = createCaller({ connections: 1 });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => call(caller, url)));
    for (const outcome of outcomes) expect(outcome).toEqual({ kind: 'unavailable', detail: 'ECONNREFUSED' });
  });
});

test('a connection that rests is closed before the other side does it', async () => {
  const kept = raw('200 OK', ['content-length: 2', 'keep-alive: timeout=2'], '{}');
  const { url, sockets } = await serveRaw((socket) => socket.write(kept));
  const caller = createCaller();
  await call(caller, url);
  await call(caller, url);
  expect(sockets).toHaveLength(1);
  await once(sockets[0] as Socket, 'close', { signal: AbortSignal.timeout(10_000) });
  expect((await call(caller, url)).kind).toBe('answered');
  expect(sockets).toHaveLength(2);
});

describe('a call that is given up', () => {
  test('closes its connection, which nobody uses again', async () => {
    const { url, held, asked, requests } = await serveSlowly();
    const caller = createCaller({ connections: 1 });
    const controller = new AbortController();
    const first = call(caller, url, controller.signal);
    await asked(1);
    const second = call(caller, url);
    controller.abort();
    expect((await first).kind).toBe('timeout');
    held[0]?.end('{"evil":1}');
    await asked(2);
    held[1]?.end('{"good":1}');
    expect(await second).toEqual({ kind: 'answered', body: { good: 1 } });
    expect(requests[1]?.socket).not.toBe(requests[0]?.socket);
  });

  test('while it waits is never sent', async () => {
    const { url, held, asked, requests } = await serveSlowly();
    const caller = createCaller({ connections: 1 });
    const controller = new AbortController();
    const first = call(caller, `${url}?first`);
    const second = call(caller, `${url}?second`, controller.signal);
    const third = call(caller, `${url}?third`);
    await asked(1);
    controller.abort();
    expect((await second).kind).toBe('timeout');
    held[0]?.end('{}');
    await asked(2);
    held[1]?.end('{}');
    expect([(await first).kind, (await third).kind]).toEqual(['answered', 'answered']);
    expect(requests.map((request) => request.url)).toEqual(['/graphql?first', '/graphql?third']);
  });

  test('has waited as long as it may, for a connection too', async () => {
    const { url, requests } = await serveSlowly();
    const caller = createCaller({ connections: 1, deadlineMs: 200 });
    const outcomes = await Promise.all([call(caller, url), call(caller, url)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['timeout', 'timeout']);
    expect(requests.length).toBeLessThanOrEqual(2);
  });

  test('leaves nothing behind on its signal', async () => {
    const { url } = await serve((_, response) => response.end('{}'));
    const listeners = new Set<() => void>();
    const signal = {
      aborted: false,
      addEventListener: (_: 'abort', listener: () => void) => listeners.add(listener),
      removeEventListener: (_: 'abort', listener: () => void) => listeners.delete(listener),
    };
    const caller = createCaller();
    const calls = [caller.call(url, '{}', {}, signal, true), caller.call(url, '{}', {}, signal, true)];
    expect(listeners.size).toBe(2);
    await Promise.all(calls);
    expect(listeners.size).toBe(0);
  });
});

describe('a client that is closed', () => {
  test('lets its calls end, and makes no more', async () => {
    const { url, held, asked } = await serveSlowly();
    const caller = createCaller();
    const last = call(caller, url);
    await asked(1);
    const closed = caller.close();
    expect(await call(caller, url)).toEqual({ kind: 'unavailable', detail: 'closed' });
    held[0]?.end('{}');
    expect((await last).kind).toBe('answered');
    await closed;
  });

  test('has closed the connections that rest', async () => {
    const { url, requests } = await serve((_, response) => response.end('{}'));
    const caller = createCaller();
    await call(caller, url);
    const { socket } = requests[0] as { readonly socket: Socket };
    const gone = once(socket, 'close');
    await caller.close();
    await gone;
    expect(socket.closed).toBe(true);
  });
});

test('a request is sent whole, whatever it weighs', async () => {
  const bodies: string[] = [];
  const { url } = await serve((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      bodies.push(Buffer.concat(pieces).toString());
      response.end('{}');
    });
  });
  const caller = createCaller();
  for (const size of [0, 1, 16_000, 70_000, 5_000_000]) {
    const body = JSON.stringify('ü'.repeat(size));
    expect((await call(caller, url, undefined, body)).kind).toBe('answered');
    expect(bodies.pop()).toBe(body);
  }
});
