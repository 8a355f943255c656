import fc from 'fast-check';
import { type DocumentNode, executeSync, Kind, parse, print, validate, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { splitIntrospection } from '../../../gateway/access/split-introspection.ts';
import { smallGraph } from '../../setup/small-graph.ts';
import { randomOperation } from './random-operation.ts';

const schema = smallGraph.apiSchema;

function split(text: string, name?: string) {
  const document = parse(text);
  const operation = document.definitions.find(
    (each) => each.kind === Kind.OPERATION_DEFINITION && (name === undefined || each.name?.value === name),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no such operation.');
  const { data, introspection } = splitIntrospection(document, operation);
  return { data: data && flat(data), introspection: introspection && flat(introspection) };
}

function flat(document: DocumentNode): string {
  return print(document).replace(/\s+/g, ' ');
}

describe('an operation', () => {
  test('whose fragments lead one to the other is parted at once, however many they are', () => {
    const chain = Array.from({ length: 1_500 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} }`).join(
      ' ',
    );
    const text = `{ ...F0 } ${chain} fragment F1500 on Query { __schema { __typename } }`;
    const startedAt = performance.now();
    expect(split(text).data).toBeUndefined();
    // Where each round took one fragment away, it took ten seconds.
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  test('without introspection stays whole', () => {
    expect(split('{ regions { name } __typename }')).toEqual({
      data: '{ regions { name } __typename }',
      introspection: undefined,
    });
  });

  test('of nothing but introspection has no data', () => {
    expect(
      split(
        '{ a: __schema { types { name } } __type(name: "Region") { ...T } } fragment T on __Type { kind }',
      ),
    ).toEqual({
      data: undefined,
      introspection:
        '{ a: __schema { types { name } } __type(name: "Region") { ...T } } fragment T on __Type { kind }',
    });
  });

  test('of both is parted', () => {
    expect(
      split('{ regions { name } s: __schema { types { ...T } } __typename } fragment T on __Type { name }'),
    ).toEqual({
      data: '{ regions { name } __typename }',
      introspection: '{ s: __schema { types { ...T } } } fragment T on __Type { name }',
    });
  });

  test.each([
    '{ ...A } fragment A on Query { ... { __schema { types { name } } } regions { name } }',
    '{ ...A } fragment A on Query { ... on Query @include(if: true) { __schema { types { name } } } regions { name } }',
    '{ ...A } fragment A on Query { ...B regions { name } } fragment B on Query { ... { ...C } } fragment C on Query { __schema { types { name } } }',
    '{ ... { ... { ... on Query { a: __type(name: "X") { name } } } } regions { name } }',
    '{ regions { name } ... @skip(if: false) { ...A } } fragment A on Query { __schema { types { name } } }',
  ])('is parted wherever fragments put its introspection: %s', (text) => {
    const { data, introspection } = split(text);
    expect(data).not.toMatch(/__(schema|type)\b/);
    expect(data).toContain('regions');
    expect(introspection).toMatch(/__(schema|type)\b/);
    expect(introspection).not.toContain('regions');
  });

  test('takes neither fragments nor variables of other operations along', () => {
    const text = `
      query A($n: Int) { parties(first: $n) { ...P } }
      query B($id: ID) { citizen(id: $id) { ...C } __schema { types { name } } }
      fragment P on Party { label }
      fragment C on Citizen { nik }`;
    expect(split(text, 'A')).toEqual({
      data: 'query A($n: Int) { parties(first: $n) { ...P } } fragment P on Party { label }',
      introspection: undefined,
    });
    expect(split(text, 'B')).toEqual({
      data: 'query B($id: ID) { citizen(id: $id) { ...C } } fragment C on Citizen { nik }',
      introspection: 'query B { __schema { types { name } } }',
    });
  });

  test('gives each half the variables that it uses', () => {
    const text =
      'query Q($a: Boolean!, $b: String!, $c: Int) { __type(name: $b) @include(if: $a) { name } parties(first: $c) @include(if: $a) { label } }';
    expect(split(text)).toEqual({
      data: 'query Q($a: Boolean!, $c: Int) { parties(first: $c) @include(if: $a) { label } }',
      introspection: 'query Q($a: Boolean!, $b: String!) { __type(name: $b) @include(if: $a) { name } }',
    });
  });

  test('that changes data stays whole, fragments and all', () => {
    const text = 'mutation { ... { openComplaint(input: {worker: "w"}) { id } } }';
    expect(split(text)).toEqual({ data: text, introspection: undefined });
  });

  test('loses introspection below a field that leads back to the root', () => {
    const { data, introspection } = split('mutation { act { query { __schema { types { name } } ok } } }');
    expect(data).toBe('mutation { act { query { ok } } }');
    expect(introspection).toBeUndefined();
  });

  test('is not fooled by other names for what is no introspection', () => {
    const text = '{ __schema: regions { name } t: __typename }';
    expect(split(text)).toEqual({ data: text, introspection: undefined });
  });
});

test('both halves are valid, and together answer what the whole asks', () => {
  const answer = (document: DocumentNode | undefined, variables: Readonly<Record<string, unknown>>) =>
    document ? executeSync({ schema, document, variableValues: variables, rootValue: ROOT }).data : {};
  let parted = 0;
  fc.assert(
    fc.property(randomOperation(schema, { introspection: true, mutations: true }), (random) => {
      const { document, operation, variables } = random;
      const { data, introspection } = splitIntrospection(document, operation);
      if (data && introspection) parted += 1;
      for (const half of [data, introspection]) if (half) expect(validate(schema, half)).toEqual([]);
      if (data) expect(print(data)).not.toMatch(/__(schema|type)\b/);
      if (introspection) {
        expect(rootFields(introspection)).toEqual([]);
      }
      const only = {
        ...document,
        definitions: document.definitions.filter(isNotAnotherOperation(operation)),
      };
      expect({ ...answer(data, variables), ...answer(introspection, variables) }).toEqual(
        answer(only, variables),
      );
    }),
    { numRuns: 300 },
  );
  expect(parted).toBeGreaterThan(20);
});

function isNotAnotherOperation(
  operation: unknown,
): (definition: DocumentNode['definitions'][number]) => boolean {
  return (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition === operation;
}

/** Names of fields at the root of the graph that are no introspection. */
function rootFields(document: DocumentNode): readonly string[] {
  const names: string[] = [];
  const known = new Set(Object.keys(schema.getQueryType()?.getFields() ?? {}));
  visit(document, {
    Field({ name }) {
      if (known.has(name.value)) names.push(name.value);
    },
  });
  return names;
}

const ROOT = { regions: [{ code: '31', name: 'Jakarta' }], parties: [], search: [] };
