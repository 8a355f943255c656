import fc from 'fast-check';
import { isCompositeType, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { Choices, randomNumbers } from '../../../setup/federated/choices.ts';
import { subgraph } from '../../../setup/federated/expect-answer.ts';
import { describeCase } from '../../../setup/federated/expect-same-answer.ts';
import { MARKER, makeHostile } from '../../../setup/federated/hostile-answer.ts';
import { type LocalFederation, startResolvedFederation } from '../../../setup/federated/local-federation.ts';
import { drawCase, drawStarted } from '../../../setup/federated/random-case.ts';
import { NO_ANSWER, type PlannedCase, planCase, runOurs } from '../../../setup/federated/run-both.ts';

const TIME_MS = 15_000;

test('a hostile subgraph changes nothing but its own fields, to null', async () => {
  let lies = 0;
  await fc.assert(
    fc.asyncProperty(
      randomNumbers(300),
      fc.array(fc.tuple(randomNumbers(200), randomNumbers(60)), { minLength: 6, maxLength: 6 }),
      async (graph, drawn) => {
        const federation = drawStarted(graph, { ignoresNeeds: true });
        if (!federation) return;
        for (const [operation, lie] of drawn) {
          const planned = drawCase(federation, operation, { mutations: false });
          if (planned) lies += await expectContained(planned, new Choices(lie));
        }
      },
    ),
    { numRuns: 40, interruptAfterTimeLimit: TIME_MS },
  );
  expect(lies).toBeGreaterThan(0);
}, 120_000);

test('a leaf that is reached through a fragment on a union is held to its type', async () => {
  const federation = startResolvedFederation({
    one: subgraph(
      'type Query { all: [Item] } union Item = Rope | Nail type Rope @key(fields: "id") { id: ID! } type Nail { size: Int }',
      { Query: { all: () => [{ __typename: 'Rope', id: 1 }] } },
    ),
    two: subgraph(
      'union Item = Rope | Coil type Rope @key(fields: "id") { id: ID! name: String length: Int } type Coil { turns: Int }',
      { Rope: { __resolveReference: (key: object) => key, name: () => 'r', length: () => 3 } },
    ),
  });
  const planned = planCase(federation, parse('{ all { ... on Rope { name length } } }'));
  // So the planner writes it where it makes a fragment of what is selected twice.
  const plan = JSON.stringify(planned.plan).replace('...on Rope{name length}', '...on Rope{...on Item{...on Rope{name length}}}'); // biome-ignore format: one text
  const { answer, calls } = await runOurs(
    { ...planned, plan: JSON.parse(plan) },
    {
      tamper: (_subgraph, { query }) =>
        query.includes('_entities')
          ? { data: { _entities: [{ name: [MARKER], length: MARKER }] } }
          : { data: { all: [{ __typename: 'Rope', id: '1' }] } },
    },
  );
  expect(calls.at(-1)?.call.query).toContain('...on Item{');
  expect(answer.data).toEqual({ all: [{ name: null, length: null }] });
});

describe('an answer', () => {
  const start = () =>
    startResolvedFederation({
      one: subgraph(
        'type Query { all: [Item] } union Item = Rope | Nail type Rope @key(fields: "id") { id: ID! } type Nail { size: Int }',
        { Query: { all: () => ['1', '2'].map((id) => ({ __typename: 'Rope', id })) } },
      ),
      two: subgraph('type Rope @key(fields: "id") { id: ID! name: String }', {
        Rope: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `rope ${id}` }) },
      }),
    });
  const planned = planCase(start(), parse('{ all { __typename ... on Rope { id name } } }'));

  test.each([[[]], [[{ name: 'x' }]], [[{ name: 'x' }, { name: 'y' }, { name: 'z' }]]])(
    'with more or fewer entities than were asked for is none: %j',
    async (entities) => {
      const { answer, result } = await runOurs(planned, {
        tamper: (subgraphName, _, honest) =>
          subgraphName === 'two' ? { data: { _entities: entities } } : honest,
      });
      expect(answer.data).toEqual({ all: ['1', '2'].map((id) => ({ __typename: 'Rope', id, name: null })) });
      expect(result.errors.map(({ problem }) => problem.code)).toEqual(['SUBGRAPH_BAD_ANSWER']);
    },
  );

  test.each(['Query', 'Ghost', 'String', '__proto__', '', 5, null])(
    'that tells a type which cannot be there has null there: %j',
    async (__typename) => {
      const { answer, result } = await runOurs(planned, {
        tamper: (subgraphName, _, honest) =>
          subgraphName === 'one'
            ? {
                data: {
                  all: [
                    { __typename, id: '1' },
                    { __typename: 'Rope', id: '2' },
                  ],
                },
              }
            : honest,
      });
      expect(answer.data).toEqual({ all: [null, { __typename: 'Rope', id: '2', name: 'rope 2' }] });
      expect(result.errors.map(({ problem }) => problem.code)).toEqual(['SUBGRAPH_BAD_ANSWER']);
    },
  );
});

