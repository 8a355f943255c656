import fc from 'fast-check';
import {
  type GraphQLInputField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  graphqlSync,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  parse,
  printType,
  validate,
  validateSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { cutOperation } from '../../../gateway/access/cut-operation.ts';
import { compileView, type View } from '../../../gateway/access/view.ts';
import { createViewSchema } from '../../../gateway/access/view-schema.ts';
import { readSupergraph } from '../../../gateway/composition/read-supergraph.ts';
import {
  agreementOf,
  ask,
  type ClauseSketch,
  composeSmall,
  everythingFor,
  participants,
  smallGraph,
  viewOf,
} from '../../setup/small-graph.ts';
import { randomAgreements } from './random-agreements.ts';
import { randomOperation } from './random-operation.ts';

function schemaOf(view: View): GraphQLSchema {
  const schema = createViewSchema(view);
  if (!schema) throw new Error('The view is empty.');
  expect(validateSchema(schema)).toEqual([]);
  return schema;
}

function schemaUnder(clause: ClauseSketch): GraphQLSchema {
  return schemaOf(viewOf([agreementOf([clause])]));
}

function typesOf(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isLeafType(type))
    .map((type) => type.name)
    .toSorted();
}

function show(schema: GraphQLSchema, type: string): string | undefined {
  const found = schema.getType(type);
  return (
    found &&
    printType(found)
      .replace(/"""[^"]*"""\s*/g, '')
      .replace(/\s+/g, ' ')
  );
}

function descriptionOf(schema: GraphQLSchema, type: string, field: string): string | null | undefined {
  const found = schema.getType(type);
  return isObjectType(found) || isInterfaceType(found) ? found.getFields()[field]?.description : undefined;
}

describe('the schema of a view', () => {
  test('is the whole graph where everything is given, but for what nothing leads to', () => {
    const schema = schemaOf(viewOf(everythingFor('kemlu')));
    const shown = new Set(typesOf(schema));
    const missing = typesOf(smallGraph.apiSchema).filter((type) => !shown.has(type));
    expect(missing).toEqual(['StatisticsCell', 'StatisticsTable']);
    for (const type of shown) expect(show(schema, type)).toBe(show(smallGraph.apiSchema, type));
  });

  test('is none where nothing is given, or nothing at the root', () => {
    expect(createViewSchema(viewOf([]))).toBeUndefined();
    const noRoot = agreementOf([{ allow: { Citizen: ['id', 'nik'] } }]);
    expect(createViewSchema(viewOf([noRoot]))).toBeUndefined();
    const noField = agreementOf([{ allow: { Query: ['citizen'] } }]);
    expect(createViewSchema(viewOf([noField]))).toBeUndefined();
  });

  test('shows what is given and nothing else', () => {
    const schema = schemaUnder({
      allow: { Query: ['citizens', 'regions'], Citizen: ['id', 'sex'], Region: ['code'], Worker: ['id'] },
      inputs: { 'Query.citizens': ['first', 'filter'], CitizenFilter: ['sex', 'and'] },
    });
    expect(typesOf(schema)).toEqual([
      'Citizen',
      'CitizenConnection',
      'CitizenEdge',
      'CitizenFilter',
      'PageInfo',
      'Query',
      'Region',
    ]);
    expect(show(schema, 'Query')).toBe(
      'type Query { citizens(first: Int = 20, filter: CitizenFilter): CitizenConnection regions: [Region!] }',
    );
    expect(show(schema, 'Citizen')).toBe('type Citizen { id: ID! sex: Sex }');
    expect(show(schema, 'CitizenFilter')).toBe('input CitizenFilter { sex: Sex and: [CitizenFilter!] }');
    expect(schema.getType('NIK')).toBeUndefined();
    expect(schema.getType('DataClass')).toBeUndefined();
  });

  test('says under which mask a text is given, and has the reduced field in the place of the full one', () => {
    const schema = schemaUnder({
      allow: { Query: ['citizen'], Citizen: ['id'] },
      mask: { Citizen: { nik: 'nik4', life: 'year' }, Query: { regions: 'last3' } },
    });
    expect(show(schema, 'Citizen')).toBe('type Citizen { id: ID! nik: NIK lifeYears(unit: Int): Int }');
    expect(descriptionOf(schema, 'Citizen', 'nik')).toBe('Given masked (nik4).');
    expect(descriptionOf(schema, 'Citizen', 'lifeYears')).toBeUndefined();
    expect(show(schema, 'Query')).toBe('type Query { citizen: Citizen }');
  });

  test('says of an interface under which masks its types give a text', () => {
    const schema = schemaUnder({
      allow: { Query: ['parties'] },
      mask: { Citizen: { label: 'last3' }, Agent: { label: 'last4' } },
    });
    expect(descriptionOf(schema, 'Party', 'label')).toBe('Given masked (last4, last3).');
    expect(descriptionOf(schema, 'Agent', 'label')).toBe('Given masked (last4).');
  });

  test('keeps what the public descriptions say', () => {
    const schema = schemaUnder({ allow: { Query: ['regions'], Region: ['code'] } });
    expect(schema.getType('RegionCode')?.description).toContain('Kemendagri');
  });

  test('has a mutation type only where a mutation is given', () => {
    const given = { Worker: ['id'], Query: ['worker'] };
    const inputs = { 'Query.worker': ['id'], 'Mutation.moveWorker': ['id', 'status'] };
    const withMutation = { ...given, Mutation: ['moveWorker'] };
    const of = (allow: ClauseSketch['allow'] & {}) =>
      schemaOf(viewOf([agreementOf([{ allow, inputs }], { provider: 'kp2mi' })]));
    expect(of(given).getMutationType()).toBeUndefined();
    expect(show(of(withMutation), 'Mutation')).toContain('moveWorker(id: ID!, status: WorkerStatus!)');
  });
});

