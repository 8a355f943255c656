import fc from 'fast-check';
import { buildSchema, execute, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type Agreement, TEXT_MASKS, type TextMask } from '../../../gateway/access/agreement.ts';
import { cutOperation } from '../../../gateway/access/cut-operation.ts';
import { denyVariables } from '../../../gateway/access/deny-variables.ts';
import { applyMask } from '../../../gateway/access/mask.ts';
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

  test('has what is given masked under the mask of the type that a value turned out to have', async () => {
    const agreements = [
      agreementOf([
        {
          allow: { Query: ['parties', 'citizen'] },
          mask: { Citizen: { label: 'last3', names: 'last4' }, Agent: { label: 'last4' } },
        },
      ]),
    ];
    const fetched = {
      parties: [TYPED('Citizen', { l: '12345678' }), TYPED('Agent', { l: '12345678' }), null],
      citizen: { names: [['12345678', null], null], label: null },
    };
    expect(await shape('{ parties { l: label } citizen { names label } }', agreements, fetched)).toEqual({
      parties: [{ l: '*****678' }, { l: '****5678' }, null],
      citizen: { names: [['****5678', null], null], label: null },
    });
  });

  test('has null where what is to be masked is no text', async () => {
    const agreements = [agreementOf([{ allow: { Query: ['citizen'] }, mask: { Citizen: { nik: 'nik4' } } }])];
    expect(await shape('{ citizen { nik } }', agreements, { citizen: { nik: 3171014201859000 } })).toEqual({
      citizen: { nik: null },
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
          fieldResolver: (source, args, context, info) => {
            if (info.fieldNodes.some((node) => notGiven.nodes.has(node))) return null;
            const value = fullDataResolver(source, args, context, info);
            const coordinate = `${info.parentType.name}.${info.fieldName}`;
            const decision = view.field(coordinate);
            return decision.kind === 'masked' ? applyMask(decision.mask, value) : value;
          },
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

/** The texts of the small graph that a mask fits, by type. */
const TEXTS = {
  Citizen: ['label', 'nik', 'fullName', 'names'],
  Agent: ['label', 'licence'],
  Region: ['name'],
} as const;

/** Everything, but these texts masked. */
const maskedTexts: fc.Arbitrary<readonly Agreement[]> = fc
  .record({ mask: fc.constantFrom(...TEXT_MASKS), other: fc.constantFrom(...TEXT_MASKS) })
  .map(({ mask, other }) => {
    const [, ...others] = everythingFor('kemlu');
    const allow: Record<string, string[]> = {};
    for (const [coordinate] of smallGraph.sources) {
      const [type = '', field = ''] = coordinate.split('.');
      const texts: readonly string[] =
        new Map<string, readonly string[]>(Object.entries(TEXTS)).get(type) ?? [];
      if (!texts.includes(field)) allow[type] = [...(allow[type] ?? []), field];
    }
    const under = (each: TextMask, fields: readonly string[]) =>
      Object.fromEntries(fields.map((field) => [field, each] as const));
    const masks = {
      Citizen: under(mask, TEXTS.Citizen),
      Agent: under(other, TEXTS.Agent),
      Region: under(mask, TEXTS.Region),
    };
    return [agreementOf([{ allow, mask: masks, inputs: { '*': ['*'] } }]), ...others];
  });

test('a text that is given masked is never there bare, however it is reached', async () => {
  const bare = /(Citizen\.(label|nik|fullName|names)|Agent\.(label|licence)|Region\.name)~/;
  let starred = 0;
  await fc.assert(
    fc.asyncProperty(
      maskedTexts,
      randomOperation(schema),
      async (agreements, { document, operation, variables }) => {
        const { data } = splitIntrospection(document, operation);
        if (!data) return;
        const cut = cutOperation(viewOf(agreements), data, new Map());
        const common = { schema, typeResolver: fullDataTypeResolver, variableValues: variables };
        const whole = await execute({ ...common, document: data, fieldResolver: fullDataResolver });
        const fetched = cut.document
          ? await execute({ ...common, document: cut.document, fieldResolver: fullDataResolver })
          : { data: {} };
        const shaped = JSON.stringify(await shapeAnswer(schema, data, cut, fetched.data ?? {}, variables));
        expect(shaped).not.toMatch(bare);
        if (bare.test(JSON.stringify(whole.data)) && shaped.includes('**')) starred += 1;
      },
    ),
    { numRuns: 200 },
  );
  expect(starred).toBeGreaterThan(10);
});
