import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { ERRORS, type ErrorCode } from '../gateway/errors.ts';
import { openGatewayClient } from '../tools/check/gateway/client.ts';
import type { TokenSource } from '../tools/check/gateway/token-source.ts';

/** The client of a check, against a gateway that answers what a test wants, one answer after the other. */

const data = { election: { code: 'PEMILU-2024' } };
const give = (body: unknown, status = 200, headers = {}) => ({ status, body: JSON.stringify(body), headers });
const refuse = (code: ErrorCode, beside: object | null = null, headers = {}) => {
  const { fault, isRetryable, status } = ERRORS[code];
  const errors = [{ message: code, extensions: { code, fault, retryable: isRetryable } }];
  return give({ data: beside, errors }, beside ? 200 : status, headers);
};

async function start(...answers: readonly ReturnType<typeof give>[]) {
  const asked: { readonly token: string | undefined; readonly headers: object; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    const { status, body: text, headers } = answers[asked.length] ?? give({ data });
    asked.push({ token: request.headers.authorization?.split(' ')[1], headers: request.headers, body });
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  let serial = 1;
  const tokens: TokenSource = {
    token: async () => `token-${serial}`,
    renew: async () => `token-${++serial}`,
    officer: async () => 'inspector',
  };
  const said: string[] = [];
  const stopping = new AbortController();
  const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/simpul/`);
  const client = openGatewayClient(address, tokens, 2, (line) => void said.push(line), stopping.signal, {
    pauseMs: 20,
    awayMs: 1_500,
  });
  onTestFinished(client.close);
  return { client, asked, said, stopping };
}

test('an operation is sent as Bawaslu, for its purpose, to be refused whole', async () => {
  const { client, asked } = await start();
  expect(await client.ask('{ elections { code } }', { first: 1 })).toEqual({ kind: 'data', data });
  expect(asked[0]?.headers).toMatchObject({
    authorization: 'Bearer token-1',
    'x-purpose': 'VOTER_LIST_OVERSIGHT',
    'x-on-denied': 'reject',
  });
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    query: '{ elections { code } }',
    variables: { first: 1 },
  });
});

test('a token that is too old is replaced, once', async () => {
  const { client, asked } = await start(refuse('TOKEN_EXPIRED'));
  expect((await client.ask('{ a }')).kind).toBe('data');
  expect(asked.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  const other = await start(refuse('TOKEN_EXPIRED'), refuse('TOKEN_EXPIRED'));
  await expect(other.client.ask('{ a }')).rejects.toThrow('calls every token of Bawaslu too old');
});

test.each([
  ['an error beside data', refuse('SUBGRAPH_TIMEOUT', data)],
  ['a ledger that cannot be written', refuse('LEDGER_UNAVAILABLE')],
  ['too many requests', refuse('RATE_LIMITED', null, { 'retry-after': '1' })],
  ['a gateway that stops', refuse('SHUTTING_DOWN')],
  ['what a proxy says while the gateway is away', give('<html>', 502)],
  ['an answer that is cut off', { status: 200, body: '{"data":{"el', headers: {} }],
  ['a fault that may come from a start', refuse('INTERNAL')],
])('%s is no data, and it is asked again', async (_, answer) => {
  const { client, asked, said } = await start(answer, answer);
  expect(await client.ask('{ a }')).toEqual({ kind: 'data', data });
  expect(asked).toHaveLength(3);
  expect(said).toHaveLength(2);
  expect(said[1]).toBe('The gateway answers again.');
});

test.each<ErrorCode>([
  'FIELD_NOT_AGREED',
  'OPERATION_DENIED',
  'DISCLOSURE_NOT_AGREED',
  'BAD_CURSOR',
  'BAD_USER_INPUT',
])('%s is an answer, beside data too, and is not asked for again', async (code) => {
  const { client, asked } = await start(refuse(code, data));
  expect((await client.ask('{ a }')).kind).not.toBe('data');
  expect(asked).toHaveLength(1);
});

test('a fault that stays is given up after a few tries', async () => {
  const { client, asked } = await start(...Array.from({ length: 9 }, () => refuse('INTERNAL')));
  expect((await client.ask('{ a }')).kind).toBe('failed');
  expect(asked).toHaveLength(4);
});

test('a provider that stays away is given up in the end, and the check can be stopped before', async () => {
  const away = Array.from({ length: 500 }, () => refuse('SUBGRAPH_UNAVAILABLE'));
  const { client } = await start(...away);
  await expect(client.ask('{ a }')).rejects.toThrow('SUBGRAPH_UNAVAILABLE It was tried for');
  const other = await start(...away);
  setTimeout(() => other.stopping.abort(new Error('stopped')), 100);
  await expect(other.client.ask('{ a }')).rejects.toThrow();
});
