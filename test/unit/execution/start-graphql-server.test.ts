import fc from 'fast-check';
import {
  buildClientSchema,
  execute,
  getIntrospectionQuery,
  type IntrospectionQuery,
  printSchema,
} from 'graphql';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Agreement, Limits } from '../../../gateway/access/agreement.ts';
import { splitIntrospection } from '../../../gateway/access/split-introspection.ts';
import { createViewSchema } from '../../../gateway/access/view-schema.ts';
import { ERRORS } from '../../../gateway/errors.ts';
import type { Inquiry } from '../../../gateway/execution/inquiry.ts';
import { agreementOf, everythingFor, smallGraph, viewOf } from '../../setup/small-graph.ts';
import { randomAgreements } from '../access/random-agreements.ts';
import { randomOperation } from '../access/random-operation.ts';
import { findNotGiven } from './denied-nodes.ts';
import { fullDataResolver, fullDataTypeResolver } from './full-data.ts';
import { type SubgraphCall, startSmallServer } from './graphql-server.ts';
import { inquiryOf } from './inquiry-of.ts';

const CANARY = 'canary-3578010101900001';
const schema = smallGraph.apiSchema;

/** What a subgraph answers instead of its own answer, for one test. */
let overrule: (call: SubgraphCall) => unknown = () => undefined;
const small = await startSmallServer((call) => overrule(call));
afterAll(() => small.server.stop());
beforeEach(() => {
  overrule = () => undefined;
  small.calls.length = 0;
  small.lines.length = 0;
});

async function ask(
  query: string,
  inquiry: Inquiry = inquiryOf(),
  variables: Readonly<Record<string, unknown>> = {},
  operationName?: string,
) {
  const answer = await small.ask({ query, variables, operationName }, inquiry);
  return { ...answer, codes: (answer.errors ?? []).map(({ extensions }) => extensions.code) };
}

/** Some of the fields of Dukcapil, with all inputs but those that need what is not given. */
function given(allow: Readonly<Record<string, readonly string[]>>): readonly Agreement[] {
  return [agreementOf([{ allow, inputs: { '*': ['*'] } }])];
}

const CITIZEN = { Query: ['citizen', 'citizens'], Citizen: ['id', 'sex'] };

describe('an operation', () => {
  test('is answered with null and one error for each coordinate that is not given', async () => {
    const inquiry = inquiryOf(given(CITIZEN));
    const answer = await ask('{ citizen { id a: nik b: nik fullName } }', inquiry);
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({
      citizen: { id: expect.stringMatching(/^Citizen\.id~/), a: null, b: null, fullName: null },
    });
    expect(answer.codes).toEqual(['FIELD_NOT_AGREED', 'FIELD_NOT_AGREED']);
    expect(JSON.stringify(small.calls)).not.toMatch(/nik|fullName/);
  });

  test('of which nothing is given calls no subgraph', async () => {
    const answer = await ask('{ citizen { id } workers { totalCount } }', inquiryOf([]));
    expect(answer).toMatchObject({ status: 200, data: { citizen: null, workers: null } });
    expect(small.calls).toEqual([]);
  });

  test('is refused whole where the client wishes it', async () => {
    const inquiry = inquiryOf(given(CITIZEN), { onDenied: 'reject' });
    const answer = await ask('{ citizen { id nik } }', inquiry);
    expect(answer.status).toBe(403);
    expect(answer).not.toHaveProperty('data');
    expect(answer.codes).toEqual(['OPERATION_DENIED', 'FIELD_NOT_AGREED']);
    expect(small.calls).toEqual([]);
    expect((await ask('{ citizen { id } }', inquiry)).codes).toEqual([]);
  });

  test('shows its decisions where the client wishes it', async () => {
    const inquiry = inquiryOf(given(CITIZEN), { explain: true });
    const { extensions } = await ask('{ citizen { id nik } }', inquiry);
    expect(extensions?.access).toMatchObject({ consumer: 'kemlu', purpose: 'PROTECTION_CASE' });
    expect(JSON.stringify(extensions)).toContain('"coordinate":"Citizen.nik","decision":"denied"');
    expect((await ask('{ citizen { id } }', inquiryOf(given(CITIZEN)))).extensions).toBeUndefined();
  });

  test('is one of several in a document, and what the others ask is not looked at', async () => {
    const inquiry = inquiryOf(given(CITIZEN), { onDenied: 'reject' });
    const text = 'query A { citizen { id } } query B { citizen { ...N } } fragment N on Citizen { nik }';
    expect((await ask(text, inquiry, {}, 'A')).codes).toEqual([]);
    expect((await ask(text, inquiry, {}, 'B')).codes).toEqual(['OPERATION_DENIED', 'FIELD_NOT_AGREED']);
    for (const name of [undefined, 'C', 'constructor']) {
      const answer = await ask(text, inquiry, {}, name);
      expect(answer).toMatchObject({ status: 400, codes: ['OPERATION_NOT_FOUND'] });
    }
  });

  test('is neither fetched nor answered by what was prepared or planned for other agreements', async () => {
    const [rich, poor] = [everythingFor('kemlu'), given(CITIZEN)];
    const orders = [
      [rich, poor, rich],
      [poor, rich, poor],
    ];
    for (const [index, order] of orders.entries()) {
      for (const agreements of order) {
        small.calls.length = 0;
        const answer = await ask(`{ citizen { id nik sex t${index}: fullName } }`, inquiryOf(agreements));
        const isRich = agreements === rich;
        expect(answer.data?.citizen).toMatchObject({ nik: isRich ? expect.any(String) : null });
        expect(answer.codes).toHaveLength(isRich ? 0 : 2);
        expect(small.calls.map(({ query }) => query.includes('nik'))).toEqual([isRich]);
      }
    }
  });
});