describe('an interface in the schema of a view', () => {
  test('has the fields and arguments that are given on every type that it can be', () => {
    const schema = schemaUnder({
      allow: { Query: ['parties'], Citizen: ['id', 'label', 'members'], Agent: ['id', 'members'] },
      inputs: {
        'Citizen.members': ['first', 'filter'],
        'Agent.members': ['first'],
        CitizenFilter: ['limit'],
      },
    });
    expect(show(schema, 'Party')).toBe('interface Party { id: ID! members(first: Int = 10): [Party!] }');
    expect(show(schema, 'Citizen')).toBe(
      'type Citizen implements Party { id: ID! label: String members(first: Int = 10, filter: CitizenFilter): [Party!] }',
    );
    expect(show(schema, 'Agent')).toBe(
      'type Agent implements Party { id: ID! members(first: Int = 10): [Party!] }',
    );
  });

  test('is gone with all that leads to it when no field is given on all its types', () => {
    const schema = schemaUnder({
      allow: { Query: ['parties', 'citizen'], Citizen: ['id'], Agent: ['label'] },
    });
    expect(schema.getType('Party')).toBeUndefined();
    expect(show(schema, 'Query')).toBe('type Query { citizen: Citizen }');
    expect(show(schema, 'Citizen')).toBe('type Citizen { id: ID! }');
  });
});

describe('a union in the schema of a view', () => {
  test('has the members of which something is given', () => {
    const schema = schemaUnder({ allow: { Query: ['search'], Region: ['name'], Agent: ['label'] } });
    expect(show(schema, 'Found')).toBe('union Found = Agent | Region');
  });

  test('is gone with all that leads to it when no member is left', () => {
    const schema = schemaUnder({
      allow: { Query: ['search', 'regions', 'parties'], Office: ['address'], Region: ['name'] },
    });
    expect(show(schema, 'Found')).toBe('union Found = Region');
    const without = schemaOf(
      viewOf([
        agreementOf([{ allow: { Query: ['search', 'workers'], Office: ['address'] } }]),
        agreementOf([{ allow: { Query: ['workers'], Worker: ['id'] } }], { id: 'X2', provider: 'kp2mi' }),
      ]),
    );
    expect(without.getType('Found')).toBeUndefined();
    expect(show(without, 'Query')).toBe('type Query { workers: WorkerConnection }');
  });
});

