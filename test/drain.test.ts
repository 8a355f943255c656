import { EventEmitter } from 'node:events';
import { Agent, request } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { drainOnSignals } from '../gateway/http/drain.ts';
import { createLogger } from '../gateway/http/log.ts';
import { post, sendRaw, startTestServer } from './http-server.ts';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A server with one request in flight, which ends when it is let go. */
async function startBusyServer() {
  let letGo = () => {};
  const server = await startTestServer({
    answer: async () => {
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
      return { status: 200, body: '{"data":{}}' };
    },
  });
  const inFlight = post(server);
  await expect.poll(() => server.asked.length).toBe(1);
  return { server, inFlight, letGo: () => letGo() };
}

describe('a server that is told to stop', () => {
  test('says that it is not ready, and still answers', async () => {
    const server = await startTestServer();
    const drained = server.drain({ waitMs: 300, graceMs: 1_000 });
    const ready = await fetch(`${server.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ reasons: ['SHUTTING_DOWN'] });
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    const response = await post(server);
    expect(response.status).toBe(200);
    expect(response.headers.get('connection')).toBe('close');
    expect(await drained).toBe(0);
  });

  test('lets requests in flight end and takes no new ones', async () => {
    const { server, inFlight, letGo } = await startBusyServer();
    const drained = server.drain({ waitMs: 0, graceMs: 5_000 });
    await later(50);
    await expect(post(server)).rejects.toThrow();
    letGo();
    expect((await inFlight).status).toBe(200);
    expect(await drained).toBe(0);
  });

  test('closes connections on which nothing is asked', async () => {
    const server = await startTestServer();
    const agent = new Agent({ keepAliveTimeout: 60_000 });
    onTestFinished(() => agent.close());
    const { body } = await request(`${server.url}/health/live`, { dispatcher: agent });
    await body.dump();
    const startedAt = Date.now();
    expect(await server.drain({ waitMs: 0, graceMs: 10_000 })).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  test('cuts off what does not end in its grace, and says how many', async () => {
    const { server, inFlight } = await startBusyServer();
    const refused = expect(inFlight).rejects.toThrow();
    expect(await server.drain({ waitMs: 0, graceMs: 100 })).toBe(1);
    await refused;
  });

  test('tells a request that had only begun to come that it is too late', async () => {
    const server = await startTestServer();
    const received = sendRaw(server, 'GET /health/live HTTP/1.1\r\n', 200, 'host: x\r\n\r\n');
    await later(100);
    expect(await server.drain({ waitMs: 0, graceMs: 2_000 })).toBe(0);
    expect(await received).toMatch(/^HTTP\/1\.1 503 .*SHUTTING_DOWN/s);
  });
});

describe('a signal', () => {
  function createProcess(drain: () => Promise<number>) {
    const signals = new EventEmitter();
    const exits: number[] = [];
    const logger = createLogger('silent', { write: () => {} });
    drainOnSignals({ signals, exit: (code) => exits.push(code), drain, logger });
    return { signals, exits };
  }

  test.each(['SIGTERM', 'SIGINT'])('of the kind %s ends the process once all is answered', async (signal) => {
    let drained = () => {};
    const { signals, exits } = createProcess(
      () =>
        new Promise((resolve) => {
          drained = () => resolve(0);
        }),
    );
    signals.emit(signal);
    await later(20);
    expect(exits).toEqual([]);
    drained();
    await expect.poll(() => exits).toEqual([0]);
  });

  test('that comes twice at once, as Ctrl-C does in a terminal, is one wish', async () => {
    const { signals, exits } = createProcess(() => later(100).then(() => 0));
    signals.emit('SIGINT');
    signals.emit('SIGTERM');
    expect(exits).toEqual([]);
    await expect.poll(() => exits).toEqual([0]);
  });

  test('that comes again ends the process at once', async () => {
    const { signals, exits } = createProcess(() => new Promise(() => {}));
    signals.emit('SIGTERM');
    await later(1_050);
    signals.emit('SIGTERM');
    expect(exits).toEqual([1]);
  });

  test('ends the process also when stopping fails', async () => {
    const { signals, exits } = createProcess(async () => {
      throw new Error('the engine is gone');
    });
    signals.emit('SIGTERM');
    await expect.poll(() => exits).toEqual([1]);
  });
});
