import fc from 'fast-check';
import { GraphQLError, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../../gateway/errors.ts';
import { formatError } from '../../../gateway/execution/format-error.ts';
import { translateErrors } from '../../../gateway/execution/translate-errors.ts';
import { createProblem } from '../../../gateway/problem.ts';
import { smallGraph } from '../../setup/small-graph.ts';
import { createLogKeeper } from './inquiry-of.ts';

const CANARY = 'canary-3578010101900001';

function translate(...errors: readonly GraphQLError[]) {
  const { logger, lines } = createLogKeeper();
  return { told: translateErrors(errors, 'request-1', logger).map((each) => each.toJSON()), lines };
}

function ours(extensions: object = {}) {
  const problem = createProblem('SUBGRAPH_TIMEOUT', { provider: 'dukcapil' });
  return new GraphQLError(problem.message, {
    path: ['citizen'],
    extensions: { ...problem.extensions, ...extensions },
  });
}

describe('errors of a plan', () => {
  test('that the gateway made are let through, without the name that Apollo adds', () => {
    const { told, lines } = translate(ours({ serviceName: 'civil' }));
    expect(told).toEqual([
      {
        message: ERRORS.SUBGRAPH_TIMEOUT.message.replace('{provider}', 'dukcapil'),
        path: ['citizen'],
        extensions: expect.objectContaining({
          code: 'SUBGRAPH_TIMEOUT',
          fault: 'provider',
          provider: 'dukcapil',
        }),
      },
    ]);
    expect(told[0]?.extensions).not.toHaveProperty('serviceName');
    expect(lines).toEqual([]);
  });

  test('that anything else made become INTERNAL, and are logged under the request id', () => {
    const { told, lines } = translate(
      new GraphQLError(CANARY),
      new GraphQLError(CANARY, { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: CANARY } }),
      new GraphQLError(CANARY, { extensions: { code: 'SUBGRAPH_TIMEOUT' } }),
      new GraphQLError(CANARY, { extensions: { code: 'constructor', fault: 'client' } }),
      new GraphQLError(CANARY, { extensions: { code: 42, fault: 'client' } }),
      new GraphQLError(CANARY, { path: [CANARY], originalError: new Error(CANARY) }),
    );
    expect(told).toHaveLength(6);
    for (const each of told) {
      expect(each).toEqual({
        message: 'The gateway failed.',
        extensions: expect.objectContaining({ code: 'INTERNAL' }),
      });
    }
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line).toContain('"requestId":"request-1"');
  });
});

describe("errors of Apollo's own pipeline", () => {
  test.each([
    ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_PARSE_FAILED'],
    ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
    ['OPERATION_RESOLUTION_FAILURE', 'OPERATION_NOT_FOUND'],
    ['BAD_REQUEST', 'BAD_REQUEST_BODY'],
    ['INTERNAL_SERVER_ERROR', 'INTERNAL'],
    ['PERSISTED_QUERY_NOT_FOUND', 'INTERNAL'],
    ['toString', 'INTERNAL'],
  ])('of the code %s are told as %s', (code, expected) => {
    const told = formatError({ message: 'text', extensions: { code, stacktrace: [CANARY], http: CANARY } });
    expect(told.extensions?.code).toBe(expected);
    expect(JSON.stringify(told)).not.toContain('canary');
  });

  test('of no code, or with one of ours but not made by us, are told as INTERNAL', () => {
    for (const extensions of [undefined, {}, { code: null }, { code: 'FIELD_NOT_AGREED' }]) {
      const told = formatError({ message: CANARY, ...(extensions && { extensions }), path: [CANARY] });
      expect(told).toEqual({
        message: 'The gateway failed.',
        extensions: expect.objectContaining({ code: 'INTERNAL' }),
      });
    }
  });

  test('of validation say what is wrong and repeat no value, whatever literal stands where', () => {
    const literal = fc.oneof(
      fc.constantFrom(
        `"${CANARY}"`,
        `"""${CANARY}"""`,
        'CANARY_VALUE',
        '3578010101900001',
        '3578010101900001.5',
        '-3578010101900001',
        'true',
      ),
      fc.constantFrom(
        `["${CANARY}"]`,
        `{ a: "${CANARY}" }`,
        `{ sex: "${CANARY}" }`,
        `[[CANARY_VALUE]]`,
        `{ limit: "${CANARY}", and: CANARY_VALUE }`,
      ),
    );
    const place = fc.constantFrom(
      (value: string) => `{ citizens(first: ${value}) { totalCount } }`,
      (value: string) => `{ citizens(filter: ${value}) { totalCount } }`,
      (value: string) => `{ citizens(filter: { sex: ${value} }) { totalCount } }`,
      (value: string) => `{ citizens(filter: { born: ${value} }) { totalCount } }`,
      (value: string) => `{ citizen(id: ${value}) { id } }`,
      (value: string) => `{ search(kind: ${value}, text: ${value}) { __typename } }`,
      (value: string) =>
        `query Q($n: Int = ${value}, $s: Sex! = ${value}) { citizens(first: $n) { totalCount } }`,
      (value: string) =>
        `mutation { openComplaint(input: ${value}) { id } moveWorker(id: ${value}, status: ${value}) { id } }`,
      (value: string) => `{ regions @include(if: ${value}) { name } }`,
      (value: string) =>
        `{ a: citizens(first: 1) { totalCount } a: citizens(after: ${value}) { totalCount } }`,
    );
    let invalid = 0;
    fc.assert(
      fc.property(place, literal, (write, value) => {
        for (const error of validate(smallGraph.apiSchema, parse(write(value)))) {
          invalid += 1;
          const told = formatError({ ...error.toJSON(), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
          expect(told.message).toMatch(/^The operation must fit the graph: .+/);
          expect(JSON.stringify(told)).not.toMatch(/canary|35780101|CANARY_VALUE/);
        }
      }),
      { numRuns: 300 },
    );
    expect(invalid).toBeGreaterThan(200);
  });
});
