import fc from 'fast-check';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { pruneAnswer } from '../../../gateway/execution/prune-answer.ts';
import { smallGraph } from '../../setup/small-graph.ts';
import { randomOperation } from '../access/random-operation.ts';
import { fullDataResolver, fullDataTypeResolver } from './full-data.ts';

const schema: GraphQLSchema = smallGraph.apiSchema;
const ENTITIES =
  'query($representations:[_Any!]!){_entities(representations:$representations){__typename ...on Citizen{worker{id status}} ...on Party{label}}}';

function prune(text: string, data: Readonly<Record<string, unknown>>, representations?: readonly unknown[]) {
  return pruneAnswer(data, parse(text), representations, schema);
}

function citizens(count: number) {
  return Array.from({ length: count }, (_, index) => ({ __typename: 'Citizen', id: String(index) }));
}

describe('an answer', () => {
  test('keeps what was selected, under its keys', () => {
    const data = { a: { id: '1', n: ['x', null], below: [[{ code: '1' }], null] } };
    const text = '{ a: citizen { id n: names ... on Citizen { below: grid { code } } } }';
    expect(prune(text, data)).toEqual({ data, isMisshapen: false });
  });

  test('loses what was not selected, at every depth', () => {
    const text = '{ citizen { ...C worker { id } } } fragment C on Citizen { sex ... { home { code } } }';
    const data = {
      citizen: {
        sex: 'MALE',
        nik: 'x',
        worker: { id: '1', status: 'x' },
        home: { code: '31', name: 'x' },
        citizen: 'x',
      },
      citizens: [],
      __proto__x: 1,
    };
    expect(prune(text, data)?.data).toEqual({
      citizen: { sex: 'MALE', worker: { id: '1' }, home: { code: '31' } },
    });
  });

  test('has null, and says so, where another shape came than was asked for', () => {
    const text = '{ citizen { id home { code } worker { id } } }';
    for (const home of ['text', 5, true, { __typename: 5, code: '31' }, ['text']]) {
      const pruned = prune(text, { citizen: { id: '1', home, worker: { id: '2' } } });
      const expected = Array.isArray(home) ? [null] : null;
      expect(pruned).toEqual({
        data: { citizen: { id: '1', home: expected, worker: { id: '2' } } },
        isMisshapen: true,
      });
    }
    expect(prune(text, { citizen: null })).toEqual({ data: { citizen: null }, isMisshapen: false });
    expect(prune(text, {})).toEqual({ data: {}, isMisshapen: false });
  });

  test('takes nothing that an object has by birth for its own', () => {
    const pruned = prune('{ citizen { constructor: id toString: sex } }', { citizen: {} });
    expect(pruned).toEqual({ data: { citizen: {} }, isMisshapen: false });
    const polluting = JSON.parse('{ "citizen": { "__proto__": { "id": "x" } } }');
    expect(Object.keys(prune('{ citizen { id } }', polluting)?.data.citizen as object)).toEqual([]);
  });
});

describe('entities', () => {
  test('are as many as were asked for, or the answer is none', () => {
    expect(prune(ENTITIES, { _entities: [null, null] }, citizens(2))).toMatchObject({ isMisshapen: false });
    for (const entities of [[], [null], [null, null, null], null, 'text', {}, undefined]) {
      expect(prune(ENTITIES, { _entities: entities }, citizens(2))).toBeUndefined();
    }
  });

  test('are of the type that was asked for, or null', () => {
    const entity = { worker: { id: '1', status: 'READY' }, label: 'x' };
    const of = (__typename: unknown, asked: string) =>
      prune(ENTITIES, { _entities: [{ __typename, ...entity }] }, [{ __typename: asked, id: '1' }]);
    expect(of('Citizen', 'Citizen')).toEqual({
      data: { _entities: [{ __typename: 'Citizen', ...entity }] },
      isMisshapen: false,
    });
    expect(of('Agent', 'Party')).toMatchObject({ isMisshapen: false });
    expect(of('Hidden', 'Hidden')).toMatchObject({ isMisshapen: false });
    for (const [came, asked] of [
      ['Worker', 'Citizen'],
      ['Region', 'Party'],
      ['Ghost', 'Citizen'],
      ['', 'Citizen'],
      [5, 'Citizen'],
    ]) {
      expect(of(came, String(asked))).toEqual({ data: { _entities: [null] }, isMisshapen: true });
    }
    expect(prune(ENTITIES, { _entities: [entity] }, citizens(1))).toMatchObject({ isMisshapen: false });
  });

  test('are objects, or null', () => {
    for (const entity of ['text', 5, [{}], [[]]]) {
      const pruned = prune(ENTITIES, { _entities: [entity, { label: 'x' }] }, citizens(2));
      expect(pruned?.isMisshapen).toBe(true);
      expect(pruned?.data).toEqual({ _entities: [null, { label: 'x' }] });
    }
  });
});

test('an answer that fits its operation is left as it is', async () => {
  await fc.assert(
    fc.asyncProperty(randomOperation(schema), async ({ document, operation, variables }) => {
      const only = {
        ...document,
        definitions: document.definitions.filter(
          (each) => each.kind === 'FragmentDefinition' || each === operation,
        ),
      };
      const { data } = await execute({
        schema,
        document: only,
        variableValues: variables,
        fieldResolver: fullDataResolver,
        typeResolver: fullDataTypeResolver,
      });
      if (!data) return;
      expect(pruneAnswer(data, only, undefined, schema)).toEqual({ data, isMisshapen: false });
    }),
    { numRuns: 100 },
  );
  expect(prune('{ __typename }', { __typename: 'Query' })?.data).toEqual({ __typename: 'Query' });
});
