import { describe, expect, test } from 'vitest';
import { findUndisclosed } from '../../../gateway/access/find-undisclosed.ts';
import type { PlanShape, RequiredShape } from '../../../gateway/access/plan-shape.ts';
import { readFetches } from '../../../gateway/access/planned-fetch.ts';
import { askerView, createDisclosureGraph, letSend } from '../../setup/disclosure-graph.ts';

const graph = createDisclosureGraph(
  Object.fromEntries(
    ['north', 'south', 'west'].map((name) => [
      name,
      `type Query { ${name}People: [Person] }
       type Person @key(fields: "id") @classified(as: GENERAL) { id: ID! ${name}Name: String }`,
    ]),
  ),
);

const KEY: readonly RequiredShape[] = [
  {
    kind: 'InlineFragment',
    typeCondition: 'Person',
    selections: [
      { kind: 'Field', name: '__typename' },
      { kind: 'Field', name: 'id' },
    ],
  },
];

/** A fetch of people by their id. */
function fetchOf(serviceName: string, fields: string, requires = KEY): PlanShape {
  const operation = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ${fields} } } }`;
  return {
    kind: 'Flatten',
    path: ['people', '@'],
    node: { kind: 'Fetch', serviceName, requires, operation },
  };
}

function rootOf(serviceName: string, fields: string): PlanShape {
  return { kind: 'Fetch', serviceName, operation: `{ people: ${serviceName}People { ${fields} } }` };
}

/** Who supplies what to whom without an agreement, when nothing is agreed but `agreements`. */
function undisclosedIn(nodes: readonly PlanShape[], agreements = [] as Parameters<typeof askerView>[1]) {
  const view = askerView(graph, agreements);
  const fetches = readFetches({ kind: 'Sequence', nodes }, graph.graph.fieldTypes);
  return findUndisclosed(view, fetches).map(
    ({ provider, recipient, coordinate }) => `${provider} ${recipient} ${coordinate}`,
  );
}

describe('who supplied a value', () => {
  test('is the fetch before that has it in the same place', () => {
    expect(undisclosedIn([rootOf('north', '__typename id'), fetchOf('south', 'southName')])).toEqual([
      'north south Person.id',
    ]);
  });

  test('may be several, and each has to have agreed', () => {
    const nodes = [
      rootOf('north', '__typename id'),
      fetchOf('south', 'id southName'),
      fetchOf('west', 'westName'),
    ];
    expect(undisclosedIn(nodes)).toEqual([
      'north south Person.id',
      'north west Person.id',
      'south west Person.id',
    ]);
    const agreed = [
      letSend('north', 'south', { Person: ['id'] }),
      letSend('north', 'west', { Person: ['id'] }),
    ];
    expect(undisclosedIn(nodes, agreed)).toEqual(['south west Person.id']);
  });

  test('is none beside it: what is fetched at the same time is not there yet', () => {
    const beside: PlanShape = {
      kind: 'Parallel',
      nodes: [fetchOf('south', 'id southName'), fetchOf('west', 'westName')],
    };
    expect(undisclosedIn([rootOf('north', '__typename id'), beside])).toEqual([
      'north south Person.id',
      'north west Person.id',
    ]);
  });

  test('is either way of a condition', () => {
    const either: PlanShape = {
      kind: 'Condition',
      ifClause: rootOf('north', '__typename id'),
      elseClause: rootOf('south', '__typename id'),
    };
    expect(undisclosedIn([either, fetchOf('west', 'westName')])).toEqual([
      'north west Person.id',
      'south west Person.id',
    ]);
  });

  test('is everybody who could have been, when the plan does not tell', () => {
    const elsewhere: PlanShape = {
      kind: 'Fetch',
      serviceName: 'north',
      operation: '{ others: northPeople { id } }',
    };
    expect(undisclosedIn([elsewhere, fetchOf('south', 'southName')])).toEqual([
      'north south Person.id',
      'west south Person.id',
    ]);
  });

  test('is asked of what was supplied under the name, whatever the name', () => {
    const nodes = [rootOf('north', '__typename id: northName'), fetchOf('south', 'southName')];
    const agreed = [letSend('north', 'south', { Person: ['id'] })];
    expect(undisclosedIn(nodes, agreed)).toEqual(['north south Person.northName']);
  });

  test('is found behind a name that the gateway gives afterwards', () => {
    const renaming: PlanShape = {
      kind: 'Fetch',
      serviceName: 'north',
      operation: '{ people: northPeople { __typename id__alias_0: id } }',
      outputRewrites: [{ kind: 'KeyRenamer', path: ['people', 'id__alias_0'], renameKeyTo: 'id' }],
    };
    expect(undisclosedIn([renaming, fetchOf('south', 'southName')])).toEqual(['north south Person.id']);
  });

  test('is nobody when the graph does not know the field, and then nobody agrees', () => {
    const strange: readonly RequiredShape[] = [{ kind: 'Field', name: 'shoeSize' }];
    expect(undisclosedIn([fetchOf('south', 'southName', strange)])).toEqual([' south .shoeSize']);
  });
});

test('a plan with a node of a kind that is not known is not read at all', () => {
  const node = { kind: 'Defer' } as unknown as PlanShape;
  expect(() => readFetches(node, new Map())).toThrow('Defer');
});