describe('what cannot be used without something that is not given', () => {
  test('is left out: a field without its required argument', () => {
    const allow = { Query: ['citizen'], Citizen: ['id', 'ageOn'] };
    const bare = schemaUnder({ allow });
    expect(show(bare, 'Citizen')).toBe('type Citizen { id: ID! }');
    const whole = schemaUnder({ allow, inputs: { 'Citizen.ageOn': ['date'] } });
    expect(show(whole, 'Citizen')).toBe('type Citizen { id: ID! ageOn(date: Date!): Int }');
  });

  test('is left out: an input without its required field, and what needs it', () => {
    const of = (fields: readonly string[]) =>
      schemaOf(
        viewOf([
          agreementOf(
            [
              {
                allow: { Query: ['trainings', 'workers'], Worker: ['id'], Mutation: ['openComplaint'] },
                inputs: {
                  'Mutation.openComplaint': ['input'],
                  ComplaintInput: fields,
                  ComplaintDetail: ['text'],
                },
              },
            ],
            { provider: 'kp2mi' },
          ),
        ]),
      );
    expect(of(['details']).getMutationType()).toBeUndefined();
    expect(of(['details']).getType('ComplaintInput')).toBeUndefined();
    expect(show(of(['worker']), 'ComplaintInput')).toBe('input ComplaintInput { worker: ID! }');
  });
});

test('a graph whose interfaces have unions, subtypes and no types at all gives valid schemas', () => {
  const sdl = `
    type Query { boxes: [Box] lonely: Lonely things: [Thing] }
    interface Lonely { name: String @classified(as: PUBLIC) }
    interface Box { content: Content @classified(as: PUBLIC) inner: Thing @classified(as: PUBLIC) size: Int @classified(as: PUBLIC) }
    interface Thing { weight: Int @classified(as: PUBLIC) }
    type Crate implements Box @classified(as: PUBLIC) { content: Apple inner: Apple size: Int }
    type Bag implements Box @classified(as: PUBLIC) { content: Pear inner: Pear size: Int }
    type Apple implements Thing @classified(as: PUBLIC) { weight: Int colour: String }
    type Pear implements Thing @classified(as: PUBLIC) { weight: Int colour: String }
    union Content = Apple | Pear`;
  const graph = readSupergraph(composeSmall({ civil: sdl }));
  const fields = [...graph.sources.keys()].filter((each) => !/^(Period|PageInfo|Statistics)/.test(each));
  let shown = 0;
  fc.assert(
    fc.property(fc.subarray(fields, { minLength: 5 }), (given) => {
      const allow: Record<string, string[]> = {};
      for (const each of given) {
        const [type = '', field = ''] = each.split('.');
        allow[type] = [...(allow[type] ?? []), field];
      }
      const view = compileView(graph, participants, [agreementOf([{ allow }])], ask(), 'v1');
      const schema = createViewSchema(view);
      if (!schema) return;
      shown += 1;
      expect(validateSchema(schema)).toEqual([]);
      expectNothingDenied(view, schema);
    }),
    { numRuns: 200 },
  );
  expect(shown).toBeGreaterThan(50);
});

