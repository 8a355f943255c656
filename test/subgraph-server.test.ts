import { request } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCivil } from '../subgraphs/civil/subgraph.ts';
import { startSubgraph } from '../subgraphs/shared/start-subgraph.ts';
import { type GrantWishes, openGrantOffice } from './setup/grants.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

const ALL: GrantWishes = { rows: { Citizen: { all: true } } };
/** Stands for data of a person. */
const CANARY = 'canary-value';

let civil: TestSubgraph;
beforeAll(async () => {
  civil = await startTestSubgraph(createCivil(), async (connection) => {
    // No birth date: not a document that the subgraph can make sense of.
    await connection.collection('citizens').insertOne({ _id: CANARY, nik: '1', fullName: CANARY } as never);
  });
});
afterAll(() => civil.stop());

describe('the HTTP server of a subgraph', () => {
  const json = { 'content-type': 'application/json' };
  it.each<[string, number, string, RequestInit]>([
    ['another path', 404, '/', {}],
    ['a longer path', 404, '/graphql/x', {}],
    ['a query string', 404, '/graphql?query={__typename}', {}],
    ['GET', 405, '/graphql', { method: 'GET' }],
    ['no JSON type', 415, '/graphql', { method: 'POST', body: '{}' }],
    [
      'a compressed body',
      415,
      '/graphql',
      { method: 'POST', body: '{}', headers: { ...json, 'content-encoding': 'gzip' } },
    ],
    ['more than 2 MB', 413, '/graphql', { method: 'POST', body: 'x'.repeat(2_000_001), headers: json }],
    ['no JSON', 400, '/graphql', { method: 'POST', body: `{"${CANARY}`, headers: json }],
    ['a batch', 400, '/graphql', { method: 'POST', body: '[{"query":"{__typename}"}]', headers: json }],
    ['no query', 400, '/graphql', { method: 'POST', body: '{"variables":{}}', headers: json }],
    [
      'variables that are a list',
      400,
      '/graphql',
      { method: 'POST', body: '{"query":"{x}","variables":[]}', headers: json },
    ],
  ])('refuses %s with %i', async (_, status, path, init) => {
    const response = await fetch(new URL(path, civil.running.url), init);
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(JSON.parse(text).errors[0].extensions.code).toBe('BAD_REQUEST');
    expect(text).not.toContain(CANARY);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('errors', () => {
  it.each([
    [`{ citizen(nik: "${CANARY}") { id } }`, 'BAD_USER_INPUT'],
    [`{ citizens(filter: { birthDate: { from: "${CANARY}" } }) { totalCount } }`, 'BAD_USER_INPUT'],
    [`{ citizens(first: "${CANARY}") { totalCount } }`, 'OPERATION_REFUSED'],
    [`{ citizens(filter: { sex: canary_value }) { totalCount } }`, 'OPERATION_REFUSED'],
    [`{ citizen(nik: "${CANARY}" { id } }`, 'OPERATION_REFUSED'],
  ])('of the operation %s do not repeat what was sent', async (operation, code) => {
    const { errors, text } = await civil.ask(operation, ALL);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(text.replaceAll('_', '-')).not.toContain(CANARY);
  });

  it('of a variable name the field and what was expected there', async () => {
    const { errors, text } = await civil.ask(
      'query($nik: NIK!, $n: Int) { citizen(nik: $nik) { id } citizens(first: $n) { totalCount } }',
      ALL,
      {
        nik: CANARY,
        n: CANARY,
      },
    );
    expect(errors?.map(({ extensions }) => [extensions.code, extensions.field])).toEqual([
      ['BAD_USER_INPUT', 'nik'],
      ['BAD_USER_INPUT', 'n'],
    ]);
    expect(text).not.toContain(CANARY);
  });

  it('suggest no names', async () => {
    const { errors } = await civil.ask('{ citizns { totalCount } }', ALL);
    expect(errors?.[0]?.message).toBe('Cannot query field "citizns" on type "Query".');
  });

  it('that nobody expected leave without their cause, which is logged without data of persons', async () => {
    const { data, errors, text } = await civil.ask(`{ citizen(id: "${CANARY}") { id birthYear } }`, ALL);
    expect(data).toEqual({ citizen: { id: CANARY, birthYear: null } });
    expect(errors?.[0]).toMatchObject({ message: 'The subgraph failed.', path: ['citizen', 'birthYear'] });
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', correlationId: expect.any(String) });
    expect(text).not.toMatch(/TypeError|undefined| at /);
    const line = civil
      .log()
      .split('\n')
      .find((each) => each.includes(String(errors?.[0]?.extensions.correlationId)));
    expect(JSON.parse(line ?? '')).toMatchObject({ code: 'INTERNAL', failure: { name: 'TypeError' } });
    expect(civil.log()).not.toContain(CANARY);
  });
});

describe('a subgraph without its database', () => {
  it('lives, is not ready, answers that it is unavailable, and stops', async () => {
    const office = await openGrantOffice();
    const running = await startSubgraph(
      createCivil(),
      {
        mongodbUri: 'mongodb://127.0.0.1:1/',
        database: 'none',
        host: '127.0.0.1',
        port: 0,
        grantKeys: office.keys,
        secret: new Uint8Array(32),
        logLevel: 'silent',
        statisticsMaxAgeMs: 600_000,
      },
      pino({ level: 'silent' }),
    );
    const statusOf = async (path: string) => (await fetch(new URL(path, running.url))).status;
    expect([await statusOf('/health/live'), await statusOf('/health/ready')]).toEqual([200, 503]);
    const query = '{ __typename }';
    const answer = await fetch(running.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'simpul-grant': await office.grant('civil', query) },
      body: JSON.stringify({ query }),
    });
    expect([answer.status, JSON.parse(await answer.text()).errors[0].extensions.code]).toEqual([
      503,
      'UNAVAILABLE',
    ]);
    await running.stop();
    await running.ready;
    await expect(statusOf('/health/live')).rejects.toThrow();
  });
});

describe('stopping', () => {
  it('answers the request that is on its way, and takes no new one', async () => {
    const subgraph = await startTestSubgraph(createCivil());
    const query = '{ citizens { totalCount } }';
    const body = JSON.stringify({ query });
    const { hostname, port } = new URL(subgraph.running.url);
    const sent = request({
      hostname,
      port,
      path: '/graphql',
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'simpul-grant': await subgraph.office.grant('civil', query, ALL),
      },
    });
    const answer = new Promise<string>((resolve, reject) => {
      sent.on('error', reject);
      sent.on('response', async (response) => {
        let text = '';
        for await (const part of response) text += part;
        resolve(text);
      });
    });
    sent.write(body.slice(0, 5));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const stopped = subgraph.stop();
    await expect(fetch(subgraph.running.url)).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 300));
    sent.end(body.slice(5));
    expect(JSON.parse(await answer)).toEqual({ data: { citizens: { totalCount: 0 } } });
    await stopped;
  });
});
