import fc from 'fast-check';
import { buildSchema, execute, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import { cutOperation } from '../../../gateway/access/cut-operation.ts';
import { denyVariables } from '../../../gateway/access/deny-variables.ts';
import { splitIntrospection } from '../../../gateway/access/split-introspection.ts';
import { shapeAnswer } from '../../../gateway/execution/shape-answer.ts';
import { agreementOf, everythingFor, smallGraph, viewOf } from '../../setup/small-graph.ts';
import { randomAgreements } from '../access/random-agreements.ts';
import { randomOperation } from '../access/random-operation.ts';
import { findNotGiven } from './denied-nodes.ts';
import { fullDataResolver, fullDataTypeResolver } from './full-data.ts';

const schema = smallGraph.apiSchema;

/** Some of the fields of Dukcapil, with all inputs. */
function given(allow: Readonly<Record<string, readonly string[]>>): readonly Agreement[] {
  return [agreementOf([{ allow, inputs: { '*': ['*'] } }])];
}

/** Shapes what was fetched for an operation under these agreements. */
async function shape(
  text: string,
  agreements: readonly Agreement[],
  fetched: Readonly<Record<string, unknown>>,
  variables: Readonly<Record<string, unknown>> = {},
) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const cut = cutOperation(viewOf(agreements), document, new Map());
  return await shapeAnswer(schema, document, cut, fetched, variables);
}

const TYPED = (name: string, rest: object = {}) => ({ __typename: name, ...rest });

describe('an answer', () => {
  test('has null where a field was taken out, under the keys that were asked', async () => {
    const agreements = given({ Query: ['citizen'], Citizen: ['id', 'fullName'] });
    const text = '{ citizen { a: id nik n: nik fullName @skip(if: true) } }';
    expect(await shape(text, agreements, { citizen: { a: '1' } })).toEqual({
      citizen: { a: '1', nik: null, n: null },
    });
  });

  test('has null at its root where all was taken out', async () => {
    expect(await shape('{ citizen { id } r: regions { name } __typename }', [], {})).toEqual({
      citizen: null,
      r: null,
      __typename: 'Query',
    });
  });

  test('loses the object around a denied field that cannot be null', async () => {
    const agreements = given({ Query: ['citizen', 'citizens'], Citizen: ['fullName', 'parent'] });
    const fetched = { citizen: { fullName: 'A', parent: { fullName: 'B' } } };
    expect(await shape('{ citizen { fullName parent { id fullName } } }', agreements, fetched)).toEqual({
      citizen: { fullName: 'A', parent: null },
    });
    const list = { citizens: { nodes: [{ fullName: 'A' }, { fullName: 'B' }], totalCount: 2 } };
    expect(await shape('{ citizens { totalCount nodes { fullName id } } }', agreements, list)).toEqual({
      citizens: null,
    });
  });

  test('is null as a whole where a null reaches the root', async () => {
    const strict = buildSchema('type Query { a: A! } type A { b: Int! }');
    const document = parse('{ a { b } }');
    const cut = cutOperation(viewOf([]), parse('{ __typename }'), new Map());
    expect(await shapeAnswer(strict, document, cut, { a: { b: 1 } }, {})).toEqual({ a: { b: 1 } });
    expect(await shapeAnswer(strict, document, cut, { a: { b: null } }, {})).toBeNull();
  });

  test('keeps lists of lists and their nulls', async () => {
    const agreements = given({ Query: ['households', 'citizen'], Citizen: ['sex', 'names'] });
    const fetched = {
      households: [[{ sex: 'MALE' }, null], null, []],
      citizen: { names: [['a', null], null] },
    };
    expect(await shape('{ households { sex nik } citizen { names } }', agreements, fetched)).toEqual({
      households: [[{ sex: 'MALE', nik: null }, null], null, []],
      citizen: { names: [['a', null], null] },
    });
  });

  test('tells the members of unions and interfaces apart', async () => {
    const agreements = given({
      Query: ['search', 'parties'],
      Citizen: ['label'],
      Region: ['name'],
      Agent: [],
    });
    const text =
      '{ search { t: __typename ... on Region { name } ... on Citizen { label nik } ... on Agent { licence } } }';
    const fetched = {
      search: [TYPED('Region', { name: 'R' }), TYPED('Citizen', { label: 'C' }), TYPED('Agent'), null],
    };
    expect(await shape(text, agreements, fetched)).toEqual({
      search: [
        { t: 'Region', name: 'R' },
        { t: 'Citizen', label: 'C', nik: null },
        { t: 'Agent', licence: null },
        null,
      ],
    });
    expect(
      await shape('{ parties { label } }', agreements, { parties: [TYPED('Citizen'), TYPED('Agent')] }),
    ).toEqual({
      parties: [{ label: null }, { label: null }],
    });
  });

  test('has nothing that was not asked, whatever was fetched', async () => {
    const agreements = given({ Query: ['citizen'], Citizen: ['id'] });
    const fetched = {
      citizen: { id: '1', nik: 'canary', __proto__: { fullName: 'canary' } },
      extra: 'canary',
    };
    const text = '{ citizen { id nik fullName toString: label } }';
    expect(await shape(text, agreements, fetched)).toEqual({
      citizen: { id: '1', nik: null, fullName: null, toString: null },
    });
  });

  test('has null where what was fetched does not fit the graph', async () => {
    const all = everythingFor('kemlu');
    expect(
      await shape('{ citizen { sex life { from } names } search { ... on Region { name } } }', all, {
        citizen: { sex: 'OTHER', life: 'text', names: 'text' },
        search: [TYPED('Ghost', { name: 'canary' }), TYPED('Worker', { name: 'canary' }), { name: 'canary' }],
      }),
    ).toEqual({ citizen: { sex: null, life: { from: null }, names: null }, search: [null, null, null] });
  });

  test('has no alias under which an object has something by birth', async () => {
    const text = '{ constructor: regions { hasOwnProperty: name } __proto__x: citizen { id } }';
    expect(await shape(text, everythingFor('kemlu'), {})).toEqual({ constructor: null, __proto__x: null });
  });
});

test('what was fetched for the cut operation has the shape of the whole one with nulls in it', async () => {
  let [compared, nulled] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      randomAgreements,
      randomOperation(schema, { mutations: true }),
      async (agreements, { document, operation, variables }) => {
        const view = viewOf(agreements);
        const { data } = splitIntrospection(document, operation);
        if (!data) return;
        const first = cutOperation(view, data, new Map());
        const cut = cutOperation(view, data, denyVariables(view, first.variableUses, variables, {}));
        const notGiven = findNotGiven(view, data, variables);
        const common = { schema, typeResolver: fullDataTypeResolver, variableValues: variables };

        const expected = await execute({
          ...common,
          document: data,
          fieldResolver: (source, args, context, info) =>
            info.fieldNodes.some((node) => notGiven.nodes.has(node))
              ? null
              : fullDataResolver(source, args, context, info),
        });
        const fetched = cut.document
          ? await execute({ ...common, document: cut.document, fieldResolver: fullDataResolver })
          : { data: {} };
        const shaped = await shapeAnswer(schema, data, cut, fetched.data ?? {}, variables);

        expect(shaped).toEqual(expected.data);
        for (const coordinate of notGiven.coordinates) {
          expect(JSON.stringify(shaped)).not.toContain(`"${coordinate}~`);
        }
        compared += 1;
        if (notGiven.nodes.size > 0) nulled += 1;
      },
    ),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(120);
  expect(nulled).toBeGreaterThan(30);
});
