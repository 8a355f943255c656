import fc from 'fast-check';
import { type FieldNode, parse, print, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import { cutOperation, type Denial } from '../../../gateway/access/cut-operation.ts';
import { denyVariables } from '../../../gateway/access/deny-variables.ts';
import { splitIntrospection } from '../../../gateway/access/split-introspection.ts';
import type { View } from '../../../gateway/access/view.ts';
import {
  agreementOf,
  type ClauseSketch,
  everythingFor,
  smallGraph,
  viewOf,
} from '../../setup/small-graph.ts';
import { randomAgreements } from './random-agreements.ts';
import { randomOperation } from './random-operation.ts';
import { unfold } from './used-coordinates.ts';

const schema = smallGraph.apiSchema;
const everything = everythingFor('kemlu');

/** All fields and inputs of the graph but these. */
function allBut(...taken: readonly string[]): readonly Agreement[] {
  const clause = (provider: string): ClauseSketch => {
    const allow: Record<string, string[]> = {};
    const inputs: Record<string, string[]> = {};
    for (const [coordinate] of smallGraph.sources) {
      const [type = '', field = ''] = coordinate.split('.');
      if (!taken.includes(coordinate)) allow[type] = [...(allow[type] ?? []), field];
      const definition = schema.getType(type);
      if (!definition || !('getFields' in definition)) continue;
      const declared = definition.getFields()[field];
      for (const argument of declared && 'args' in declared ? declared.args : []) {
        if (taken.includes(`${coordinate}(${argument.name}:)`)) continue;
        inputs[coordinate] = [...(inputs[coordinate] ?? []), argument.name];
      }
    }
    for (const [name] of smallGraph.inputSources) {
      const definition = schema.getType(name);
      if (!definition || !('getFields' in definition)) continue;
      inputs[name] = Object.keys(definition.getFields()).filter((each) => !taken.includes(`${name}.${each}`));
    }
    return { id: provider, allow, inputs };
  };
  return ['dukcapil', 'kp2mi', 'pemda'].map((provider) =>
    agreementOf([clause(provider)], { id: provider, provider }),
  );
}

function cutText(
  text: string,
  agreements: readonly Agreement[],
  variables: Readonly<Record<string, unknown>> = {},
) {
  const document = parse(text, { noLocation: true });
  expect(validate(schema, document)).toEqual([]);
  const view = viewOf(agreements);
  const first = cutOperation(view, document, new Map());
  const denied = denyVariables(view, first.variableUses, variables, {});
  const cut = cutOperation(view, document, denied);
  if (cut.document) expect(validate(schema, cut.document)).toEqual([]);
  return {
    left: cut.document && print(cut.document).replace(/\s+/g, ' '),
    denied: cut.denials.map(({ coordinate }) => coordinate),
    nodes: [...cut.deniedNodes].map((node) => print(node.alias ?? node.name)),
    cut,
  };
}

const TYPED = '__typename';

describe('a field that is not given', () => {
  test('is taken out with all that is below it, and nothing else is', () => {
    const { left, denied } = cutText(
      '{ citizens { nodes { id parent { nik } fullName } totalCount } }',
      allBut('Citizen.parent'),
    );
    expect(left).toBe('{ citizens { nodes { id fullName } totalCount } }');
    expect(denied).toEqual(['Citizen.parent']);
  });

  test('is taken out under every alias', () => {
    const { left, denied, nodes } = cutText(
      '{ citizen { nik fullName: nik id: nik ok: fullName } }',
      allBut('Citizen.nik'),
    );
    expect(left).toBe('{ citizen { ok: fullName } }');
    expect(denied).toEqual(['Citizen.nik']);
    expect(nodes).toEqual(['nik', 'fullName', 'id']);
  });

  test('stays when it is given under a mask, which is noted', () => {
    const masked = agreementOf([{ mask: { Citizen: { fullName: 'last3' } } }], { id: 'mask' });
    const { left, cut } = cutText('{ citizen { id fullName } }', [
      ...allBut('Citizen.fullName').map((each) => ({ ...each, id: `z-${each.id}` })),
      masked,
    ]);
    expect(left).toBe('{ citizen { id fullName } }');
    expect(cut.denials).toEqual([]);
    expect(cut.decisions.get('Citizen.fullName')).toMatchObject({
      kind: 'masked',
      mask: 'last3',
      agreement: 'mask',
    });
  });

  test('is taken out when it is given reduced, and the reduced field stays', () => {
    const masked = agreementOf([{ mask: { Citizen: { life: 'year' } } }], { id: 'mask' });
    const { left, cut } = cutText('{ citizen { lifeYears life { from } } }', [
      ...allBut('Citizen.life', 'Citizen.lifeYears'),
      masked,
    ]);
    expect(left).toBe('{ citizen { lifeYears } }');
    expect(cut.denials[0]?.decision).toMatchObject({ reason: 'REDUCED', reduced: ['Citizen.lifeYears'] });
  });

  test('is taken out under @include and @skip, whatever they say', () => {
    const { left, denied } = cutText(
      `query Q($no: Boolean!, $yes: Boolean!) {
        citizen @include(if: $yes) { id nik @include(if: false) sex @skip(if: $no) }
      }`,
      allBut('Citizen.nik', 'Citizen.sex'),
    );
    expect(left).toBe('query Q($yes: Boolean!) { citizen @include(if: $yes) { id } }');
    expect(denied).toEqual(['Citizen.nik', 'Citizen.sex']);
  });

  test('leaves a selection of the type name where nothing else is left', () => {
    const { left } = cutText('{ citizen { nik } regions { name } }', allBut('Citizen.nik'));
    expect(left).toBe('{ citizen { __typename } regions { name } }');
  });

  test('leaves no operation where it was all that was asked', () => {
    expect(cutText('{ citizen { id } citizens { totalCount } }', []).left).toBeUndefined();
    expect(cutText('{ __typename citizen { id } }', []).left).toBeUndefined();
  });

  test('of a connection leaves the structure around it', () => {
    const { left } = cutText(
      '{ citizens { edges { cursor node { nik } } pageInfo { endCursor } } }',
      allBut('Citizen.nik'),
    );
    expect(left).toBe('{ citizens { edges { cursor node { __typename } } pageInfo { endCursor } } }');
  });
});

describe('in a fragment', () => {
  const noNik = allBut('Citizen.nik');

  test('of any kind, a field that is not given is taken out', () => {
    for (const [text, left] of [
      ['{ citizen { ... { nik id } } }', '{ citizen { ... { id } } }'],
      ['{ citizen { ... on Citizen { nik id } } }', '{ citizen { ... on Citizen { id } } }'],
      [
        '{ citizen { ...C } } fragment C on Citizen { nik id }',
        '{ citizen { ...C } } fragment C on Citizen { id }',
      ],
      [
        '{ citizen { ...A } } fragment A on Citizen { ...B sex } fragment B on Citizen { ... { nik } }',
        '{ citizen { ...A } } fragment A on Citizen { ...B sex } fragment B on Citizen { ... { __typename } }',
      ],
      [
        '{ ...R } fragment R on Query { citizen { nik id } }',
        '{ ...R } fragment R on Query { citizen { id } }',
      ],
    ] as const) {
      const result = cutText(text, noNik);
      expect(result.left).toBe(left);
      expect(result.denied).toEqual(['Citizen.nik']);
    }
  });

  test('that is used at two places, it is taken out at both and named once', () => {
    const { left, denied, nodes } = cutText(
      '{ citizen { ...C parent { ...C } } citizens { nodes { ...C } } } fragment C on Citizen { nik id }',
      noNik,
    );
    expect(left).toBe(
      '{ citizen { ...C parent { ...C } } citizens { nodes { ...C } } } fragment C on Citizen { id }',
    );
    expect([denied, nodes]).toEqual([['Citizen.nik'], ['nik']]);
  });

  test('that only a denied field uses, nothing is fetched and nothing is named', () => {
    const { left, denied } = cutText(
      'query Q($n: Int) { citizen { id parent { ...C } } } fragment C on Citizen { sex members(first: $n) { label } }',
      allBut('Citizen.parent', 'Citizen.id', 'Citizen.sex', 'Citizen.members(first:)'),
    );
    expect(left).toBe('query Q { citizen { __typename } }');
    expect(denied).toEqual(['Citizen.id', 'Citizen.parent']);
  });
});

describe('on an interface or a union', () => {
  test('a field needs the grant on every type that it can be', () => {
    const { left, denied } = cutText('{ parties { id label } }', allBut('Agent.label'));
    expect(left).toBe(`{ parties { id ${TYPED} } }`);
    expect(denied).toEqual(['Agent.label']);
    expect(cutText('{ parties { label } }', allBut('Agent.label', 'Citizen.label')).denied).toEqual([
      'Agent.label',
      'Citizen.label',
    ]);
  });

  test('a field of a concrete type needs the grant on that type', () => {
    const { left, denied } = cutText(
      '{ parties { ... on Citizen { label } ... on Agent { label } } }',
      allBut('Agent.label'),
    );
    expect(left).toBe(`{ parties { ... on Citizen { label } ... on Agent { __typename } ${TYPED} } }`);
    expect(denied).toEqual(['Agent.label']);
  });

  test('a fragment on the interface decides like the interface, wherever it is spread', () => {
    const { left, denied } = cutText(
      '{ citizen { ...P } } fragment P on Party { label id }',
      allBut('Agent.label'),
    );
    expect(left).toBe(`{ citizen { ...P } } fragment P on Party { id ${TYPED} }`);
    expect(denied).toEqual(['Agent.label']);
  });

  test('an argument needs the grant on every type that the field can be of', () => {
    const { left, denied } = cutText(
      '{ parties { members(first: 2) { id } } }',
      allBut('Agent.members(first:)'),
    );
    expect(left).toBe(`{ parties { ${TYPED} } }`);
    expect(denied).toEqual(['Agent.members(first:)']);
  });

  test('members of a union are decided one by one', () => {
    const { left, denied } = cutText(
      '{ search { t: __typename ... on Region { name } ... on Citizen { nik } ... on Party { label } } }',
      allBut('Citizen.nik'),
    );
    expect(left).toBe(
      `{ search { t: __typename ... on Region { name } ... on Citizen { __typename } ... on Party { label ${TYPED} } ${TYPED} } }`,
    );
    expect(denied).toEqual(['Citizen.nik']);
  });

  test('the type of each value is fetched wherever it can be of several', () => {
    const { left } = cutText(
      '{ parties { members { id } } search { ... on Agent { licence } } }',
      everything,
    );
    expect(left).toBe(
      `{ parties { members { id ${TYPED} } ${TYPED} } search { ... on Agent { licence } ${TYPED} } }`,
    );
  });
});

describe('the type name', () => {
  test('can be asked everywhere that a given field leads to', () => {
    const text =
      'mutation { __typename m: openComplaint(input: {worker: "w"}) { __typename t: __typename citizen { ... { __typename } } } }';
    expect(cutText(text, everything).left).toBe(text);
    const { left, denied } = cutText('{ __typename citizen { __typename } }', allBut('Query.citizen'));
    expect(left).toBeUndefined();
    expect(denied).toEqual(['Query.citizen']);
  });
});

describe('an input that is not given', () => {
  test('takes out the field that uses it, and only that', () => {
    const { left, denied } = cutText(
      '{ a: citizens(first: 3) { totalCount } b: citizens(after: "x") { totalCount } c: citizens { totalCount } }',
      allBut('Query.citizens(after:)'),
    );
    expect(left).toBe('{ a: citizens(first: 3) { totalCount } c: citizens { totalCount } }');
    expect(denied).toEqual(['Query.citizens(after:)']);
  });

  test('is found at every depth of a literal', () => {
    for (const filter of [
      '{ sex: MALE }',
      '{ and: [{ limit: 1 }, { sex: null }] }',
      '{ and: { sex: MALE } }',
      '{ grid: [[{ limit: 1 }], [null, { and: [{ sex: MALE }] }]] }',
    ]) {
      const { left, denied } = cutText(
        `{ citizens(filter: ${filter}) { totalCount } regions { name } }`,
        allBut('CitizenFilter.sex'),
      );
      expect(left).toBe('{ regions { name } }');
      expect(denied).toEqual(['CitizenFilter.sex']);
    }
    const lists = cutText('{ households(filters: [[{ sex: MALE }]]) { id } }', allBut('CitizenFilter.sex'));
    expect(lists.denied).toEqual(['CitizenFilter.sex']);
  });

  test('is found at every depth of a variable', () => {
    for (const [type, argument, value] of [
      ['CitizenFilter', 'citizens(filter: $v) { totalCount }', { and: [{ grid: [[{ sex: null }]] }] }],
      ['[CitizenFilter!]', 'citizens(filter: { and: $v }) { totalCount }', [{}, { sex: 'MALE' }]],
      ['[CitizenFilter!]', 'citizens(filter: { and: $v }) { totalCount }', { sex: 'MALE' }],
      ['[[CitizenFilter!]]', 'households(filters: $v) { id }', [[{}], [{ sex: 'MALE' }]]],
      ['CitizenFilter!', 'households(filters: [[$v]]) { id }', { sex: 'MALE' }],
      ['CitizenFilter', 'citizens(filter: { grid: [[{}, $v]] }) { totalCount }', { sex: 'MALE' }],
    ] as const) {
      const { left, denied } = cutText(
        `query Q($v: ${type}) { ${argument} regions { name } }`,
        allBut('CitizenFilter.sex'),
        { v: value },
      );
      expect(left, argument).toBe('query Q { regions { name } }');
      expect(denied).toEqual(['CitizenFilter.sex']);
    }
  });

  test('is looked for in what a variable holds, not in what it could hold', () => {
    const text = 'query Q($v: CitizenFilter) { citizens(filter: $v) { totalCount } }';
    for (const v of [undefined, null, {}, { limit: 3 }, { and: [] }]) {
      expect(cutText(text, allBut('CitizenFilter.sex'), v === undefined ? {} : { v }).denied).toEqual([]);
    }
  });

  test('is no matter of a variable all of whose inputs are given', () => {
    const uses = [{ variable: 'v', inputType: 'CitizenFilter' }];
    const given = { v: { sex: 'MALE', and: [{ limit: 1 }] } };
    expect(denyVariables(viewOf(everything), uses, given, {}).size).toBe(0);
    expect([...denyVariables(viewOf(allBut('CitizenFilter.sex')), uses, given, {}).keys()]).toEqual(['v']);
    expect(denyVariables(viewOf([]), uses, {}, {}).size).toBe(0);
    expect(denyVariables(viewOf([]), uses, {}, { v: { limit: 7 } }).size).toBe(1);
    expect(denyVariables(viewOf([]), uses, { v: {} }, { v: { limit: 7 } }).size).toBe(0);
  });

  test('names every input coordinate of a variable that is not given', () => {
    const { denied } = cutText(
      'query Q($v: CitizenFilter) { citizens(filter: $v) { totalCount } }',
      allBut('CitizenFilter.sex', 'CitizenFilter.limit'),
      { v: { and: [{ sex: 'MALE' }], limit: 1 } },
    );
    expect(denied.toSorted()).toEqual(['CitizenFilter.limit', 'CitizenFilter.sex']);
  });

  test('takes out every field that uses a denied variable, and lets the others be', () => {
    const { left } = cutText(
      `query Q($v: CitizenFilter, $w: CitizenFilter) {
        a: citizens(filter: $v) { totalCount } b: citizens(filter: $w) { totalCount }
        parties { members(filter: $v) { id } }
      }`,
      allBut('CitizenFilter.sex'),
      { v: { sex: 'MALE' }, w: { limit: 1 } },
    );
    expect(left).toBe(
      `query Q($w: CitizenFilter) { b: citizens(filter: $w) { totalCount } parties { ${TYPED} } }`,
    );
  });

  test('is denied with the field that it is compared with', () => {
    const { cut } = cutText('query Q($n: NIK) { citizen(nik: $n) { id } }', allBut('Citizen.nik'));
    expect(cut.denials).toMatchObject([
      { coordinate: 'Query.citizen(nik:)', decision: { kind: 'denied', reason: 'INPUT_READS_DENIED' } },
    ]);
  });

  test('of a structure type goes with the argument that leads to it', () => {
    const text = '{ citizens(filter: {born: {from: "2000-01-01"}}) { totalCount } }';
    expect(cutText(text, everything).left).toBe(text);
    expect(cutText(text, allBut('CitizenFilter.born')).denied).toEqual(['CitizenFilter.born']);
  });
});

describe('an identifier in the text', () => {
  function inlineOf(text: string, graph = smallGraph): string | undefined {
    const view: View = { ...viewOf(everything), graph };
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    return cutOperation(view, document, new Map()).inlineIdentifier;
  }

  test.each([
    ['{ citizen(nik: "3578010101900001") { id } }', 'Query.citizen(nik:)'],
    ['{ citizen(nik: 3578010101900001) { id } }', 'Query.citizen(nik:)'],
    ['{ citizen(nik: A1234567) { id } }', 'Query.citizen(nik:)'],
    ['{ citizen(nik: { a: ["3578010101900001"] }) { id } }', 'Query.citizen(nik:)'],
    ['{ citizens(filter: { nik: "3578010101900001" }) { totalCount } }', 'CitizenFilter.nik'],
    ['{ citizens(filter: { and: { grid: [{ nik: 3 }] } }) { totalCount } }', 'CitizenFilter.nik'],
    ['{ households(filters: [[{ nik: "3" }]]) { id } }', 'CitizenFilter.nik'],
    ['{ parties { members(filter: { nik: "3" }) { id } } }', 'CitizenFilter.nik'],
    ['query Q($n: NIK = "3578010101900001") { citizen(nik: $n) { id } }', '$n'],
    ['query Q($n: NIK = 3578010101900001) { citizen(nik: $n) { id } }', '$n'],
    ['query Q($n: NIK = A1234567) { citizen(nik: $n) { id } }', '$n'],
    ['query Q($n: ID = 12) { citizen(id: $n) { id } }', '$n'],
    ['query Q($f: CitizenFilter = { and: [{ nik: 3 }] }) { citizens(filter: $f) { totalCount } }', '$f'],
    ['{ ...R } fragment R on Query { citizen(nik: "3") { id } }', 'Query.citizen(nik:)'],
    ['{ citizen(nik: "3") @include(if: false) { id } }', 'Query.citizen(nik:)'],
  ])('is found: %s', (text, coordinate) => {
    expect(inlineOf(text)).toBe(coordinate);
  });

  test.each([
    'query Q($n: NIK) { citizen(nik: $n) { id } }',
    'query Q($n: NIK = null) { citizen(nik: $n) { id } }',
    '{ citizen(nik: null) { id } }',
    'query Q($f: CitizenFilter = { sex: MALE, limit: 3 }) { citizens(filter: $f) { totalCount } }',
    'query Q($n: Int = 3, $s: Sex = MALE) { citizens(first: $n, filter: { sex: $s }) { totalCount } }',
    '{ citizens(first: 3, after: "cursor", filter: { sex: MALE, limit: 3 }) { totalCount } }',
    '{ citizens(filter: { fullNameStartsWith: "Siti" }) { totalCount } }',
  ])('is not seen where there is none: %s', (text) => {
    expect(inlineOf(text)).toBeUndefined();
  });

  test('is what the classes of the graph say it is', () => {
    const classes = new Map([...smallGraph.classes, ['Citizen.fullName', 'IDENTIFIER' as const]]);
    const text = '{ citizens(filter: { fullNameStartsWith: "Siti" }) { totalCount } }';
    expect(inlineOf(text, { ...smallGraph, classes })).toBe('CitizenFilter.fullNameStartsWith');
  });
});

describe('a mutation', () => {
  const move = 'moveWorker(id: $id, status: READY) { id }';
  const open = 'openComplaint(input: { worker: $id }) { id status }';

  test('says when a field at its root is not given, however it is asked', () => {
    for (const body of [`${move} ${open}`, `${move} ... { ${open} }`, `${move} ...M`, `x: ${open}`]) {
      const fragment = body.includes('...M') ? `fragment M on Mutation { ... { ${open} } }` : '';
      const text = `mutation Q($id: ID!) { ${body} } ${fragment}`;
      expect(cutText(text, everything).cut.deniesMutation).toBe(false);
      expect(cutText(text, allBut('Mutation.openComplaint')).cut.deniesMutation).toBe(true);
      expect(cutText(text, allBut('ComplaintInput.worker')).cut.deniesMutation).toBe(true);
    }
  });

  test('that is given may have parts of its answer taken out', () => {
    const { cut, left } = cutText(`mutation Q($id: ID!) { ${open} }`, allBut('Worker.status'));
    expect(cut.deniesMutation).toBe(false);
    expect(left).toBe('mutation Q($id: ID!) { openComplaint(input: {worker: $id}) { id } }');
  });

  test('does not count what a query is denied', () => {
    expect(cutText('{ citizen { id } }', []).cut.deniesMutation).toBe(false);
  });
});

describe('introspection that should have been parted', () => {
  test('is dropped', () => {
    const text = '{ ... { __schema { types { name } } } __type(name: "Citizen") { name } regions { name } }';
    expect(cutText(text, everything).left).toBe('{ ... { __typename } regions { name } }');
  });
});

test('the document that is cut is not changed', () => {
  const document = parse('{ citizen { nik ...C } } fragment C on Citizen { nik id }');
  const before = print(document);
  cutOperation(viewOf(allBut('Citizen.nik')), document, new Map());
  expect(print(document)).toBe(before);
});

test('what is cut is what is not given, neither more nor less, whatever is asked', () => {
  let [cuts, empty, denials] = [0, 0, 0];
  fc.assert(
    fc.property(
      randomAgreements,
      randomOperation(schema, { introspection: true, mutations: true }),
      (agreements, { document, operation, variables }) => {
        const view = viewOf(agreements);
        const { data } = splitIntrospection(document, operation);
        if (!data) return;
        const denied = denyVariables(view, cutOperation(view, data, new Map()).variableUses, variables, {});
        const cut = cutOperation(view, data, denied);
        const expected = expectCut(view, data, variables);

        expect(new Set(cut.denials.map(nameOf))).toEqual(expected.coordinates);
        expect(cut.denials.length).toBe(expected.coordinates.size);
        expect(new Set(cut.deniedNodes)).toEqual(expected.nodes);
        expect(left(cut.document, variables)).toEqual(expected.places);
        for (const coordinate of expected.coordinates) expect(cut.decisions.has(coordinate)).toBe(true);
        if (!cut.document) {
          empty += 1;
          return;
        }
        expect(validate(schema, cut.document)).toEqual([]);
        unfold(schema, cut.document, variables, ({ fields, inputs }) => {
          for (const each of fields) expect(view.field(each).kind).not.toBe('denied');
          for (const each of inputs) expect(['allowed', 'structural']).toContain(view.input(each).kind);
          return true;
        });
        cuts += 1;
        denials += cut.denials.length;
      },
    ),
    { numRuns: 400 },
  );
  // The chances are such that all of this occurs; without it the property would say nothing.
  expect(cuts).toBeGreaterThan(100);
  expect(empty).toBeGreaterThan(10);
  expect(denials).toBeGreaterThan(100);
});

function nameOf({ coordinate }: Denial): string {
  return coordinate;
}

function expectCut(
  view: View,
  document: Parameters<typeof unfold>[1],
  variables: Readonly<Record<string, unknown>>,
) {
  const coordinates = new Set<string>();
  const nodes = new Set<FieldNode>();
  const places: string[] = [];
  unfold(schema, document, variables, ({ node, place, fields, inputs }) => {
    const refused = [
      ...fields.filter((each) => !isGiven(view.field(each))),
      ...inputs.filter((each) => !isGiven(view.input(each))),
    ];
    for (const each of refused) coordinates.add(each);
    if (refused.length > 0) nodes.add(node);
    else places.push(place);
    return refused.length === 0;
  });
  return { coordinates, nodes, places };
}

function isGiven({ kind }: { readonly kind: string }): boolean {
  return kind !== 'denied';
}

function left(
  document: Parameters<typeof unfold>[1] | undefined,
  variables: Readonly<Record<string, unknown>>,
): readonly string[] {
  const places: string[] = [];
  if (document) {
    unfold(schema, document, variables, ({ place }) => {
      places.push(place);
      return true;
    });
  }
  return places;
}
