import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../../gateway/errors.ts';
import type { CallOutcome } from '../../../gateway/execution/call-subgraph.ts';
import { createSubgraphDataSource } from '../../../gateway/execution/subgraph-data-source.ts';
import { createLogKeeper, inquiryOf } from './inquiry-of.ts';

const CANARY = 'canary-3578010101900001';
const URL = 'http://civil.internal:4101/graphql';
const ROOT = 'query Q__civil__0($nik:NIK){citizen(nik:$nik){id nik}}';
const ENTITIES =
  'query Q__civil__1($representations:[_Any!]!){_entities(representations:$representations){...on Citizen{nik}}}';
const MUTATION = 'mutation Q__ministry__0{openComplaint(input:{worker:"w"}){id}}';

/** Lets a data source make one call that ends like this. */
async function run(outcome: CallOutcome, query = ROOT) {
  const calls: unknown[][] = [];
  const { logger, lines } = createLogKeeper();
  const source = createSubgraphDataSource('civil', URL, {
    caller: {
      call: async (...given) => {
        calls.push(given);
        return outcome;
      },
      close: async () => {},
    },
    signGrant: async (_, subgraph, text) => `grant of ${subgraph} for ${text.length}`,
    logger,
    providerOf: () => 'dukcapil',
  });
  const inquiry = inquiryOf();
  const options = {
    kind: 'incoming operation',
    request: { query, variables: { nik: 'value' } },
    incomingRequestContext: {},
    context: inquiry,
  } as unknown as GraphQLDataSourceProcessOptions;
  const { data, errors = [] } = await source.process(options);
  return { data, errors, calls, lines, inquiry };
}

function answered(body: unknown): CallOutcome {
  return { kind: 'answered', body };
}

function badInput(message: string, rest: object = {}) {
  return { message, extensions: { code: 'BAD_USER_INPUT' }, ...rest };
}

describe('a fetch', () => {
  test('is sent with its grant and request id, as one operation with its variables', async () => {
    const { calls, inquiry, data } = await run(answered({ data: { citizen: null } }));
    expect(data).toEqual({ citizen: null });
    expect(calls).toEqual([
      [
        URL,
        JSON.stringify({ query: ROOT, variables: { nik: 'value' } }),
        { 'simpul-grant': `grant of civil for ${ROOT.length}`, 'x-request-id': 'request-1' },
        inquiry.signal,
        true,
      ],
    ]);
  });

  test('may be repeated unless it is a mutation', async () => {
    for (const [query, isRepeatable] of [
      [ROOT, true],
      [ENTITIES, true],
      ['{a}', true],
      [MUTATION, false],
    ] as const) {
      expect((await run(answered({ data: {} }), query)).calls[0]?.[4]).toBe(isRepeatable);
    }
  });

  test('is never one that the gateway makes for itself', async () => {
    const source = createSubgraphDataSource(
      'civil',
      URL,
      {} as Parameters<typeof createSubgraphDataSource>[2],
    );
    const health = {
      kind: 'health check',
      request: {},
      context: {},
    } as unknown as GraphQLDataSourceProcessOptions;
    await expect(source.process(health)).rejects.toThrow('civil is called for operations only');
  });
});

describe('a call that fails', () => {
  test.each([
    ['unavailable', 'SUBGRAPH_UNAVAILABLE'],
    ['timeout', 'SUBGRAPH_TIMEOUT'],
    ['refused', 'SUBGRAPH_REFUSED'],
    ['bad-answer', 'SUBGRAPH_BAD_ANSWER'],
  ] as const)('as %s is told as %s', async (kind, code) => {
    const { data, errors, lines } = await run({ kind, detail: 'ECONNREFUSED 10.0.0.7' });
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: ERRORS[code].message.replace('{provider}', 'dukcapil'),
        extensions: expect.objectContaining({ code, provider: 'dukcapil' }),
      },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/10\.0\.0\.7|internal|4101/);
    expect(lines.join()).toContain('"requestId":"request-1"');
  });

  test.each([
    [null],
    ['text'],
    [[]],
    [42],
    [{}],
    [{ data: [] }],
    [{ data: 'text' }],
    [{ errors: 'text' }],
    [{ errors: {} }],
    [{ errors: ['text'] }],
    [{ errors: [null] }],
    [{ data: {}, errors: [1] }],
  ])('to be an answer is told as a bad one: %j', async (body) => {
    const { data, errors } = await run(answered(body));
    expect(data).toBeUndefined();
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['SUBGRAPH_BAD_ANSWER']);
  });

  test('by halves keeps the half that came', async () => {
    const { data, errors } = await run(
      answered({ data: { citizen: { id: '1', nik: null } }, errors: [{ message: CANARY }] }),
    );
    expect(data).toEqual({ citizen: { id: '1', nik: null } });
    expect(errors).toHaveLength(1);
  });

  test('with an empty list of errors has not failed', async () => {
    expect((await run(answered({ data: { citizen: null }, errors: [] }))).errors).toEqual([]);
  });

  test('without a word is told as a bad one', async () => {
    for (const body of [{ data: null }, { data: null, errors: [] }]) {
      const { data, errors } = await run(answered(body));
      expect(data).toBeUndefined();
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['SUBGRAPH_BAD_ANSWER']);
    }
  });

  test('with errors beyond number is told in a few', async () => {
    const { errors, lines } = await run(answered({ errors: Array.from({ length: 100_000 }, () => ({})) }));
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(20);
    expect(lines.join().length).toBeLessThan(5_000);
  });
});

