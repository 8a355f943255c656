import { type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createCivil } from '../../../../subgraphs/civil/subgraph.ts';
import { checkVariables } from '../../../../subgraphs/shared/check-variables.ts';
import { buildSchema } from '../../../../subgraphs/shared/graphql-server.ts';

const schema = buildSchema(createCivil());

function problems(operation: string, values: Record<string, unknown>) {
  const [definition] = parse(operation).definitions;
  return checkVariables(schema, definition as OperationDefinitionNode, values);
}

const SECRET = 'canary-value';

describe('variables', () => {
  it('that fit have no problems', () => {
    const operation =
      'query($f: CitizenFilter, $n: Int = 5) { citizens(first: $n, filter: $f) { totalCount } }';
    expect(problems(operation, { f: { sex: 'F', birthDate: { from: '2000-01-01' } } })).toEqual([]);
    expect(problems(operation, {})).toEqual([]);
    expect(problems(operation, { f: null, n: null })).toEqual([]);
  });

  it.each([
    ['$nik: NIK', { nik: SECRET }, 'nik', /^16 digits/],
    ['$nik: NIK!', {}, 'nik', /^a value$/],
    ['$nik: NIK!', { nik: null }, 'nik', /NIK!$/],
    ['$n: Int', { n: SECRET }, 'n', /Int/],
    ['$f: CitizenFilter', { f: { sex: SECRET } }, 'f.sex', /^one of F, M$/],
    [
      '$f: CitizenFilter',
      { f: { maritalStatusIn: ['SINGLE', SECRET] } },
      'f.maritalStatusIn.1',
      /^one of SINGLE/,
    ],
    ['$f: CitizenFilter', { f: { birthDate: { from: SECRET } } }, 'f.birthDate.from', /YYYY-MM-DD/],
    ['$f: CitizenFilter', { f: { [SECRET]: 1 } }, 'f', /^an object of type CitizenFilter/],
    ['$f: CitizenFilter', { f: { nik: { $ne: SECRET } } }, 'f.nik', /^16 digits/],
    ['$f: CitizenFilter', { f: SECRET }, 'f', /^an object/],
  ])('for %s given %j have a problem at %s', (definition, values, field, expected) => {
    const [problem, ...others] = problems(`query(${definition}) { __typename }`, values);
    expect(others).toEqual([]);
    expect(problem?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(problem?.extensions.expected).toMatch(expected);
    expect(JSON.stringify([problem, problem?.message])).not.toContain(SECRET);
  });
});
