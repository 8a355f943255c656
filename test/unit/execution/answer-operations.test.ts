import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Inquiry } from '../../../gateway/execution/inquiry.ts';
import { agreementOf, smallGraph } from '../../setup/small-graph.ts';
import { randomAgreements } from '../access/random-agreements.ts';
import { randomOperation } from '../access/random-operation.ts';
import { type SubgraphCall, startSmallServer } from './graphql-server.ts';
import { inquiryOf } from './inquiry-of.ts';

let overrule: (call: SubgraphCall) => unknown = () => undefined;
const small = await startSmallServer((call) => overrule(call));
afterAll(() => small.server.stop());

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** Asks twice: the first time it is parsed, validated and planned, the second time it is known. */
async function askTwice({ query, variables = {}, operationName }: Asked, inquiry: Inquiry) {
  const request = { query, variables, operationName };
  const answers = [];
  for (const facts of [{}, {}]) {
    small.calls.length = 0;
    const answer = await small.server.answer(request, { ...inquiry, facts });
    answers.push({ answer, facts, calls: [...small.calls] });
  }
  return answers;
}

async function expectSameTwice(asked: Asked, inquiry: Inquiry): Promise<string> {
  const [first, second] = await askTwice(asked, inquiry);
  expect(second).toEqual(first);
  return second?.answer.body ?? '';
}

test('a known operation is answered byte for byte as when it was new', async () => {
  await fc.assert(
    fc.asyncProperty(
      randomAgreements,
      randomOperation(smallGraph.apiSchema),
      fc.constantFrom<Partial<Inquiry>>({}, { explain: true }, { onDenied: 'reject' }),
      async (agreements, { text, variables }, details) => {
        const asked = { query: text, variables, operationName: 'First' };
        await expectSameTwice(asked, inquiryOf(agreements, details));
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  ['data', { query: '{ citizen { id sex } regions { name } }' }],
  [
    'one of several',
    { query: 'query A { citizen { id } } query B { regions { name } }', operationName: 'B' },
  ],
  ['the schema', { query: '{ __schema { queryType { name } } citizen { id } }' }],
  [
    'a variable that does not fit',
    { query: 'query Q($n: Int) { citizens(first: $n) { totalCount } }', variables: { n: 'x' } },
  ],
  ['a literal identifier', { query: '{ citizen(nik: "1") { id } }' }],
  ['no operation', { query: '{' }],
  ['an operation that the graph does not have', { query: '{ ghost }' }],
])('%s is answered alike when new and when known', async (_, asked) => {
  await expectSameTwice(asked, inquiryOf());
});

test('what variables name and the view does not give is denied alike, and for these values only', async () => {
  const inquiry = inquiryOf([
    agreementOf([
      {
        allow: { Query: ['citizens'], Citizen: ['sex'] },
        inputs: { 'Query.citizens': ['filter'], CitizenFilter: ['sex'] },
      },
    ]),
  ]);
  const query = 'query Q($f: CitizenFilter) { citizens(filter: $f) { totalCount } }';
  const denied = await expectSameTwice({ query, variables: { f: { limit: 3 } } }, inquiry);
  expect(denied).toContain('INPUT_NOT_AGREED');
  const given = await expectSameTwice({ query, variables: { f: { sex: 'MALE' } } }, inquiry);
  expect(given).not.toContain('errors');
  expect(await expectSameTwice({ query, variables: { f: { limit: 3 } } }, inquiry)).toBe(denied);
});

test('a failure of a subgraph, and a null that reaches the root, are told alike', async () => {
  overrule = ({ subgraph }) => (subgraph === 'ministry' ? { errors: [{ message: 'canary' }] } : undefined);
  await expectSameTwice({ query: '{ regions { name } workers { totalCount } }' }, inquiryOf());
  overrule = () => ({ data: null, errors: [{ message: 'canary' }] });
  await expectSameTwice({ query: '{ regions { name } }' }, inquiryOf());
  overrule = () => undefined;
});

test('a limit a minute refuses a known operation, and says when to come again', async () => {
  const inquiry = inquiryOf([
    agreementOf([{ allow: { Query: ['citizen'], Citizen: ['id'] }, limits: { requestsPerMinute: 2 } }]),
  ]);
  const request = { query: '{ citizen { id } }', variables: {}, operationName: undefined };
  await small.server.answer(request, inquiry);
  await small.server.answer(request, inquiry);
  const known = await small.server.answer(request, inquiry);
  expect(known).toMatchObject({ status: 429, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } });
  const fresh = await small.server.answer({ ...request, query: `${request.query} ` }, inquiry);
  expect(fresh).toEqual(known);
});

test('what is asked many times at once is prepared once', async () => {
  const inquiry = inquiryOf();
  const request = { query: '{ citizen { id } regions { name } }', variables: {}, operationName: undefined };
  const answers = await Promise.all(Array.from({ length: 20 }, () => small.server.answer(request, inquiry)));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
});
