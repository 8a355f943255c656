import fc from 'fast-check';
import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createCoercion } from '../../../gateway/planning/coerce-variables.ts';
import { smallGraph } from '../../setup/small-graph.ts';

const CANARY = 'canary-3578010101900001';

function coerce(declared: string, given: Readonly<Record<string, unknown>>) {
  const [operation] = parse(`query Q${declared} { regions { name } }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.');
  return createCoercion(smallGraph.apiSchema, operation as OperationDefinitionNode)(given);
}

function expectValues(declared: string, given: Readonly<Record<string, unknown>>) {
  const coercion = coerce(declared, given);
  return expect(coercion.kind === 'coerced' ? { ...coercion.values } : coercion);
}

function expectRefused(declared: string, given: Readonly<Record<string, unknown>>) {
  const coercion = coerce(declared, given);
  if (coercion.kind !== 'refused') throw new Error('It was coerced.');
  expect(coercion.problem.code).toBe('BAD_USER_INPUT');
  expect(JSON.stringify(coercion.problem)).not.toContain('canary');
  return expect(coercion.problem.message);
}

describe('variables that fit', () => {
  test('are read as their types say', () => {
    const given = {
      n: 3,
      s: 'MALE',
      f: { sex: 'FEMALE', and: { limit: 1 } },
      l: 'x',
      nik: '3578010101900001',
    };
    expectValues('($n: Int, $s: Sex!, $f: CitizenFilter, $l: [String!], $nik: NIK)', given).toEqual({
      n: 3,
      s: 'MALE',
      f: { sex: 'FEMALE', limit: 7, and: [{ limit: 1 }] },
      l: ['x'],
      nik: '3578010101900001',
    });
  });

  test('have their defaults where they are not given, and null where that is given', () => {
    const declared = '($n: Int = 3, $m: Int = 4, $o: Int)';
    expectValues(declared, {}).toEqual({ n: 3, m: 4 });
    expectValues(declared, { n: null, m: 5 }).toEqual({ n: null, m: 5 });
  });

  test('are the declared ones only', () => {
    expectValues('($n: Int)', { n: 1, other: CANARY, constructor: 1 }).toEqual({ n: 1 });
  });

  test('may be called what objects have by birth', () => {
    const given = JSON.parse('{ "__proto__": 1, "constructor": 2, "toString": 3 }');
    const coercion = coerce(
      '($__proto__: Int, $constructor: Int, $toString: Int, $hasOwnProperty: Int)',
      given,
    );
    if (coercion.kind !== 'coerced') throw new Error('It was refused.');
    expect(Object.entries(coercion.values)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
      ['toString', 3],
    ]);
    expect(Object.getPrototypeOf(coercion.values)).toBeNull();
  });
});

describe('a variable that does not fit', () => {
  test('is named with the type that was expected', () => {
    expectRefused('($n: Int)', { n: CANARY }).toBe('$n must be fit for the type Int.');
    expectRefused('($n: Int!)', {}).toBe('$n must be given: it is of the type Int!.');
    expectRefused('($n: Int!)', { n: null }).toBe('$n must be of the type Int!, not null.');
    expectRefused('($s: Sex)', { s: CANARY }).toBe('$s must be fit for the type Sex.');
    expectRefused('($d: ID)', { d: { canary: 1 } }).toBe('$d must be fit for the type ID.');
  });

  test('is named with the place in it', () => {
    expectRefused('($f: CitizenFilter)', { f: { and: [{}, { sex: CANARY }] } }).toBe(
      '$f.and.1.sex must be fit for the type Sex.',
    );
    expectRefused('($f: [[CitizenFilter!]])', { f: [[{ limit: CANARY }]] }).toContain('$f.0.0.limit must be');
  });

  test('is told the type of that place', () => {
    expectRefused('($f: CitizenFilter)', { f: { grid: [[{}], [null, { limit: CANARY }]] } }).toBe(
      '$f.grid.1.1.limit must be fit for the type Int.',
    );
    expectRefused('($f: CitizenFilter)', { f: { and: { limit: CANARY } } }).toContain('for the type Int.');
    expectRefused('($c: ComplaintInput!)', { c: { details: [] } }).toBe(
      '$c must be fit for the type ComplaintInput!.',
    );
  });

  test('is not repeated where its very names are values', () => {
    expectRefused('($f: CitizenFilter)', { f: { [CANARY]: 1 } }).toContain('$f');
    expectRefused('($f: CitizenFilter)', { f: { and: [{ [CANARY]: { [CANARY]: CANARY } }] } }).toContain(
      '$f.and.0',
    );
  });

  test('is the first of several', () => {
    expectRefused('($a: Int, $b: Int)', { b: CANARY, a: CANARY }).toContain('$a');
    expectRefused('($f: CitizenFilter)', { f: { limit: CANARY, sex: CANARY } }).toContain('$f.sex');
  });
});

test('no message repeats a value, whatever is sent for whatever type', () => {
  const canaries = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(CANARY, [CANARY], 3578010101900001.5, true, null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'sex',
          'nik',
          'and',
          'grid',
          'limit',
          'born',
          'from',
          'worker',
          'details',
          CANARY,
          '__proto__',
        ),
        tie('value'),
        { maxKeys: 3 },
      ),
    ),
  })).value;
  const types = [
    'Int',
    'Float!',
    'Boolean',
    'ID',
    'String!',
    'Sex',
    '[Sex!]!',
    'NIK',
    'CitizenFilter',
    '[[CitizenFilter!]]',
    'ComplaintInput!',
    'DateRangeInput',
  ];
  let refused = 0;
  fc.assert(
    fc.property(fc.constantFrom(...types), canaries, (type, value) => {
      const coercion = coerce(`($v: ${type})`, { v: value });
      if (coercion.kind === 'coerced') return;
      refused += 1;
      expect(JSON.stringify(coercion.problem)).not.toMatch(/canary|35780101/);
      expect(coercion.problem.extensions.coordinate).toMatch(/^\$v(\.(\d+|[a-z]+))*$/i);
    }),
    { numRuns: 500 },
  );
  expect(refused).toBeGreaterThan(100);
});
