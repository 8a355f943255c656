import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { findPairwiseVariables } from '../../../gateway/planning/find-pairwise-variables.ts';

const schema = buildSchema(`
  type Query {
    citizen(id: ID, nik: String): Party
    citizens(ids: [ID!], grid: [[ID]], filter: Filter): [Party]
    mission(code: ID!): String
    missions(codes: [ID!], filter: CodeFilter): String
  }
  type Mutation { open(input: OpenInput!, inputs: [OpenInput!]): Party }
  interface Party { id: ID! friend(id: ID): Party note(text: String): String }
  type Citizen implements Party { id: ID! friend(id: ID): Party note(text: String): String }
  type Agent implements Party { id: ID! friend(id: ID): Party note(text: String): String }
  input Filter { idIn: [ID!] code: ID and: [Filter!] not: Filter nested: CodeFilter }
  input CodeFilter { code: ID again: CodeFilter }
  input OpenInput { citizenId: ID! reference: ID! more: Filter }
`);
const pairwise = new Set([
  'Query.citizen(id:)',
  'Query.citizens(ids:)',
  'Query.citizens(grid:)',
  'Citizen.friend(id:)',
  'Agent.friend(id:)',
  'Party.friend(id:)',
  'Filter.idIn',
  'OpenInput.citizenId',
]);

function read(text: string, coordinates: ReadonlySet<string> = pairwise) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return findPairwiseVariables(schema, document, coordinates);
}

function expectFound(text: string) {
  const reading = read(text);
  return expect(
    reading.kind === 'found'
      ? Object.fromEntries([...reading.variables].map(([name, place]) => [name, place.kind]))
      : reading.problem.message,
  );
}

describe('variables that hold ids', () => {
  test('are those at pairwise arguments, alone and in lists', () => {
    expectFound(`query ($id: ID, $ids: [ID!], $one: ID!, $nik: String, $code: ID!, $grid: [[ID]]) {
      citizen(id: $id, nik: $nik) { id }
      a: citizens(ids: $ids, grid: $grid) { id }
      b: citizens(ids: [$one]) { id }
      mission(code: $code)
    }`).toEqual({ id: 'id', ids: 'id', one: 'id', grid: 'id' });
  });

  test('are those at pairwise fields of input objects, in the text and in variables', () => {
    expectFound(`mutation ($c: ID!, $r: ID!, $input: OpenInput!, $inputs: [OpenInput!], $f: Filter) {
      a: open(input: { citizenId: $c, reference: $r, more: $f }) { id }
      b: open(input: $input, inputs: $inputs) { id }
    }`).toEqual({ c: 'id', f: 'fields', input: 'fields', inputs: 'fields' });
  });

  test('are found in fragments and below interfaces', () => {
    expectFound(`query ($a: ID, $b: ID, $t: String) { citizen { ...F ... on Agent { b: friend(id: $b) { id } } } }
      fragment F on Party { friend(id: $a) { note(text: $t) } }`).toEqual({ a: 'id', b: 'id' });
  });

  test('name the fields that hold ids, however deep, in an input type that holds itself', () => {
    const reading = read(
      'query ($f: Filter, $c: CodeFilter) { citizens(filter: $f) { id } missions(filter: $c) }',
    );
    if (reading.kind === 'refused') throw new Error(reading.problem.message);
    expect([...reading.variables.keys()]).toEqual(['f']);
    const place = reading.variables.get('f');
    if (place?.kind !== 'fields') throw new Error('It holds ids.');
    expect([...place.fields.keys()]).toEqual(['idIn', 'and', 'not']);
    const inner = place.fields.get('and');
    expect(inner?.kind === 'fields' && inner.fields === place.fields).toBe(true);
  });

  test('are none where nothing is pairwise', () => {
    expect(read('query ($id: ID) { citizen(id: $id) { id } }', new Set())).toEqual({
      kind: 'found',
      variables: new Map(),
    });
  });
});

describe('a variable that means two things', () => {
  test.each([
    'query ($x: ID!) { citizen(id: $x) { id } mission(code: $x) }',
    'query ($x: ID!) { mission(code: $x) citizen(id: $x) { id } }',
    'query ($x: ID!) { citizens(ids: [$x], filter: { code: $x }) { id } }',
    'query ($x: [ID!]) { citizens(ids: $x) { id } missions(codes: $x) }',
    'mutation ($x: ID!) { open(input: { citizenId: $x, reference: $x }) { id } }',
    'query ($x: ID!) { mission(code: $x) citizen { ...F } } fragment F on Party { friend(id: $x) { id } }',
  ])('is refused: %s', (text) => {
    const reading = read(text);
    expect(reading).toMatchObject({
      kind: 'refused',
      problem: {
        code: 'GRAPHQL_VALIDATION_FAILED',
        message:
          'The operation must fit the graph: $x stands for the id of a person or record in one place and for another text in the other; declare two variables.',
      },
    });
  });

  test('is refused where the types of an interface differ', () => {
    const text = 'query ($x: ID) { citizen { friend(id: $x) { id } } }';
    expect(read(text, new Set(['Citizen.friend(id:)', 'Party.friend(id:)'])).kind).toBe('refused');
  });
});
