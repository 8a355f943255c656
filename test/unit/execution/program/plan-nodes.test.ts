import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { expect, test } from 'vitest';
import { composeStubs, entities, runStubs, type StubCall } from './stub-program.ts';

const graph = composeStubs({
  shelf: `
    type Query { found: [[Found]] first: Item }
    union Found = Book | Film
    interface Item { id: ID! }
    type Book implements Item @key(fields: "id") { id: ID! name: String maker: Maker }
    type Film implements Item @key(fields: "id") { id: ID! name: String maker: Maker }
    type Maker @key(fields: "id") { id: ID! name: String }`,
  notes: `
    type Book @key(fields: "id") { id: ID! note: String }
    type Film @key(fields: "id") { id: ID! note: String }
    type Maker @key(fields: "id") { id: ID! note: String }`,
});

function fetch(serviceName: string, operation: string, more: Partial<FetchNode> = {}): FetchNode {
  return {
    kind: 'Fetch',
    serviceName,
    operation,
    operationName: undefined,
    operationKind: 'query' as FetchNode['operationKind'],
    ...more,
  };
}

function plan(...nodes: PlanNode[]): QueryPlan {
  return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes } };
}

const ROOT = fetch('shelf', '{found{__typename ...on Book{id}...on Film{id}}}');
const KEY = (type: string): QueryPlanSelectionNode => ({
  kind: 'InlineFragment',
  typeCondition: type,
  selections: [
    { kind: 'Field', name: '__typename' },
    { kind: 'Field', name: 'id' },
  ],
});
const NOTES = (...types: readonly string[]) =>
  fetch(
    'notes',
    `query($representations:[_Any!]!){_entities(representations:$representations){${types.map((type) => `...on ${type}{note}`).join(' ')}}}`,
    { requires: types.map(KEY) },
  );
const FOUND = {
  data: {
    found: [
      [
        { __typename: 'Book', id: '1' },
        { __typename: 'Film', id: '2' },
      ],
      null,
      [],
    ],
  },
};
const NOTE = entities(({ __typename, id }) => ({ note: `${__typename} ${id}` }));
const QUERY = '{ found { ... on Book { note } ... on Film { note } } }';

test('a way goes through lists of lists, and on to objects of some types only where it says so', async () => {
  const everywhere = plan(ROOT, { kind: 'Flatten', path: ['found', '@', '@'], node: NOTES('Book', 'Film') });
  const all = await runStubs(graph.compile(QUERY, { plan: everywhere }), { shelf: FOUND, notes: NOTE });
  expect(all.data).toEqual({ found: [[{ note: 'Book 1' }, { note: 'Film 2' }], null, []] });

  const books = plan(ROOT, {
    kind: 'Flatten',
    path: ['found', '@', '@|[Book]'],
    node: NOTES('Book', 'Film'),
  });
  const some = await runStubs(graph.compile(QUERY, { plan: books }), { shelf: FOUND, notes: NOTE });
  expect(some.data).toEqual({ found: [[{ note: 'Book 1' }, { note: null }], null, []] });
  expect(some.calls[1]?.variables).toEqual({ representations: [{ __typename: 'Book', id: '1' }] });
});

test('a condition chooses one of two ways', async () => {
  const flatten = (type: string): PlanNode => ({
    kind: 'Flatten',
    path: ['found', '@', '@'],
    node: NOTES(type),
  });
  const program = graph.compile(
    `query($books: Boolean!) ${QUERY.replace('{ note }', '{ note @include(if: $books) note }')}`,
    {
      plan: plan(ROOT, {
        kind: 'Condition',
        condition: 'books',
        ifClause: flatten('Book'),
        elseClause: flatten('Film'),
      }),
    },
  );
  const ask = async (books: boolean) =>
    (await runStubs(program, { shelf: FOUND, notes: NOTE }, { books })).data?.found;
  expect(await ask(true)).toEqual([[{ note: 'Book 1' }, { note: null }], null, []]);
  expect(await ask(false)).toEqual([[{ note: null }, { note: 'Film 2' }], null, []]);
});

