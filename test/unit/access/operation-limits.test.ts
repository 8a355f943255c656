import { buildSchema, parse, printSchema, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Agreement, Limits } from '../../../gateway/access/agreement.ts';
import { cutOperation } from '../../../gateway/access/cut-operation.ts';
import { findTooLargePage, readOperationLimits } from '../../../gateway/access/operation-limits.ts';
import { rowsOf } from '../../../gateway/access/page-size.ts';
import { findTooManyPersons } from '../../../gateway/access/person-lookups.ts';
import { agreementOf, everythingFor, smallGraph, viewOf } from '../../setup/small-graph.ts';

/** Everything, under these limits by Dukcapil and none by the others. */
function limitedBy(limits: Limits): readonly Agreement[] {
  const [, ...others] = everythingFor('kemlu');
  return [agreementOf([{ allow: { '*': ['*'] }, inputs: { '*': ['*'] }, limits }]), ...others];
}

/** Everything without limits, but the labels of citizens: those masked, under these. */
function allMasked(limits: Limits): readonly Agreement[] {
  const [, ...others] = everythingFor('kemlu');
  const allow = { Query: ['parties'], Agent: ['label'] };
  const masked = { id: 'masked', mask: { Citizen: { label: 'last3' } }, limits } as const;
  return [agreementOf([{ allow }, masked]), ...others];
}

function limitsOf(text: string, agreements: readonly Agreement[]) {
  const document = parse(text);
  expect(validate(smallGraph.apiSchema, document)).toEqual([]);
  const view = viewOf(agreements);
  return readOperationLimits(view, document, cutOperation(view, document, new Map()));
}

function tooLarge(text: string, variables: Readonly<Record<string, unknown>> = {}, pageSize = 10) {
  return findTooLargePage(limitsOf(text, limitedBy({ pageSize })), variables)?.coordinate;
}

describe('the size of a page', () => {
  test('may be as large as the agreement says, and not larger', () => {
    expect(tooLarge('{ citizens(first: 10) { totalCount } }')).toBeUndefined();
    expect(tooLarge('{ citizens(first: 11) { totalCount } }')).toBe('Query.citizens');
  });

  test('is what the schema says where it is not given', () => {
    for (const text of [
      '{ citizens { totalCount } }',
      '{ citizens(first: null) { totalCount } }',
      'query Q($n: Int) { citizens(first: $n) { totalCount } }',
    ]) {
      expect(tooLarge(text, {}, 20)).toBeUndefined();
      expect(tooLarge(text, {}, 19)).toBe('Query.citizens');
    }
    expect(tooLarge('query Q($n: Int) { citizens(first: $n) { totalCount } }', { n: null }, 19)).toBe(
      'Query.citizens',
    );
  });

  test('and number of persons and requests are bounded by the clause that masks a field', () => {
    const agreements = allMasked({ personsPerRequest: 1, requestsPerMinute: 3 });
    const limits = limitsOf('{ parties { label } }', agreements);
    expect(limits.requestsPerMinute).toBe(3);
    expect(findTooManyPersons(limits.persons, {})?.coordinate).toBe('Citizen.label');
  });

  test('is too large where neither the operation nor the schema says it', () => {
    const schema = buildSchema(
      printSchema(smallGraph.apiSchema).replace('citizens(first: Int = 20', 'citizens(first: Int'),
    );
    const view = { ...viewOf(limitedBy({ pageSize: 10 })), graph: { ...smallGraph, apiSchema: schema } };
    const document = parse(
      'query Q($n: Int) { a: citizens { totalCount } b: citizens(first: $n) { totalCount } }',
    );
    const limits = readOperationLimits(view, document, cutOperation(view, document, new Map()));
    expect(findTooLargePage(limits, {})?.coordinate).toBe('Query.citizens');
    expect(limits.pages.map(({ size }) => rowsOf(size, { n: 3 }))).toEqual([Number.POSITIVE_INFINITY, 3]);
  });

  test('can come in a variable', () => {
    const text = 'query Q($n: Int) { citizens(first: $n) { totalCount } }';
    expect(tooLarge(text, { n: 10 })).toBeUndefined();
    expect(tooLarge(text, { n: 11 })).toBe('Query.citizens');
  });

  test('is bounded on lists below the root, under aliases and in fragments', () => {
    expect(tooLarge('{ citizen { m: members(first: 11) { id } } }')).toBe('Citizen.members');
    expect(tooLarge('{ citizen { ...C } } fragment C on Citizen { ... { members(first: 11) { id } } }')).toBe(
      'Citizen.members',
    );
  });

  test('is bounded on an interface by each type that it can be', () => {
    expect(tooLarge('{ parties(first: 1) { members(first: 11) { id } } }')).toBe('Agent.members');
    expect(tooLarge('{ parties(first: 1) { members(first: 10) { id } } }')).toBeUndefined();
  });

  test('is not bounded by the agreement of another provider', () => {
    expect(tooLarge('{ workers(first: 100) { totalCount } }')).toBeUndefined();
    expect(tooLarge('{ citizen { trainings(first: 100) { id } } }')).toBeUndefined();
  });

  test('does not matter where the list is denied', () => {
    const denied = agreementOf([
      { allow: { Query: ['regions'], Region: ['name'] }, limits: { pageSize: 1 } },
    ]);
    const limits = limitsOf('{ citizens(first: 50) { totalCount } regions { name } }', [denied]);
    expect(findTooLargePage(limits, {})).toBeUndefined();
  });
});

