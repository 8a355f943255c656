import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createAnswerReader } from '../../../../gateway/execution/http-client/answer-reader.ts';
import { raw } from '../serve-subgraph.ts';

/** Answers to begin with, of each kind that there is. */
const ANSWERS = [
  raw('200 OK', ['content-length: 5', 'x: y'], '[1,2]'),
  raw('200 OK', ['x: y', 'transfer-encoding: chunked'], '3;a=b\r\n[1,\r\n2\r\n2]\r\n0\r\nt: u\r\n\r\n'),
  `${raw('103 Early Hints', ['a: b'])}${raw('200 OK', ['content-length: 5'], '[1,2]')}`,
  raw('200 OK', ['x: y'], '[1,2]'),
];
const PIECES = ['\r', '\n', '\r\n', ' ', '\t', ':', '\0', ',', '0', '1', '9', 'f', ';', '\x80', '"'];
const LINES = ['content-length: 5\r\n', 'transfer-encoding: chunked\r\n', 'HTTP/1.1 200 OK\r\n'];

const garble = fc.record({
  at: fc.nat(200),
  removed: fc.nat(2),
  added: fc.oneof(fc.constantFrom(...PIECES, ...LINES), fc.string({ maxLength: 2 })),
});
const garbled = fc
  .tuple(fc.constantFrom(...ANSWERS), fc.array(garble, { maxLength: 3 }))
  .map(([answer, garbles]) =>
    garbles.reduce((text, { at, removed, added }) => {
      const place = at % (text.length + 1);
      return `${text.slice(0, place)}${added}${text.slice(place + removed)}`;
    }, answer),
  );

/** Gives what Node's own client makes of bytes that a server answers with; undefined when that is nothing. */
async function serveToNode(): Promise<(bytes: Buffer) => Promise<string | undefined>> {
  let bytes: Buffer = Buffer.alloc(0);
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return async (answer) => {
    bytes = answer;
    return await new Promise((resolve) => {
      const fail = () => resolve(undefined);
      const asked = request({ port, host: '127.0.0.1', method: 'POST', agent: false }, (response) => {
        buffer(response).then((body) => resolve(`${response.statusCode} ${body}`), fail);
      });
      asked.on('error', fail).on('close', fail).end('{}');
    });
  };
}

test('what is read here as an answer, another strict reader takes for the same one or for none', async () => {
  const askNode = await serveToNode();
  let alike = 0;
  await fc.assert(
    fc.asyncProperty(garbled, async (text) => {
      const bytes = Buffer.from(text, 'latin1');
      const reader = createAnswerReader(1_000);
      const reading = reader.read(bytes, bytes.length) ?? reader.end();
      if (reading?.kind !== 'whole') return;
      const theirs = await askNode(bytes);
      if (theirs === undefined) return;
      alike += 1;
      expect(`${reading.status} ${reading.text}`).toBe(theirs);
    }),
    { numRuns: 600 },
  );
  expect(alike).toBeGreaterThan(50);
});
