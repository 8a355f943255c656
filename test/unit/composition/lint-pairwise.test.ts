import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../../../gateway/composition/compose-supergraph.ts';
import { readSupergraph } from '../../../gateway/composition/read-supergraph.ts';
import { SHARED_SDL } from '../../setup/small-graph.ts';

const CIVIL = `
  type Query {
    citizen(id: ID @reads(coordinates: ["Citizen.id"]) @pairwise): Citizen
    open(input: OpenInput): Citizen
  }
  input OpenInput { citizenId: ID! @pairwise reference: ID! }
  type Citizen @key(fields: "id") @classified(as: GENERAL) { id: ID! @pairwise name: String }`;
const WORK = `
  type Citizen @key(fields: "id") @classified(as: GENERAL) { id: ID! @pairwise worker: Worker }
  type Worker @key(fields: "id") @classified(as: OPERATIONAL) { id: ID! @classified(as: IDENTIFIER) @pairwise }`;

function compose(subgraphs: Readonly<Record<string, string>>, shared = SHARED_SDL) {
  return composeSupergraph(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      typeDefs: parse(`${shared}\n${sdl}`),
    })),
  );
}

function expectErrors(subgraphs: Readonly<Record<string, string>>) {
  const composition = compose(subgraphs);
  return expect(composition.kind === 'failed' ? composition.errors : composition);
}

function pairwiseOf(subgraphs: Readonly<Record<string, string>>, shared = SHARED_SDL) {
  const composition = compose(subgraphs, shared);
  if (composition.kind === 'failed') throw new Error(composition.errors.join('\n'));
  return [...readSupergraph(composition.supergraphSdl).pairwise];
}

describe('the pairwise coordinates of a graph', () => {
  const expected = ['Citizen.id', 'OpenInput.citizenId', 'Query.citizen(id:)', 'Worker.id'];

  test('are the fields, arguments and input fields that say so', () => {
    expect(pairwiseOf({ civil: CIVIL, work: WORK }).toSorted()).toEqual(expected);
  });

  test('are known by the specification, not by the name of the directive', () => {
    const renamed = (text: string) =>
      text
        .replace('"@pairwise"]', '{ name: "@pairwise", as: "@own" }]')
        .replace('(name: "@pairwise")', '(name: "@own")')
        .replaceAll('@pairwise', '@own')
        .replace('name: "@own", as', 'name: "@pairwise", as');
    const shared = renamed(SHARED_SDL);
    expect(pairwiseOf({ civil: renamed(CIVIL), work: renamed(WORK) }, shared).toSorted()).toEqual(expected);
  });
});

describe('the lint of pairwise ids', () => {
  test('wants all subgraphs to agree', () => {
    expectErrors({ civil: CIVIL, work: WORK.replace('@pairwise worker', 'worker') }).toEqual([
      'Citizen.id is @pairwise in another subgraph and not in work: add @pairwise there.',
    ]);
  });

  test('wants an ID, in a list or alone', () => {
    expectErrors({ civil: CIVIL.replace('reference: ID!', 'reference: ID! by: String @pairwise') }).toEqual([
      'OpenInput.by is @pairwise and of the type String in civil: make it an ID.',
    ]);
    const list = CIVIL.replace('reference: ID!', 'reference: ID! others: [[ID!]!] @pairwise');
    expect(compose({ civil: list }).kind).toBe('composed');
  });

  test('wants no default value, which would be one id for all agencies', () => {
    expectErrors({ civil: CIVIL.replace('citizenId: ID! ', 'citizenId: ID = "A" ') }).toEqual([
      'OpenInput.citizenId is @pairwise and has a default value in civil: take it away, ids come as variables.',
    ]);
  });

  test('wants what is compared with an id to be one, and the other way round', () => {
    expectErrors({ civil: CIVIL.replace('["Citizen.id"]) @pairwise', '["Citizen.id"])') }).toEqual([
      'Query.citizen(id:) is compared with Citizen.id, which is @pairwise: add @pairwise to it.',
    ]);
    expectErrors({ civil: CIVIL.replace('"Citizen.id"', '"Citizen.name"') }).toEqual([
      'Query.citizen(id:) is @pairwise and compared with Citizen.name, which is not: correct one of them.',
    ]);
  });

  test('wants an ID that tells a person to be pairwise', () => {
    expectErrors({
      civil: CIVIL,
      work: WORK.replace('(as: IDENTIFIER) @pairwise', '(as: IDENTIFIER)'),
    }).toEqual([
      'Worker.id is an ID of the class IDENTIFIER: add @pairwise, or make it a String if it is no id of the graph.',
    ]);
  });

  test('wants an interface and its types to agree', () => {
    const party = (id: string) =>
      `interface Party { id: ID! @classified(as: GENERAL) ${id} } ${CIVIL.replace('type Citizen', 'type Citizen implements Party')}
       extend type Query { party: Party }`;
    expectErrors({ civil: party('') }).toEqual([
      'Party.id and Citizen.id must both be @pairwise or neither: correct one of them.',
    ]);
    expect(compose({ civil: party('@pairwise') }).kind).toBe('composed');
  });
});
