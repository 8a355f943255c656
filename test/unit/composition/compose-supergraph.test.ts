import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../../../gateway/composition/compose-supergraph.ts';
import { readSupergraph } from '../../../gateway/composition/read-supergraph.ts';
import { SHARED_SDL, SMALL_SDL } from '../../setup/small-graph.ts';

const CIVIL = `
  type Query { citizen: Citizen }
  type Citizen @key(fields: "id") @classified(as: GENERAL) { id: ID! nik: NIK @classified(as: IDENTIFIER) }`;

function compose(subgraphs: Readonly<Record<string, string>>, shared = SHARED_SDL) {
  return composeSupergraph(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      typeDefs: parse(`${shared}\n${sdl}`),
    })),
  );
}

function expectErrors(subgraphs: Readonly<Record<string, string>>, shared = SHARED_SDL) {
  const composition = compose(subgraphs, shared);
  return expect(composition.kind === 'failed' ? composition.errors : composition);
}

describe('subgraphs', () => {
  test('compose to a supergraph that can be read', () => {
    const composition = compose(SMALL_SDL);
    expect(composition).toMatchObject({ kind: 'composed', hints: [] });
    if (composition.kind === 'composed') {
      expect(readSupergraph(composition.supergraphSdl).subgraphs).toEqual(
        new Map(['civil', 'ministry', 'training'].map((name) => [name, `http://${name}.invalid/graphql`])),
      );
    }
  });

  test('that do not fit together fail in the words of Apollo, all told together', () => {
    expectErrors({
      civil: `${CIVIL} extend type Citizen { sex: String size: Int }`,
      other: 'type Citizen @key(fields: "id") @classified(as: GENERAL) { id: ID! sex: String size: Int }',
    }).toEqual([
      expect.stringContaining('Non-shareable field "Citizen.sex" is resolved from multiple subgraphs'),
      expect.stringContaining('Non-shareable field "Citizen.size" is resolved from multiple subgraphs'),
    ]);
  });

  test('that one alone is wrong fail under its name', () => {
    expectErrors({ civil: 'type Query { ghost: Ghost }' }).toEqual([
      expect.stringContaining('[civil] Unknown type'),
    ]);
  });

  test('that class a type in two ways fail, whichever are more', () => {
    const stub = (as: string) => `type Citizen @key(fields: "id") @classified(as: ${as}) { id: ID! }`;
    for (const subgraphs of [
      { civil: CIVIL, other: stub('PUBLIC') },
      { civil: CIVIL, other: stub('PUBLIC'), third: stub('PUBLIC') },
    ]) {
      expectErrors(subgraphs).toEqual([expect.stringContaining('@classified is applied to "Citizen"')]);
    }
    expect(compose({ civil: CIVIL, other: stub('GENERAL') }).kind).toBe('composed');
  });

  test('that call a directive by two names fail instead of throwing', () => {
    const renamed = SHARED_SDL.replace('"@classified"', '{ name: "@classified", as: "@cls" }')
      .replace('directive @classified', 'directive @cls')
      .replace('(name: "@classified")', '(name: "@cls")');
    const composition = composeSupergraph([
      { name: 'civil', url: 'http://civil.invalid', typeDefs: parse(SHARED_SDL + CIVIL) },
      {
        name: 'other',
        url: 'http://other.invalid',
        typeDefs: parse(`${renamed} type Citizen @key(fields: "id") @cls(as: GENERAL) { id: ID! }`),
      },
    ]);
    expect(composition.kind).toBe('failed');
  });
});