describe('variables', () => {
  const filter = 'query Q($f: CitizenFilter) { citizens(filter: $f) { totalCount } }';

  test('that do not fit are refused by name, without their value', async () => {
    const answer = await ask(filter, inquiryOf(), { f: { sex: CANARY } });
    expect(answer).toMatchObject({ status: 400, codes: ['BAD_USER_INPUT'] });
    expect(JSON.stringify([answer, small.lines])).not.toContain('canary');
  });

  test('that use what is not given are named in this request and by no other', async () => {
    const inquiry = inquiryOf(given(CITIZEN));
    const named = async (f: unknown) =>
      (await ask(filter, inquiry, { f })).errors?.map(({ extensions }) => extensions.coordinate);
    expect(await named({ nik: 'x' })).toEqual(['CitizenFilter.nik']);
    expect(await named({ born: { from: '2000-01-01' } })).toEqual(['CitizenFilter.born']);
    expect(await named({ nik: 'x', fullNameStartsWith: 'y' })).toEqual([
      'CitizenFilter.nik',
      'CitizenFilter.fullNameStartsWith',
    ]);
    expect(await named({ sex: 'MALE' })).toBeUndefined();
    expect(small.calls).toHaveLength(1);
  });

  test('are not held against the client for what the schema adds to them', async () => {
    const inputs = { 'Query.citizens': ['filter'], CitizenFilter: ['sex'] };
    const inquiry = inquiryOf([agreementOf([{ allow: CITIZEN, inputs }])]);
    expect((await ask(filter, inquiry, { f: { sex: 'MALE' } })).codes).toEqual([]);
    expect((await ask(filter, inquiry, { f: { sex: 'MALE', limit: 7 } })).codes).toEqual([
      'INPUT_NOT_AGREED',
    ]);
  });

  test('go to the subgraphs as they were sent, and only those that are used', async () => {
    const text =
      'query Q($f: CitizenFilter, $g: CitizenFilter) { a: citizens(filter: $f) { totalCount } b: households(filters: [[$g]]) { id } }';
    const answer = await ask(
      text.replace('$g: CitizenFilter)', '$g: CitizenFilter!)'),
      inquiryOf(given(CITIZEN)),
      {
        f: { sex: 'MALE' },
        g: { sex: 'FEMALE' },
      },
    );
    expect(answer.codes).toEqual(['FIELD_NOT_AGREED']);
    expect(small.calls).toHaveLength(1);
    expect(small.calls[0]?.variables).toEqual({ f: { sex: 'MALE', limit: 7 } });
  });
});

describe('a mutation', () => {
  const both =
    'moveWorker(id: $id, status: READY) { id } openComplaint(input: { worker: $id }) { id status }';
  const mutation = (body: string) => `mutation M($id: ID!) { ${body} }`;
  const ministry = (allow: Readonly<Record<string, readonly string[]>>) =>
    inquiryOf([agreementOf([{ allow, inputs: { '*': ['*'] } }], { provider: 'kp2mi' })]);

  test('of which a part is not given is not done at all, however it is written', async () => {
    const inquiry = ministry({ Mutation: ['moveWorker'], Worker: ['id', 'status'] });
    for (const text of [
      mutation(both),
      mutation(`... { ${both} }`),
      `${mutation('...M')} fragment M on Mutation { ... { ${both} } }`,
    ]) {
      const answer = await ask(text, inquiry, { id: 'w' });
      expect(answer).toMatchObject({ status: 403, codes: ['OPERATION_DENIED', 'FIELD_NOT_AGREED'] });
    }
    expect(small.calls).toEqual([]);
  });

  test('that is given is done once, and its answer may be given in part', async () => {
    const inquiry = ministry({ Mutation: ['moveWorker', 'openComplaint'], Worker: ['id'] });
    const answer = await ask(mutation(both), inquiry, { id: 'w' });
    expect(answer.status).toBe(200);
    expect(answer.codes).toEqual(['FIELD_NOT_AGREED']);
    const writes = small.calls.filter(({ query }) => query.startsWith('mutation'));
    expect(writes).toHaveLength(1);
  });
});

