import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../../../gateway/composition/compose-supergraph.ts';
import { lintUnknownPersons } from '../../../gateway/composition/lint-persons.ts';
import { readSupergraph } from '../../../gateway/composition/read-supergraph.ts';
import { SHARED_SDL } from '../../setup/small-graph.ts';

const CIVIL = `
  type Query { citizen: Citizen }
  type Citizen @key(fields: "id") @classified(as: GENERAL) @about(person: "id") { id: ID! @pairwise name: String }`;
const WORK = `
  type Query { workers: [Worker] companies: [Company] }
  type Citizen @key(fields: "id") @classified(as: GENERAL) @about(person: "id") { id: ID! @pairwise worker: Worker }
  type Worker @key(fields: "id") @classified(as: OPERATIONAL) @about(person: "citizen.id") {
    id: ID! @pairwise citizen: Citizen contracts: [Contract]
  }
  type Contract @classified(as: SPECIFIC) { wage: Int company: Company }
  type Company @classified(as: PUBLIC) { name: String }`;

function compose(subgraphs: Readonly<Record<string, string>>, shared = SHARED_SDL) {
  return composeSupergraph(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      typeDefs: parse(`${shared}\n${sdl}`),
    })),
  );
}

function graphOf(subgraphs: Readonly<Record<string, string>>, shared = SHARED_SDL) {
  const composition = compose(subgraphs, shared);
  if (composition.kind === 'failed') throw new Error(composition.errors.join('\n'));
  return readSupergraph(composition.supergraphSdl);
}

function expectErrors(subgraphs: Readonly<Record<string, string>>) {
  const composition = compose(subgraphs);
  return expect(composition.kind === 'failed' ? composition.errors : composition);
}

describe('whom objects of a type are about', () => {
  const expected = [
    ['Citizen', ['id']],
    ['Worker', ['citizen', 'id']],
  ];

  test('is said by a path of fields', () => {
    expect([...graphOf({ civil: CIVIL, work: WORK }).persons]).toEqual(expected);
  });

  test('is known by the specification, not by the name of the directive', () => {
    const renamed = (text: string) =>
      text
        .replace('"@about"', '{ name: "@about", as: "@of" }')
        .replace('(name: "@about")', '(name: "@of")')
        .replace('directive @about', 'directive @of')
        .replaceAll('@about(person', '@of(person');
    const graph = graphOf({ civil: renamed(CIVIL), work: renamed(WORK) }, renamed(SHARED_SDL));
    expect([...graph.persons]).toEqual(expected);
  });
});

describe('a path to a person', () => {
  const worker = (path: string, field = '') =>
    WORK.replace('"citizen.id"', `"${path}"`).replace('contracts:', `${field} contracts:`);

  test.each([
    ['citizen.nik', '', 'the graph has no Citizen.nik that clients see: correct the path.'],
    ['citizen.id.id', '', 'the graph has no ID.id that clients see: correct the path.'],
    ['', '', 'the graph has no Worker. that clients see: correct the path.'],
    [
      'hidden.id',
      'hidden: Citizen @federation__inaccessible',
      'the graph has no Worker.hidden that clients see: correct the path.',
    ],
    ['named.id', 'named(as: Int): Citizen', 'Worker.named takes arguments: name a field that takes none.'],
    ['family.id', 'family: [Citizen!]', 'Worker.family is a list: name one person.'],
    ['citizen.name', '', 'work gives objects of the type without Citizen.name: add the field there.'],
    ['code', 'code: ID', 'Worker.code is not @pairwise: end the path at the id of a person.'],
    ['citizen', '', 'Worker.citizen is not @pairwise: end the path at the id of a person.'],
  ])('is not "%s"', (path, field, problem) => {
    expectErrors({ civil: CIVIL, work: worker(path, field) }).toEqual([
      expect.stringMatching(new RegExp(`^Worker is @about\\(person: "${path}"\\), and `)),
    ]);
    expectErrors({ civil: CIVIL, work: worker(path, field) }).toEqual([expect.stringContaining(problem)]);
  });

  test('is given by every subgraph that has the type, so that nobody else is asked for it', () => {
    const other =
      'type Worker @key(fields: "id") @classified(as: OPERATIONAL) @about(person: "citizen.id") { id: ID! @pairwise wage: Int }';
    expectErrors({ civil: CIVIL, work: WORK, pay: other }).toEqual([
      'Worker is @about(person: "citizen.id"), and pay gives objects of the type without Worker.citizen: add the field there.',
    ]);
  });

  test('is the same in all subgraphs', () => {
    expectErrors({ civil: CIVIL.replace('@about(person: "id")', ''), work: WORK }).toEqual([
      'Citizen is @about somebody in another subgraph and not in civil: add @about there.',
    ]);
    expectErrors({ civil: CIVIL.replace('(person: "id")', '(person: "name")'), work: WORK }).toEqual(
      expect.arrayContaining([expect.stringContaining('@about')]),
    );
  });
});

describe('data of persons', () => {
  test('is reached through what says whose it is', () => {
    expect(lintUnknownPersons(graphOf({ civil: CIVIL, work: WORK }))).toEqual([]);
  });

  test.each([
    ['in a list', 'contracts: [Contract]', 'Query.contracts'],
    ['in a connection', 'page: Page', 'Query.page.nodes'],
    ['behind an interface', 'found: Found', 'Query.found'],
    ['behind reference data', 'firms: [Firm]', 'Query.firms.contracts'],
  ])('is told of where it is reached otherwise: %s', (_, field, way) => {
    const sdl = WORK.replace('type Query {', `type Query { ${field}`)
      .replace('type Contract', 'type Contract implements Found')
      .concat(
        ' interface Found { wage: Int @classified(as: SPECIFIC) }',
        ' type Page @structure { nodes: [Contract] }',
        ' type Firm @classified(as: PUBLIC) { contracts: [Contract] @classified(as: PUBLIC) }',
      );
    expect(lintUnknownPersons(graphOf({ civil: CIVIL, work: sdl }))).toEqual([
      `Contract.wage is data of a person, and ${way} leads to it without saying whose: add @about(person:) to Contract.`,
    ]);
  });

  test('is none that counts', () => {
    const sdl = WORK.replace(
      'type Company @classified(as: PUBLIC) {',
      'type Company @classified(as: PUBLIC) { staff: Int @classified(as: OPERATIONAL) @reduced(from: "Contract.wage", mask: "countPerPollingPoint")',
    );
    expect(lintUnknownPersons(graphOf({ civil: CIVIL, work: sdl }))).toEqual([]);
    expect(
      lintUnknownPersons(graphOf({ civil: CIVIL, work: sdl.replace('countPerPollingPoint', 'band') })),
    ).toEqual([expect.stringContaining('Company.staff is data of a person, and Query.companies leads')]);
  });
});
