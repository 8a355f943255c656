import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createServer as createPlainServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { findProjectRoot } from '../../../../gateway/project-root.ts';
import { call, createCaller } from '../create-caller.ts';
import { createSelfSigned } from '../self-signed.ts';
import { listen, serve } from '../serve-subgraph.ts';

/** A subgraph with a certificate for this name, and how many requests have come through to it. */
async function serveTls(name: string) {
  let count = 0;
  const { key, cert } = createSelfSigned(name);
  const server = createServer({ key, cert }, (request, response) => {
    count += 1;
    request.resume().on('end', () => response.end('{"data":{}}'));
  });
  server.on('tlsClientError', () => {});
  const { port } = new URL(await listen(server));
  return { url: `https://localhost:${port}/graphql`, cert, count: () => count };
}

/**
 * Makes two calls in a process of its own, which is told at its start whom to trust, and does not stay for the
 * sake of the connection. @returns their outcomes
 */
async function callTwice(url: string, trusted: string, environment: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'trusted.pem'), trusted);
  const module = JSON.stringify(join(findProjectRoot(), 'dist/gateway/execution/call-subgraph.js'));
  const program = `
    import { createSubgraphCaller } from ${module};
    const caller = createSubgraphCaller({ connectMs: 2000, deadlineMs: 2000, maxBytes: 1000, connections: 2 });
    const call = () => caller.call(${JSON.stringify(url)}, '{}', {}, new AbortController().signal, true);
    console.log(JSON.stringify([await call(), await call()]));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    env: { NODE_EXTRA_CA_CERTS: join(folder, 'trusted.pem'), ...environment },
    timeout: 20_000,
  });
  return JSON.parse(stdout);
}

const answered = { kind: 'answered', body: { data: {} } };

test('a subgraph with a certificate that is trusted is called', async () => {
  const { url, cert, count } = await serveTls('localhost');
  expect(await callTwice(url, cert)).toEqual([answered, answered]);
  expect(count()).toBe(2);
});

test('a subgraph with a certificate for another name is not', async () => {
  const { url, cert, count } = await serveTls('elsewhere.example');
  const outcome = { kind: 'unavailable', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' };
  expect(await callTwice(url, cert)).toEqual([outcome, outcome]);
  expect(count()).toBe(0);
});

test('a subgraph with a certificate that nobody vouches for is not, whatever the environment says', async () => {
  const { url, count } = await serveTls('localhost');
  const outcome = { kind: 'unavailable', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' };
  expect(await call(createCaller(), url)).toEqual(outcome);
  const { cert } = createSelfSigned('localhost');
  const lax = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  expect(await callTwice(url, cert, lax)).toEqual([outcome, outcome]);
  expect(count()).toBe(0);
});

test('a subgraph that does not speak TLS is not called in plain text instead', async () => {
  const { url, requests } = await serve((_, response) => response.end('{}'));
  expect((await call(createCaller(), url.replace('http:', 'https:'))).kind).toBe('unavailable');
  expect(requests).toHaveLength(0);
});

test('a subgraph that never shows its certificate is given up before the deadline', async () => {
  const url = await listen(createPlainServer((socket) => socket.resume().on('error', () => {})));
  const caller = createCaller({ connectMs: 200, deadlineMs: 60_000 });
  const outcome = await call(caller, url.replace('http:', 'https:'));
  expect(outcome).toEqual({ kind: 'timeout', detail: 'no whole answer in time' });
});
