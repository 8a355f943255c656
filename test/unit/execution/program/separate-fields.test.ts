import { expect, test } from 'vitest';
import { composeStubs, runStubs } from './stub-program.ts';

const graph = composeStubs({
  shop: `
    type Query { goods: [Good] found: [Found] }
    type Good { id: ID! price(currency: String!): Int parts(first: Int!): [Good] }
    type Service { price(currency: String!): Int }
    union Found = Good | Service`,
});

/** A plan of one fetch. */
function planOf(operation: string) {
  return {
    kind: 'QueryPlan',
    node: { kind: 'Fetch', serviceName: 'shop', operation, operationName: undefined, operationKind: 'query' },
  } as unknown as NonNullable<Parameters<typeof graph.compile>[1]>['plan'];
}

test('one field with two arguments is asked under two names, and each value goes where it is asked for', async () => {
  const plan = planOf(
    '{goods{price(currency:"USD") ...on Good{price(currency:"EUR") parts(first:1){id}} parts(first:2){id}}}',
  );
  const program = graph.compile('{ goods { price(currency: "EUR") parts(first: 2) { id } } }', { plan });
  const { data, sent } = await runStubs(program, {
    shop: {
      data: {
        goods: [{ price: 100, price__1: 85, parts: [{ id: 'first' }], parts__1: [{ id: 'a' }, { id: 'b' }] }],
      },
    },
  });
  expect(sent[0]?.operation.text).toBe(
    '{goods{price(currency:"USD")...on Good{price__1:price(currency:"EUR")parts(first:1){id}}parts__1:parts(first:2){id}}}',
  );
  expect(data).toEqual({ goods: [{ price: 85, parts: [{ id: 'a' }, { id: 'b' }] }] });
});

test('what stands on two types that no object is both of keeps its name', async () => {
  const text = '{found{__typename ...on Good{price(currency:"USD")}...on Service{price(currency:"EUR")}}}';
  const program = graph.compile(
    '{ found { ... on Good { price(currency: "USD") } ... on Service { price(currency: "EUR") } } }',
    { plan: planOf(text) },
  );
  const { data, sent } = await runStubs(program, {
    shop: {
      data: {
        found: [
          { __typename: 'Service', price: 2 },
          { __typename: 'Good', price: 1 },
        ],
      },
    },
  });
  expect(sent[0]?.operation.text).toBe(text);
  expect(data).toEqual({ found: [{ price: 2 }, { price: 1 }] });
});