test('an entity is asked for as the rewrites of the plan say: under another type, value or name', async () => {
  const node: FetchNode = {
    ...NOTES('Book', 'Film'),
    inputRewrites: [
      { kind: 'KeyRenamer', path: ['... on Book', 'id'], renameKeyTo: 'isbn' },
      { kind: 'ValueSetter', path: ['... on Book', '__typename'], setValueTo: 'Item' },
    ],
  };
  const program = graph.compile(QUERY, {
    plan: plan(ROOT, {
      kind: 'Flatten',
      path: ['found', '@', '@'],
      node,
    }),
  });
  const { calls } = await runStubs(program, { shelf: FOUND, notes: NOTE });
  expect(calls[1]?.variables).toEqual({
    representations: [
      { __typename: 'Item', isbn: '1' },
      { __typename: 'Film', id: '2' },
    ],
  });
});

test('what a fetch had to select under another name is read under its own, at any depth', async () => {
  const program = graph.compile(
    '{ found { ... on Book { maker { name } } ... on Film { maker { name } } } }',
    {
      plan: plan(
        fetch(
          'shelf',
          '{found{__typename ...on Book{maker{name}}...on Film{maker__alias_0:maker{name__alias_0:name}}}}',
          {
            outputRewrites: [
              { kind: 'KeyRenamer', path: ['found', '... on Film', 'maker__alias_0'], renameKeyTo: 'maker' },
              {
                kind: 'KeyRenamer',
                path: ['found', '... on Film', 'maker__alias_0', 'name__alias_0'],
                renameKeyTo: 'name',
              },
            ],
          },
        ),
      ),
    },
  );
  const { data } = await runStubs(program, {
    shelf: {
      data: {
        found: [
          [
            { __typename: 'Book', maker: { name: 'B' }, maker__alias_0: { name__alias_0: 'canary' } },
            { __typename: 'Film', maker: { name: 'canary' }, maker__alias_0: { name__alias_0: 'F' } },
          ],
        ],
      },
    },
  });
  expect(data).toEqual({ found: [[{ maker: { name: 'B' } }, { maker: { name: 'F' } }]] });
});

test('a call waits for what its members wait for, and for nothing else', async () => {
  const order: string[] = [];
  const slow = (name: string, milliseconds: number, answer: unknown) => async (call: StubCall) => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    order.push(`${name} ends`);
    return typeof answer === 'function' ? answer(call) : answer;
  };
  const parallel: QueryPlan = {
    kind: 'QueryPlan',
    node: {
      kind: 'Parallel',
      nodes: [
        {
          kind: 'Sequence',
          nodes: [ROOT, { kind: 'Flatten', path: ['found', '@', '@'], node: NOTES('Book') }],
        },
        fetch('other', '{first{__typename id}}'),
      ],
    },
  };
  const program = graph.compile('{ found { ... on Book { note } } first { id } }', { plan: parallel });
  await runStubs(program, {
    shelf: slow('shelf', 1, FOUND),
    notes: slow('notes', 1, NOTE),
    other: slow('other', 60, { data: { first: { __typename: 'Book', id: '1' } } }),
  });
  expect(order).toEqual([
    'shelf begins',
    'other begins',
    'shelf ends',
    'notes begins',
    'notes ends',
    'other ends',
  ]);
});

test('what no plan of ours holds is refused', () => {
  const odd = (node: unknown) => () =>
    graph.compile(QUERY, { plan: { kind: 'QueryPlan', node } as QueryPlan });
  expect(odd({ kind: 'Subscription', primary: ROOT })).toThrow('subscribe');
  expect(odd({ kind: 'Defer', primary: {}, deferred: [] })).toThrow('defer');
  expect(odd({ ...ROOT, contextRewrites: [{ kind: 'KeyRenamer', path: ['a'], renameKeyTo: 'b' }] })).toThrow(
    'contexts',
  );
  expect(odd({ ...ROOT, outputRewrites: [{ kind: 'ValueSetter', path: ['a'], setValueTo: 1 }] })).toThrow(
    'values',
  );
});
