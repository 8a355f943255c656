import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import { lintDisclosures } from '../../../gateway/composition/lint-disclosures.ts';
import { readSupergraph } from '../../../gateway/composition/read-supergraph.ts';
import { readProjectAgencies, readProjectAgreements, schemaFolder } from '../../project-agreements.ts';
import { createDisclosureGraph, letSend } from '../../setup/disclosure-graph.ts';

function lint(subgraphs: Readonly<Record<string, string>>, agreements: readonly Agreement[] = []) {
  const { graph, participants } = createDisclosureGraph(subgraphs);
  return lintDisclosures(graph, participants, agreements);
}

const PERSON = {
  north: `type Query { people: [Person] }
    type Person @key(fields: "id") @classified(as: GENERAL) { id: ID! taxId: String flag: Int @classified(as: PUBLIC) }`,
  south: `type Person @key(fields: "id") @classified(as: GENERAL) {
    id: ID! taxId: String @federation__external flag: Int @federation__external
    income: Int @federation__requires(fields: "taxId flag") }`,
};

describe('a field that requires what is protected', () => {
  test('is an error until an agreement lets it be sent, and is told after that', () => {
    const told = 'Person.income requires Person.taxId, so that north has it sent to the subgraph of south';
    expect(lint(PERSON)).toEqual({
      notes: [],
      errors: [
        `${told}, which no signed agreement says: write a clause with "holder: subgraph" and the purposes, or take the @requires away.`,
      ],
    });
    const agreed = letSend('north', 'south', { Person: ['taxId'] });
    expect(lint(PERSON, [agreed])).toEqual({ notes: [`${told}: K-north-south, clause join.`], errors: [] });
    expect(lint(PERSON, [{ ...agreed, status: 'proposed' }]).errors).toHaveLength(1);
    expect(lint(PERSON, [letSend('south', 'north', { Person: ['taxId'] })]).errors).toHaveLength(1);
  });

  test('in a field of another is told by each of them', () => {
    const { errors } = lint({
      north: `type Query { people: [Person] }
        type Person @key(fields: "id") @classified(as: GENERAL) { id: ID! home: Home }
        type Home @classified(as: GENERAL) { street: String }`,
      south: `type Person @key(fields: "id") @classified(as: GENERAL) {
          id: ID! home: Home @federation__external post: Int @federation__requires(fields: "home { street }") }
        type Home @classified(as: GENERAL) { street: String @federation__external }`,
    });
    expect(errors.map((error) => error.split(',')[0])).toEqual([
      'Person.post requires Person.home',
      'Person.post requires Home.street',
    ]);
  });
});

describe('a field that leads on and is shared', () => {
  const sharing = (fields: string, types: string) =>
    Object.fromEntries(
      ['north', 'south'].map((name) => [
        name,
        `type Query { ${name}People: [Person] }
         type Person @key(fields: "id") @classified(as: GENERAL) { id: ID! ${fields} }
         ${types}`,
      ]),
    );

  test('is an error when it is one of an entity', () => {
    const { errors } = lint(sharing('friend: Person @shareable', ''));
    expect(errors).toEqual([
      'Person.friend leads to Person and is shared by the subgraphs north, south: each level multiplies the plans. Leave it to one of them, and give each of the others a field of its own name.',
    ]);
  });

  test('between values is only told, and between structures not even that', () => {
    const values = (directive: string) => `
      type Home ${directive} @shareable { street: Street } type Street ${directive} @shareable { name: String }`;
    const apart = Object.fromEntries(
      ['north', 'south'].map((name) => [
        name,
        `type Query { ${name}Home: Home } ${values('@classified(as: GENERAL)')}`,
      ]),
    );
    const structures = Object.fromEntries(
      ['north', 'south'].map((name) => [name, `type Query { ${name}Home: Home } ${values('@structure')}`]),
    );
    expect(lint(apart)).toEqual({
      notes: [
        'Home.street leads to Street and is shared by the subgraphs north, south: whose value is taken is a matter of the plan. A @structure may be shared.',
      ],
      errors: [],
    });
    expect(lint(structures)).toEqual({ notes: [], errors: [] });
  });
});

test("nothing is to be said of the project's own graph", async () => {
  const directory = await readProjectAgencies();
  const graph = readSupergraph(readFileSync(join(schemaFolder, 'supergraph.graphql'), 'utf8'));
  const found = lintDisclosures(graph, directory.participants, await readProjectAgreements(directory));
  expect(found).toEqual({ notes: [], errors: [] });
});
