import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createCanaryData } from './setup/canary-data.ts';
import { type Federation, startFederation } from './setup/federation.ts';
import { TODAY } from './setup/project-views.ts';

/** A subgraph that fails takes only its own fields with it, and nothing of its failure reaches the client. */

let broken: Server;
let behave: (response: ServerResponse) => void = (response) => response.end();
let federation: Federation;

beforeAll(async () => {
  broken = createServer((request, response) => {
    request.resume();
    request.on('end', () => behave(response));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => broken.once('listening', resolve));
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'failures_',
    documents: createCanaryData().documents,
    subgraphUrls: { consular: `http://127.0.0.1:${(broken.address() as AddressInfo).port}/graphql` },
    environment: { SUBGRAPH_DEADLINE_MS: '600', SUBGRAPH_MAX_BYTES: '100000' },
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
});
afterAll(async () => {
  await federation.stop();
  broken.closeAllConnections();
  broken.close();
});

const SECRET = 'mongodb://someone:password@10.0.0.7/simpul_consular';
const json = (body: unknown) => (response: ServerResponse) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
};

it.each([
  ['says nothing', () => {}, 'SUBGRAPH_TIMEOUT'],
  [
    'trickles',
    (response: ServerResponse) => {
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    },
    'SUBGRAPH_TIMEOUT',
  ],
  ['hangs up', (response: ServerResponse) => response.destroy(), 'SUBGRAPH_UNAVAILABLE'],
  ['fails', (response: ServerResponse) => response.writeHead(500).end(SECRET), 'SUBGRAPH_UNAVAILABLE'],
  ['refuses', (response: ServerResponse) => response.writeHead(401).end(SECRET), 'SUBGRAPH_REFUSED'],
  [
    'redirects',
    (response: ServerResponse) => response.writeHead(307, { location: `${federation.url}/graphql` }).end(),
    'SUBGRAPH_BAD_ANSWER',
  ],
  [
    'answers no JSON',
    (response: ServerResponse) => response.end(`<html>${SECRET}</html>`),
    'SUBGRAPH_BAD_ANSWER',
  ],
  ['answers a list', json([SECRET]), 'SUBGRAPH_BAD_ANSWER'],
  [
    'answers without end',
    (response: ServerResponse) => response.end('x'.repeat(1_000_000)),
    'SUBGRAPH_BAD_ANSWER',
  ],
  [
    'answers what grows',
    (response: ServerResponse) =>
      response
        .setHeader('content-encoding', 'gzip')
        .end(gzipSync(JSON.stringify({ data: { x: 'x'.repeat(1_000_000) } }))),
    'SUBGRAPH_BAD_ANSWER',
  ],
  [
    'answers with an error of its own',
    json({ errors: [{ message: SECRET, extensions: { code: 'BAD_USER_INPUT', stack: SECRET } }] }),
    'SUBGRAPH_BAD_ANSWER',
  ],
  [
    'names a path of its own',
    json({ data: { _entities: [null] }, errors: [{ message: SECRET, path: ['_entities', 0, SECRET] }] }),
    'SUBGRAPH_BAD_ANSWER',
  ],
] as const)('a subgraph that %s', async (_, behaviour, code) => {
  behave = behaviour;
  const answer = await federation.ask({
    agency: 'kp2mi',
    purpose: 'PROTECTION_CASE',
    query:
      '{ workers(first: 1) { nodes { status citizen { fullName selfReport { cityAbroad } trainings { programme } } } } }',
  });
  expect(answer.status, answer.text).toBe(200);
  const [worker] = answer.data.workers.nodes;
  expect(worker).toMatchObject({
    status: 'RETURNED',
    citizen: { fullName: expect.stringMatching(/^canary/), selfReport: null },
  });
  expect(worker.citizen.trainings).toHaveLength(1);
  expect(answer.errors[0]?.extensions, answer.text).toMatchObject({
    code,
    fault: 'provider',
    provider: 'kemlu',
  });
  expect(answer.text).not.toContain('password');
  expect(answer.text).not.toContain('127.0.0.1');
  expect(federation.logLines.join('')).not.toContain('password');
});