describe('the limits of an agreement', () => {
  const limited = (limits: Limits) =>
    inquiryOf([agreementOf([{ allow: CITIZEN, inputs: { '*': ['*'] }, limits }])]);

  test('refuse the operation before anything is fetched', async () => {
    const page = await ask(
      'query Q($n: Int) { citizens(first: $n) { totalCount } }',
      limited({ pageSize: 5 }),
      { n: 6 },
    );
    expect(page).toMatchObject({ status: 403, codes: ['LIMIT_EXCEEDED'] });
    expect(page.errors?.[0]?.message).toBe('The agreement gives at most 5 rows on one page.');
    const persons = await ask('{ a: citizen { id } b: citizen { id } }', limited({ personsPerRequest: 1 }));
    expect(persons).toMatchObject({ status: 403, codes: ['LIMIT_EXCEEDED'] });
    expect(small.calls).toEqual([]);
  });

  test('let through what keeps to them', async () => {
    const inquiry = limited({ pageSize: 5, personsPerRequest: 5, requestsPerMinute: 2 });
    const text = '{ citizens(first: 5) { totalCount } }';
    expect((await ask(text, inquiry)).codes).toEqual([]);
    expect((await ask(text, inquiry)).codes).toEqual([]);
    const third = await ask(text, inquiry);
    expect(third).toMatchObject({ status: 429, codes: ['RATE_LIMITED'] });
    expect((await ask(text, { ...inquiry, officer: 'another' })).codes).toEqual([]);
  });
});

describe('introspection', () => {
  test('shows the view and nothing beside it, by every way to it', async () => {
    const agreements = given(CITIZEN);
    const whole = await ask(getIntrospectionQuery(), inquiryOf(agreements));
    const shown = buildClientSchema(whole.data as unknown as IntrospectionQuery);
    const expected = createViewSchema(viewOf(agreements));
    expect(printSchema(shown)).toBe(expected && printSchema(expected));
    for (const text of [
      '{ __schema { types { name fields { name } } } }',
      '{ ...A } fragment A on Query { ... { __schema { types { name fields { name } } } } }',
      '{ citizen { id } ... @include(if: true) { ...A } } fragment A on Query { ... on Query { __schema { types { name fields { name } } } } }',
      '{ a: __type(name: "Worker") { name } b: __type(name: "Citizen") { fields { name } } citizen { id } }',
    ]) {
      const answer = await ask(text, inquiryOf(agreements));
      expect(answer.codes).toEqual([]);
      expect(JSON.stringify(answer.data)).not.toMatch(/Worker|nik|fullName|Training/);
    }
    expect(JSON.stringify(small.calls)).not.toContain('__schema');
  });

  test('of a view that gives nothing says so', async () => {
    const answer = await ask('{ __schema { queryType { name } } }', inquiryOf([]));
    expect(answer.codes).toEqual(['VIEW_EMPTY']);
  });

  test('is answered beside data, with the variables of both', async () => {
    const text =
      'query Q($n: Int, $t: String!) { citizens(first: $n) { totalCount } __type(name: $t) { name } }';
    const answer = await ask(text, inquiryOf(given(CITIZEN)), { n: 1, t: 'Citizen' });
    expect(answer.codes).toEqual([]);
    expect(answer.data).toMatchObject({ __type: { name: 'Citizen' } });
    const other =
      'query Q($f: WorkerFilter) { workers(filter: $f) { totalCount } __type(name: "Citizen") { name } }';
    const denied = await ask(other, inquiryOf(given(CITIZEN)), { f: {} });
    expect(denied.data).toEqual({ workers: null, __type: { name: 'Citizen' } });
    expect(denied.codes).toEqual(['FIELD_NOT_AGREED', 'INPUT_NOT_AGREED']);
  });
});