test('schemas of views are valid, show nothing that is denied and all that can be used', () => {
  let shown = 0;
  fc.assert(
    fc.property(randomAgreements, (agreements) => {
      const view = viewOf(agreements);
      const schema = createViewSchema(view);
      if (!schema) return;
      shown += 1;
      expect(validateSchema(schema)).toEqual([]);
      expectNothingDenied(view, schema);
      expectAllUsable(view, schema);
      expect(graphqlSync({ schema, source: getIntrospectionQuery() }).errors).toBeUndefined();
    }),
    { numRuns: 80 },
  );
  expect(shown).toBeGreaterThan(25);
});

test('what is valid in the schema of a view is never cut', () => {
  const sample = fc.sample(randomAgreements, { numRuns: 25 });
  for (const agreements of sample) {
    const view = viewOf(agreements);
    const schema = createViewSchema(view);
    if (!schema) continue;
    fc.assert(
      fc.property(randomOperation(schema, { mutations: true }), ({ document, variables }) => {
        expect(validate(smallGraph.apiSchema, document)).toEqual([]);
        const { denials, variableUses } = cutOperation(view, document, new Map());
        expect(denials).toEqual([]);
        expect(variableUses.every(({ variable }) => Object.hasOwn(variables, variable))).toBe(true);
      }),
      { numRuns: 12 },
    );
  }
  expect(validate(smallGraph.apiSchema, parse('{ __typename }'))).toEqual([]);
});

function isGiven({ kind }: { readonly kind: string }): boolean {
  return kind !== 'denied';
}

/** Asked of the view alone, type by type, as introspection would show the schema. */
function expectNothingDenied(view: View, schema: GraphQLSchema): void {
  const whole = view.graph.apiSchema;
  const denied: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type)) {
      for (const field of Object.keys(type.getFields())) {
        if (!isGiven(view.input(`${type.name}.${field}`))) denied.push(`${type.name}.${field}`);
      }
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const original = whole.getType(type.name);
    const owners = isAbstractType(original) ? whole.getPossibleTypes(original) : [type];
    for (const field of Object.values(type.getFields())) {
      for (const owner of owners) {
        const coordinate = `${owner.name}.${field.name}`;
        if (!isGiven(view.field(coordinate))) denied.push(coordinate);
        for (const { name } of field.args) {
          if (!isGiven(view.input(`${coordinate}(${name}:)`))) denied.push(`${coordinate}(${name}:)`);
        }
      }
    }
  }
  expect(denied).toEqual([]);
}

/** Of each type that is shown, the fields that the view gives and that lead to something that is shown. */
function expectAllUsable(view: View, schema: GraphQLSchema): void {
  const missing: string[] = [];
  for (const type of Object.values(view.graph.apiSchema.getTypeMap())) {
    const shown = schema.getType(type.name);
    if (isUnionType(type) && isUnionType(shown)) {
      const members = type.getTypes().filter(({ name }) => schema.getType(name));
      expect(shown.getTypes().map(({ name }) => name)).toEqual(members.map(({ name }) => name));
    }
    if (isInputObjectType(type) && isInputObjectType(shown)) {
      for (const field of Object.values(type.getFields())) {
        if (
          isShown(schema, field) &&
          isGiven(view.input(`${type.name}.${field.name}`)) &&
          !shown.getFields()[field.name]
        )
          missing.push(`${type.name}.${field.name}`);
      }
    }
    if (!isObjectType(type) || !shown) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const needs = field.args.filter(isRequiredArgument);
      const canAsk = needs.every(
        (each) => isGiven(view.input(`${coordinate}(${each.name}:)`)) && isShown(schema, each),
      );
      if (!canAsk || !schema.getType(getNamedType(field.type).name) || !isGiven(view.field(coordinate)))
        continue;
      if (!(shown as GraphQLObjectType).getFields()[field.name]) missing.push(coordinate);
    }
  }
  expect(missing).toEqual([]);
}

function isShown(schema: GraphQLSchema, input: Pick<GraphQLInputField, 'type'>): boolean {
  const type = getNamedType(input.type);
  return isLeafType(type) || schema.getType(type.name) !== undefined;
}
