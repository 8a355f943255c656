import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { call, createCaller } from './create-caller.ts';
import { listen, raw, serveRaw } from './serve-subgraph.ts';

const GOOD = raw('200 OK', ['content-length: 12'], '{"good":"1"}');
const STOLEN = raw('200 OK', ['content-length: 12'], '{"evil":"1"}');
const good = { kind: 'answered', body: { good: '1' } };

/** Writes the same for as long as the other side takes it. */
function flood(socket: Socket, text: string): void {
  const more = () => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on('drain', more);
  more();
}

const KILOBYTE = 'x'.repeat(1_024);

/** What it writes in place of its first answer, how that ends, and on how many connections two calls are made then. */
const MISDEEDS: readonly (readonly [string, (socket: Socket) => void, string, number])[] = [
  [
    'announces 150 MB',
    (socket) => flood(socket, raw('200 OK', ['content-length: 157286400'], KILOBYTE)),
    'bad-answer',
    2,
  ],
  [
    'sends chunks without end',
    (socket) => {
      socket.write(raw('200 OK', ['transfer-encoding: chunked']));
      flood(socket, `400\r\n${KILOBYTE}\r\n`);
    },
    'bad-answer',
    2,
  ],
  [
    'sends without telling a length, and without end',
    (socket) => {
      socket.write(raw('200 OK', []));
      flood(socket, KILOBYTE);
    },
    'bad-answer',
    2,
  ],
  [
    'sends headers without end',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      flood(socket, 'x: y\r\n');
    },
    'bad-answer',
    2,
  ],
  ['sends hints without end', (socket) => flood(socket, raw('103 Hints', ['x: y'])), 'bad-answer', 2],
  [
    'sends trailers without end',
    (socket) => {
      socket.write(raw('200 OK', ['transfer-encoding: chunked'], '2\r\n{}\r\n0\r\n'));
      flood(socket, 'x: y\r\n');
    },
    'bad-answer',
    2,
  ],
  ['says more than it announced', (socket) => socket.write(`${GOOD} `), 'answered', 2],
  ['answers twice', (socket) => socket.write(`${GOOD}${STOLEN}`), 'answered', 2],
  [
    'announces less than it says',
    (socket) => socket.write(raw('200 OK', ['content-length: 3'], '{"good":"1"}')),
    'bad-answer',
    2,
  ],
  [
    'announces more than it says, and hangs up',
    (socket) => socket.end(raw('200 OK', ['content-length: 13'], '{"good":"1"}')),
    'unavailable',
    2,
  ],
  [
    'resets the connection in the middle',
    (socket) => socket.write(raw('200 OK', ['content-length: 13'], '{'), () => socket.resetAndDestroy()),
    'unavailable',
    2,
  ],
  [
    'resets the connection between chunks',
    (socket) =>
      socket.write(raw('200 OK', ['transfer-encoding: chunked'], '2\r\n{}\r\n'), () =>
        socket.resetAndDestroy(),
      ),
    'unavailable',
    2,
  ],
  [
    'takes another protocol',
    (socket) => socket.write(`${raw('101 Switching', ['upgrade: x'])}${STOLEN}`),
    'bad-answer',
    2,
  ],
  ['behaves', (socket) => socket.write(GOOD), 'answered', 1],
];

describe('a subgraph that', () => {
  test.each(MISDEEDS)('%s hurts nothing but that one call', async (_, misbehave, kind, connections) => {
    const { url, sockets } = await serveRaw((socket, count) => {
      if (count === 1) misbehave(socket);
      else socket.write(GOOD);
    });
    const caller = createCaller();
    expect((await call(caller, url)).kind).toBe(kind);
    expect(await call(caller, url)).toEqual(good);
    expect(sockets).toHaveLength(connections);
  });

  test('sends a byte now and then is given up at the deadline, and its connection closed', async () => {
    const { url, sockets } = await serveRaw((socket, count) => {
      if (count > 1) return socket.write(GOOD);
      const bytes = [...GOOD];
      const drip = setInterval(() => socket.write(bytes.shift() ?? ' '), 30);
      socket.on('close', () => clearInterval(drip));
      return undefined;
    });
    const caller = createCaller({ deadlineMs: 500 });
    expect((await call(caller, url)).kind).toBe('timeout');
    if (!sockets[0]?.closed) await once(sockets[0] as Socket, 'close');
    expect(await call(caller, url)).toEqual(good);
  });

  test('answers before the request has come is heard, and its connection closed', async () => {
    const sockets: Socket[] = [];
    const url = await listen(
      createServer((socket) => {
        sockets.push(socket);
        // A few bytes are read, then nothing: the rest of the request stays where it is.
        socket.once('data', () => {
          socket.pause();
          socket.write(GOOD);
        });
        socket.on('error', () => {});
      }),
    );
    const caller = createCaller();
    const body = JSON.stringify('x'.repeat(30_000_000));
    expect(await call(caller, url, undefined, body)).toEqual(good);
    expect(await call(caller, url)).toEqual(good);
    expect(sockets).toHaveLength(2);
    sockets[0]?.resume();
    if (!sockets[0]?.closed) await once(sockets[0] as Socket, 'close');
  });

  test('speaks when it is not asked is not believed when it is', async () => {
    const { url, sockets } = await serveRaw((socket) => {
      socket.write(GOOD);
      setTimeout(() => socket.write(STOLEN), 30);
    });
    const caller = createCaller();
    expect(await call(caller, url)).toEqual(good);
    await wait(100);
    expect(await call(caller, url)).toEqual(good);
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closed).toBe(true);
  });

  test('says that it keeps connections for a second is believed', async () => {
    const kept = raw('200 OK', ['content-length: 12', 'keep-alive: timeout=1'], '{"good":"1"}');
    const { url, sockets } = await serveRaw((socket) => socket.write(kept));
    const caller = createCaller();
    for (let count = 0; count < 3; count += 1) expect(await call(caller, url)).toEqual(good);
    expect(sockets).toHaveLength(3);
  });
});