describe('persons that one request is about', () => {
  const two = limitedBy({ personsPerRequest: 2 });
  const tooMany = (text: string, agreements = two, variables: Readonly<Record<string, unknown>> = {}) =>
    findTooManyPersons(limitsOf(text, agreements).persons, variables)?.coordinate;

  test('may be as many as the agreement says, and not more', () => {
    const lookup = (alias: string) => `${alias}: citizen { id }`;
    expect(tooMany(`{ ${['a', 'b'].map(lookup).join(' ')} }`)).toBeUndefined();
    expect(tooMany(`{ ${['a', 'b', 'c'].map(lookup).join(' ')} }`)).toBe('Query.citizen');
  });

  test('are counted in fragments too, and once where a fragment repeats them', () => {
    const three =
      '{ a: citizen { id } ...R } fragment R on Query { ... { b: citizen { id } c: citizen { id } } }';
    expect(tooMany(three)).toBe('Query.citizen');
    const one = '{ citizen { id } ...R ...R } fragment R on Query { citizen { id } }';
    expect(tooMany(one)).toBeUndefined();
  });

  test('are as many as the pages above a field have rows', () => {
    const list = (first: string) =>
      `query Q${first === '$n' ? '($n: Int = 3)' : ''} { citizens(first: ${first}) { nodes { id } } }`;
    expect(tooMany(list('2'))).toBeUndefined();
    expect(tooMany(list('3'))).toBe('Query.citizens');
    expect(tooMany(list('$n'), two, { n: 2 })).toBeUndefined();
    expect(tooMany(list('$n'), two, { n: 3 })).toBe('Query.citizens');
    const below = '{ citizen { members(first: 2) { members(first: 2) { id } } } }';
    expect(tooMany(below)).toBeDefined();
  });

  test('are counted for every type of an interface, whose pages may differ under one alias', () => {
    const pages = (citizens: number, agents: number) => `{ parties(first: 1) {
      ... on Agent { m: members(first: ${agents}) { ... on Citizen { id } } }
      ... on Citizen { m: members(first: ${citizens}) { ... on Citizen { id } } }
    } }`;
    expect(tooMany(pages(1, 1))).toBeUndefined();
    expect(tooMany(pages(1, 100))).toBeDefined();
    expect(tooMany(pages(100, 1))).toBeDefined();
  });

  test('are never fewer for a page of no rows, or of less than none', () => {
    for (const first of ['-5', '0', '$n']) {
      const text = `query Q${first === '$n' ? '($n: Int)' : ''} {
        a: citizens(first: ${first}) { nodes { id } } b: citizens(first: 3) { nodes { id } }
      }`;
      expect(tooMany(text, two, { n: -9 })).toBe('Query.citizens');
    }
  });

  test('are not more where several fields ask about the same person', () => {
    expect(tooMany('{ a: citizen { id a: id b: id c: id } }')).toBeUndefined();
  });

  test('are not counted at other providers, or where denied', () => {
    expect(
      tooMany('{ a: worker(id: "x") { id } b: worker(id: "y") { id } c: worker(id: "z") { id } }'),
    ).toBeUndefined();
    const denied = agreementOf([
      { allow: { Query: ['citizen'], Citizen: ['id'] }, limits: { personsPerRequest: 1 } },
    ]);
    const oneGiven = 'query Q($n: NIK) { citizen { id } a: citizen(nik: $n) { id } }';
    expect(tooMany(oneGiven, [denied])).toBeUndefined();
  });
});

describe('requests a minute', () => {
  test('are bounded by the lowest of the clauses that the operation uses', () => {
    const [, ministry, training] = everythingFor('kemlu').map((each, index) => ({
      ...each,
      clauses: each.clauses.map((clause) => ({ ...clause, limits: { requestsPerMinute: 10 * (index + 1) } })),
    }));
    const agreements = [...limitedBy({ requestsPerMinute: 60 }).slice(0, 1), ministry, training].filter(
      (each) => each !== undefined,
    );
    expect(limitsOf('{ regions { name } }', agreements).requestsPerMinute).toBe(60);
    expect(limitsOf('{ regions { name } trainings { id } }', agreements).requestsPerMinute).toBe(30);
    expect(limitsOf('{ citizen { worker { id } } }', agreements).requestsPerMinute).toBe(20);
    expect(limitsOf('{ __typename }', agreements).requestsPerMinute).toBeUndefined();
  });

  test('are not bounded where no clause says so', () => {
    expect(limitsOf('{ regions { name } }', everythingFor('kemlu')).requestsPerMinute).toBeUndefined();
  });
});