describe('a subgraph that fails', () => {
  test('takes its own fields and no others, and none of its words get out', async () => {
    overrule = ({ subgraph }) =>
      subgraph === 'ministry' ? { errors: [{ message: CANARY, path: [CANARY] }] } : undefined;
    const text = '{ regions { name } workers { totalCount } }';
    const answer = await ask(text);
    expect(answer.status).toBe(200);
    expect(answer.data).toMatchObject({ workers: null });
    expect(answer.codes).toEqual(['SUBGRAPH_BAD_ANSWER']);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ provider: 'kp2mi' });
    expect(JSON.stringify(answer)).not.toMatch(/canary|invalid|serviceName/);
  });

  test('by an answer of another shape gets null there and nothing of it out', async () => {
    for (const data of [
      { citizen: CANARY },
      { citizen: [{ id: CANARY }] },
      { citizen: { id: { canary: 1 }, sex: CANARY } },
      { citizen: { __typename: CANARY, id: null } },
      { other: CANARY },
      {},
    ]) {
      overrule = () => ({ data });
      const answer = await ask('{ citizen { id sex } }');
      expect(JSON.stringify(answer)).not.toContain('canary');
      for (const code of answer.codes) expect(Object.hasOwn(ERRORS, String(code))).toBe(true);
    }
  });

  test('by wrong entities gets null there, keeps what others gave, and nothing of it gets out', async () => {
    for (const entities of [
      [],
      null,
      CANARY,
      [null, null, null],
      [CANARY],
      [[CANARY]],
      [{ worker: CANARY }],
    ]) {
      overrule = ({ query }) => (query.includes('_entities') ? { data: { _entities: entities } } : undefined);
      const answer = await ask('{ citizen { id worker { id } } }');
      expect(answer.data, JSON.stringify(entities)).toEqual({
        citizen: { id: expect.stringMatching(/^Citizen\.id~/), worker: null },
      });
      expect(answer.codes).toEqual(['SUBGRAPH_BAD_ANSWER']);
      expect(JSON.stringify([answer, small.lines])).not.toContain('canary');
    }
  });

  test('cannot put a value in the place of one that another gave', async () => {
    const text = '{ citizen { id nik fullName worker { id status } } }';
    const before = await ask(text);
    overrule = ({ query }) =>
      query.includes('_entities')
        ? {
            data: {
              _entities: [{ __typename: 'Citizen', id: CANARY, nik: CANARY, worker: null, fullName: CANARY }],
              citizen: { nik: CANARY },
            },
          }
        : undefined;
    const answer = await ask(text);
    expect(answer.data).toEqual({ citizen: { ...(before.data?.citizen as object), worker: null } });
    expect(answer.codes).toEqual([]);
  });
});

describe('an operation that is no operation', () => {
  test.each([
    ['{', 400, 'GRAPHQL_PARSE_FAILED'],
    ['{ ghost }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    [`{ citizen(nik: "${CANARY}") { id } }`, 400, 'INLINE_VALUE'],
    ['{ citizen { __typename: nik } }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['{ ...A } fragment A on Query { ...A }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['fragment A on Query { __typename }', 400, undefined],
    ['query Q($v: String = "canary") { search(text: $v) { __typename } }', 400, 'INLINE_VALUE'],
  ])('is refused: %s', async (text, status, code) => {
    const answer = await ask(text);
    expect(answer.status).toBe(status);
    if (code) expect(answer.codes).toEqual([code]);
    expect(answer).not.toHaveProperty('data');
    expect(JSON.stringify(answer)).not.toContain('canary');
    expect(small.calls).toEqual([]);
  });
});

test('through planner and subgraphs an answer is that of the whole graph with null for what is not given', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(randomAgreements, randomOperation(schema), async (agreements, random) => {
      const { text, document, operation, variables } = random;
      const view = viewOf(agreements);
      const { data } = splitIntrospection(document, operation);
      if (!data) return;
      const notGiven = findNotGiven(view, data, variables);
      const answer = await ask(text, inquiryOf(agreements), variables, 'First');
      for (const coordinate of notGiven.coordinates) {
        expect(JSON.stringify(answer.data ?? null)).not.toContain(`"${coordinate}~`);
      }
      if (!answer.data) {
        expect(answer.codes).toEqual(['INLINE_VALUE']);
        return;
      }
      const expected = await execute({
        schema,
        document: data,
        variableValues: variables,
        typeResolver: fullDataTypeResolver,
        fieldResolver: (source, args, context, info) =>
          info.fieldNodes.some((node) => notGiven.nodes.has(node))
            ? null
            : fullDataResolver(source, args, context, info),
      });
      expect(answer.data).toEqual(expected.data);
      expect(new Set(answer.errors?.map(({ extensions }) => extensions.coordinate))).toEqual(
        notGiven.coordinates,
      );
      compared += 1;
    }),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(60);
}, 120_000);

test('everything that is given is answered without an error', async () => {
  await fc.assert(
    fc.asyncProperty(randomOperation(schema, { mutations: true }), async ({ text, variables }) => {
      const { codes } = await ask(text, inquiryOf(everythingFor('kemlu')), variables, 'First');
      expect(codes.filter((code) => code !== 'INLINE_VALUE')).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 120_000);