describe("a subgraph's own words", () => {
  test('about the input of the client are relayed, with the code, fault and remedy of the table', async () => {
    for (const [code, ours] of [
      ['BAD_USER_INPUT', 'BAD_USER_INPUT'],
      ['BAD_CURSOR', 'BAD_CURSOR'],
      ['NOT_FOUND', 'RECORD_NOT_FOUND'],
      ['CONFLICT', 'RECORD_CONFLICT'],
    ] as const) {
      const error = {
        message: 'first must be from 1 to 100.',
        extensions: { code, remedy: 'Ask for less.', secret: CANARY },
      };
      const { errors } = await run(answered({ errors: [error] }));
      expect(errors[0]?.message).toBe('first must be from 1 to 100.');
      expect(errors[0]?.extensions).toEqual({
        code: ours,
        fault: ERRORS[ours].fault,
        retryable: ERRORS[ours].isRetryable,
        remedy: 'Ask for less.',
      });
    }
  });

  test('are relayed in short', async () => {
    const long = badInput('x'.repeat(10_000), {
      extensions: { code: 'BAD_USER_INPUT', remedy: 'y'.repeat(10_000) },
    });
    expect(JSON.stringify((await run(answered({ errors: [long] }))).errors).length).toBeLessThan(1_000);
  });

  test('are not relayed from a fetch of entities, which has seen data of others', async () => {
    const { errors } = await run(answered({ errors: [badInput(CANARY)] }), ENTITIES);
    expect(JSON.stringify(errors)).not.toContain('canary');
    expect(errors[0]?.extensions?.code).toBe('SUBGRAPH_BAD_ANSWER');
  });

  test('are not relayed about anything else', async () => {
    for (const error of [
      { message: CANARY },
      { message: CANARY, extensions: { code: 'INTERNAL' } },
      { message: CANARY, extensions: { code: 'FIELD_NOT_AGREED', fault: 'consumer' } },
      { message: CANARY, extensions: { code: CANARY } },
      { message: CANARY, extensions: { code: ['BAD_USER_INPUT'] } },
      { message: CANARY, extensions: null },
      { message: { canary: 1 }, extensions: { code: 'BAD_USER_INPUT' } },
      { message: CANARY, locations: [CANARY], stack: CANARY },
    ]) {
      const { errors, lines } = await run(answered({ data: {}, errors: [error] }));
      expect(JSON.stringify([errors, lines])).not.toContain('canary');
      expect(errors[0]?.extensions?.code).toBe('SUBGRAPH_BAD_ANSWER');
    }
  });
});

describe('the place of an error', () => {
  async function pathOf(path: unknown, query = ROOT) {
    return (await run(answered({ data: {}, errors: [badInput('text', { path })] }), query)).errors[0]?.path;
  }

  test('is told where it is one of the query', async () => {
    expect(await pathOf(['citizen', 'nik'])).toEqual(['citizen', 'nik']);
    expect(await pathOf(['_entities', 3, 'nik'], ENTITIES)).toEqual(['_entities', 3, 'nik']);
  });

  test('is not told where it could carry something else', async () => {
    for (const path of [
      ['citizen', CANARY],
      [CANARY],
      ['citizen', 3578010101900001],
      ['citizen', -1],
      ['citizen', 1.5],
      ['citizen', { canary: 1 }],
      ['citizen', null],
      'citizen',
      { 0: 'citizen' },
      Array.from({ length: 1_000 }, () => 'citizen'),
    ]) {
      expect(await pathOf(path), JSON.stringify(path).slice(0, 50)).toBeUndefined();
    }
  });
});

test('nothing of an answer that is no data gets out, whatever it holds', async () => {
  const canary = fc.constantFrom<unknown>(
    CANARY,
    [CANARY],
    { [CANARY]: CANARY },
    3578010101900001,
    null,
    undefined,
  );
  const error = fc.record(
    {
      message: canary,
      path: fc.oneof(canary, fc.array(canary, { maxLength: 3 })),
      locations: canary,
      extensions: fc.oneof(
        canary,
        fc.record({
          code: fc.oneof(canary, fc.constantFrom('INTERNAL', 'FORBIDDEN', 'UNAUTHENTICATED')),
          remedy: canary,
          fault: canary,
        }),
      ),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(error, { maxLength: 3 }),
      fc.constantFrom(ROOT, ENTITIES, MUTATION),
      canary,
      async (errors, query, extensions) => {
        const { errors: told, lines } = await run(answered({ data: {}, errors, extensions }), query);
        expect(JSON.stringify([told, lines])).not.toMatch(/canary|3578/);
        for (const each of told) expect(Object.hasOwn(ERRORS, String(each.extensions?.code))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