/**
 * Runs the case three times: with an honest subgraph, with one that is down, and with one that lies. The last answer
 * has all that the second has, and nothing that the first has not. Gives the number of calls that were lied to.
 */
async function expectContained(planned: PlannedCase, choices: Choices): Promise<number> {
  const honest = await runOurs(planned);
  const called = [...new Set(honest.calls.map(({ subgraph }) => subgraph))];
  if (called.length === 0) return 0;
  const liar = choices.pick(called);
  const down = await runOurs(planned, {
    tamper: (subgraph, _, answer) => (subgraph === liar ? NO_ANSWER : answer),
  });
  const names = namesOf(planned.federation);
  const told: unknown[] = [];
  const lied = await runOurs(planned, {
    tamper: (subgraph, _, answer) => {
      if (subgraph !== liar) return answer;
      const lie = makeHostile(answer, choices, names);
      told.push(lie);
      return lie;
    },
  });
  const about = () =>
    [describeCase(planned), liar, ...told.map((each) => shorten(JSON.stringify(each)))].join('\n');
  const text = JSON.stringify(lied.result);
  if (text.includes(MARKER)) expect(text, about()).not.toContain(MARKER);
  const [most, least] = [
    findExcess(lied.answer.data, honest.answer.data),
    findExcess(down.answer.data, lied.answer.data),
  ];
  if (most)
    expect.fail(`More than the truth at ${most}: ${text}\n${JSON.stringify(honest.answer.data)}\n${about()}`);
  if (least)
    expect.fail(
      `Less than without the liar at ${least}: ${text}\n${JSON.stringify(down.answer.data)}\n${about()}`,
    );
  expect([...Object.getOwnPropertyNames(Object.prototype), ...Object.keys(Array.prototype)]).not.toContain(
    MARKER,
  );
  expect(Object.getPrototypeOf(Object.prototype)).toBeNull();
  return told.length;
}

/** Where the one has a value that the other has not; undefined when it has less or the same. */
function findExcess(one: unknown, other: unknown, path = 'data'): string | undefined {
  if (one === null || one === other) return undefined;
  if (typeof one !== 'object') return path;
  // An object or list of nothing but nulls says no more than a null.
  const isThere = typeof other === 'object' && other !== null;
  for (const [name, value] of Object.entries(one)) {
    const known = isThere && Object.hasOwn(other, name) ? other[name as keyof typeof other] : null;
    const found = name === '__typename' && !isThere ? undefined : findExcess(value, known, `${path}.${name}`);
    if (found) return found;
  }
  return undefined;
}

function namesOf({ apiSchema }: LocalFederation): readonly string[] {
  const types = Object.values(apiSchema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
  const fields = types.flatMap((type) =>
    isCompositeType(type) && 'getFields' in type ? Object.keys(type.getFields()) : [],
  );
  return [...new Set([...fields, ...types.map(({ name }) => name), '__typename', 'id'])];
}

function shorten(text: string): string {
  return text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text;
}
