import { getIntrospectionQuery, Kind, parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Denial } from '../../../gateway/access/cut-operation.ts';
import { prepareOperation, type SizeLimits } from '../../../gateway/planning/prepare-operation.ts';
import { everythingFor, viewOf } from '../../setup/small-graph.ts';

const LIMITS: SizeLimits = { depth: 4, selections: 40, aliases: 3, rootFields: 2 };
const everything = viewOf(everythingFor('kemlu'));

function prepare(
  text: string,
  view = everything,
  denied: ReadonlyMap<string, readonly Denial[]> = new Map(),
  limits = LIMITS,
) {
  const document = parse(text);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('There is no operation.');
  return prepareOperation(view, document, operation, limits, denied);
}

function expectPrepared(...given: Parameters<typeof prepare>) {
  const preparation = prepare(...given);
  if (preparation.kind === 'refused') throw new Error(preparation.problem.message);
  return preparation.prepared;
}

function expectRefused(...given: Parameters<typeof prepare>) {
  const preparation = prepare(...given);
  if (preparation.kind !== 'refused') throw new Error('It was prepared.');
  return preparation.problem;
}

describe('a prepared operation', () => {
  test('has its halves, the cut and the limits', () => {
    const prepared = expectPrepared('{ regions { name } __schema { queryType { name } } }');
    expect(prepared.data && print(prepared.data)).toContain('regions');
    expect(prepared.introspection && print(prepared.introspection)).toContain('__schema');
    expect(prepared.cut?.denials).toEqual([]);
    expect(prepared.limits?.pages).toEqual([]);
  });

  test('of introspection alone has nothing to cut', () => {
    const prepared = expectPrepared('{ __schema { queryType { name } } }');
    expect([prepared.data, prepared.cut, prepared.limits]).toEqual([undefined, undefined, undefined]);
  });
});

describe('an operation that is too large', () => {
  test.each([
    ['levels of fields', '{ citizen { parent { parent { parent { id } } } } }', 4],
    ['fields', `{ citizen { ${'id '.repeat(40)} } }`, 40],
    ['aliases', '{ regions { a: name b: name c: name d: name } }', 3],
    [
      'fields at its root',
      '{ regions { name } ... { trainings { id } ...R } } fragment R on Query { parties { id } }',
      2,
    ],
  ])('is refused for its %s', (counted, text, limit) => {
    const problem = expectRefused(text);
    expect(problem.code).toBe('OPERATION_TOO_LARGE');
    expect(problem.message).toBe(`The operation must have at most ${limit} ${counted}.`);
  });

  test('is not refused at its limits', () => {
    expectPrepared('{ citizen { parent { parent { id } } } regions { a: name b: name c: name } }');
    expect(expectPrepared(`{ citizen { ${'id '.repeat(39)} } }`).cut?.denials).toEqual([]);
  });

  test('is refused for introspection too, but for its depth', () => {
    const wide = `{ ${['a', 'b', 'c', 'd'].map((each) => `${each}: __schema { types { name } }`).join(' ')} }`;
    expect(expectRefused(wide).code).toBe('OPERATION_TOO_LARGE');
    const standard = { ...LIMITS, selections: 500 };
    expect(
      expectPrepared(getIntrospectionQuery(), everything, new Map(), standard).introspection,
    ).toBeDefined();
  });

  test('does not count what another operation of the document asks', () => {
    const text = `query A { regions { name } } query B { ${['a', 'b', 'c', 'd'].map((each) => `${each}: regions { name }`).join(' ')} }`;
    expect(expectPrepared(text).cut?.denials).toEqual([]);
  });
});

describe('an alias', () => {
  test.each([
    '{ citizen { __typename: nik } }',
    '{ parties { ... on Citizen { __typename: label } } }',
    '{ parties { ... { ...P } } } fragment P on Party { __typename: id }',
    '{ ...R } fragment R on Query { citizen { __x: id } }',
    '{ __x: __schema { queryType { name } } }',
  ])('in the place of a type name is refused: %s', (text) => {
    const problem = expectRefused(text);
    expect(problem.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(problem.message).toMatch(/^The operation must fit the graph: The alias _\w+ is reserved\.$/);
  });

  test('may be any other name, and the type name may have any', () => {
    for (const text of [
      '{ citizen { _id: nik t: __typename __typename _simpul: id } }',
      '{ constructor: regions { name } }',
    ]) {
      expect(expectPrepared(text).cut?.denials).toEqual([]);
    }
  });
});

describe('an identifier in the text', () => {
  test('is refused by the name of its input, without the value', () => {
    const problem = expectRefused('{ citizens(filter: { nik: "3578010101900001" }) { totalCount } }');
    expect(problem.code).toBe('INLINE_VALUE');
    expect(problem.message).toContain('CitizenFilter.nik');
    expect(JSON.stringify(problem)).not.toContain('3578');
  });
});