describe('the lint', () => {
  test('wants every field classed, on itself or its type', () => {
    expectErrors({
      civil: 'type Query { office: Office } type Office { name: String floor: Int @classified(as: PUBLIC) }',
    }).toEqual(['Office.name has no class: add @classified to the field or its type.']);
    expectErrors({
      civil:
        'type Query { named: Named } interface Named { name: String } type A implements Named @classified(as: PUBLIC) { name: String }',
    }).toEqual(['Named.name has no class: add @classified to the field or its type.']);
  });

  test('wants every field to be nullable that can be denied, but for keys and structures', () => {
    expectErrors({
      civil: `${CIVIL} extend type Query { all: [Citizen!]! page: Page }
        extend type Citizen { names: [String!]! }
        type Page @structure { size: Int! }`,
    }).toEqual([
      'Citizen.names must be nullable: an agreement may not give it. Take the "!" away.',
      'Query.all must be nullable: an agreement may not give it. Take the "!" away.',
    ]);
  });

  test('lets a field of an interface be non-null where it is a key of every type that it can be', () => {
    const named = (rest: string) => `
      type Query { named: Named }
      interface Named { id: ID! @classified(as: PUBLIC) }
      type A implements Named @key(fields: "id") @classified(as: PUBLIC) { id: ID! }
      ${rest}`;
    expect(compose({ civil: named('') }).kind).toBe('composed');
    expectErrors({ civil: named('type B implements Named @classified(as: PUBLIC) { id: ID! }') }).toEqual([
      'B.id must be nullable: an agreement may not give it. Take the "!" away.',
      'Named.id must be nullable: an agreement may not give it. Take the "!" away.',
    ]);
  });

  test('wants no entity and no root to be a structure, whoever says so', () => {
    expectErrors({
      civil: CIVIL,
      other: 'type Citizen @key(fields: "id") @classified(as: GENERAL) @structure { id: ID! worker: String }',
    }).toEqual(['Citizen must not be a @structure: it has rows of its own. Take the @structure away.']);
    expectErrors({ civil: CIVIL.replace('type Query', 'type Query @structure') }).toEqual([
      'Query must not be a @structure: it has rows of its own. Take the @structure away.',
    ]);
    expectErrors({ civil: `${CIVIL} type Mutation @structure { act: String }` }).toEqual([
      'Mutation must not be a @structure: it has rows of its own. Take the @structure away.',
    ]);
  });

  test('wants inputs to be compared with what the graph has and agreements decide', () => {
    expectErrors({
      civil: `${CIVIL} extend type Query {
          a(x: String @reads(coordinates: ["Citizen.nik", "Citizen.ghost"])): String
          b(x: Filter): String
        }
        input Filter { from: String @reads(coordinates: ["Period.from"]) }`,
    }).toEqual([
      'Filter.from is compared with Period.from, which nobody decides: name the field that leads to it.',
      'Query.a(x:) is compared with Citizen.ghost, which the graph does not have: correct its @reads.',
    ]);
  });

  test('wants an input type to be of one subgraph, unless it is a structure', () => {
    const search = (name: string) =>
      `input Filter { text: String } type Query { ${name}(filter: Filter): String }`;
    expectErrors({
      civil: `${CIVIL} ${search('a').replace('type Query', 'extend type Query')}`,
      other: search('b'),
    }).toEqual([
      "Filter is of the subgraphs civil, other, and one could give the other's input away: give each its own.",
    ]);
  });

  test('wants a reduced field to stand for a mask of a full field of its own subgraph', () => {
    const reducedBy = (directive: string, other = '') => ({
      civil: `${CIVIL} extend type Citizen { born: Date year: Int @reduced(from: "born", mask: "year") size: Int ${directive} }`,
      ...(other && { other }),
    });
    expect(compose(reducedBy('@reduced(from: "Citizen.born", mask: "year")')).kind).toBe('composed');
    expectErrors(
      reducedBy('@reduced(from: "ghost", mask: "year") @reduced(from: "year", mask: "year")'),
    ).toEqual([
      'Citizen.size is reduced from Citizen.ghost, which the graph does not have: correct its @reduced.',
      'Citizen.size is reduced from Citizen.year, which is reduced itself: name the full field.',
    ]);
    for (const mask of ['last3', 'Year', 'constructor']) {
      expectErrors(reducedBy(`@reduced(from: "born", mask: "${mask}")`)).toEqual([
        expect.stringContaining(
          `Citizen.size stands for the mask "${mask}", which is none that changes a type`,
        ),
      ]);
    }
    const other = 'type Citizen @key(fields: "id") @classified(as: GENERAL) { id: ID! worker: Int }';
    expectErrors(reducedBy('@reduced(from: "worker", mask: "placed")', other)).toEqual([
      'Citizen.size is reduced from Citizen.worker, which other subgraphs give: only the provider of a field can reduce it.',
    ]);
  });

  test('knows the directives by the specification, not by their names', () => {
    for (const shared of [
      SHARED_SDL.replace('access/v1.0', 'access/v1.1'),
      SHARED_SDL.replace('specs.simpul.example', 'specs.elsewhere.example'),
    ]) {
      expectErrors({ civil: CIVIL }, shared).toContain(
        'Citizen.nik has no class: add @classified to the field or its type.',
      );
    }
  });
});
