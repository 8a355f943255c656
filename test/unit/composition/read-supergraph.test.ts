import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../../../gateway/composition/compose-supergraph.ts';
import { readSupergraph } from '../../../gateway/composition/read-supergraph.ts';
import { composeSmall, SHARED_SDL, smallGraph, smallSupergraphSdl } from '../../setup/small-graph.ts';

/** The shared head with more of federation imported. */
function composeWide(subgraphs: Readonly<Record<string, string>>) {
  const head = SHARED_SDL.replace(
    '["@key", "@shareable", "@composeDirective"]',
    '["@key", "@shareable", "@composeDirective", "@external", "@requires", "@provides", "@override", "@inaccessible"]',
  );
  const composition = composeSupergraph(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: parse(`${head}\n${sdl}`),
    })),
  );
  if (composition.kind === 'failed') throw new Error(composition.errors.join('\n'));
  return readSupergraph(composition.supergraphSdl);
}

describe('the sources of a field', () => {
  test('are the subgraphs that resolve it', () => {
    expect(smallGraph.sources.get('Citizen.id')).toEqual(['civil', 'ministry', 'training']);
    expect(smallGraph.sources.get('Citizen.nik')).toEqual(['civil']);
    expect(smallGraph.sources.get('Citizen.worker')).toEqual(['ministry']);
    expect(smallGraph.sources.get('Query.trainings')).toEqual(['training']);
    expect(smallGraph.sources.get('Mutation.moveWorker')).toEqual(['ministry']);
    expect(smallGraph.sources.get('Party.label')).toEqual(['civil']);
  });

  test('are not those that only need it, provide it on a path, or have lost it', () => {
    const graph = composeWide({
      civil: `type Query { citizen: Citizen }
        type Citizen @key(fields: "id") @classified(as: GENERAL) { id: ID! nik: NIK label: String @shareable phone: String }`,
      other: `type Query { first: Citizen @provides(fields: "label") }
        type Citizen @key(fields: "id") @classified(as: GENERAL) {
          id: ID!
          nik: NIK @external
          label: String @external
          risk: Int @requires(fields: "nik")
          phone: String @override(from: "civil")
        }`,
    });
    expect(graph.sources.get('Citizen.nik')).toEqual(['civil']);
    expect(graph.sources.get('Citizen.label')).toEqual(['civil']);
    expect(graph.sources.get('Citizen.risk')).toEqual(['other']);
    expect(graph.sources.get('Citizen.phone')).toEqual(['other']);
  });

  test('of an input are the subgraphs that define its type', () => {
    expect(smallGraph.inputSources.get('WorkerFilter')).toEqual(['ministry']);
    expect(smallGraph.inputSources.get('DateRangeInput')).toEqual(['civil', 'ministry', 'training']);
  });
});

describe('what the access specification says', () => {
  test('is the class of the field, or else of its type', () => {
    expect(smallGraph.classes.get('Citizen.nik')).toBe('IDENTIFIER');
    expect(smallGraph.classes.get('Citizen.fullName')).toBe('GENERAL');
    expect(smallGraph.classes.get('Placement.wage')).toBe('SPECIFIC');
    expect(smallGraph.classes.get('Placement.country')).toBe('OPERATIONAL');
    expect(smallGraph.classes.has('Query.citizens')).toBe(false);
  });

  test('is which types are structures', () => {
    expect([...smallGraph.structures].toSorted()).toEqual([
      'CitizenConnection',
      'CitizenEdge',
      'DateRangeInput',
      'PageInfo',
      'Period',
      'StatisticsCell',
      'StatisticsTable',
      'Wage',
      'WorkerConnection',
    ]);
  });

  test('is what arguments and input fields are compared with', () => {
    expect(smallGraph.reads.get('Query.citizen(nik:)')).toEqual(['Citizen.nik']);
    expect(smallGraph.reads.get('CitizenFilter.born')).toEqual(['Citizen.life']);
    expect(smallGraph.reads.get('Mutation.moveWorker(id:)')).toEqual(['Worker.id']);
    expect(smallGraph.reads.has('Query.citizens(first:)')).toBe(false);
  });

  test('is found under whatever names a schema imports it', () => {
    const renamed = smallSupergraphSdl
      .replace(
        'import: ["@classified", "@structure", "@reads", "@pairwise", "@reduced", "@about"]',
        'import: [{ name: "@classified", as: "@c" }, { name: "@reads", as: "@r" }, "@structure", "@pairwise", { name: "@reduced", as: "@less" }, "@about"]',
      )
      .replaceAll('@classified(', '@c(')
      .replaceAll('@reads(', '@r(')
      .replaceAll('@reduced(', '@less(');
    expect(renamed).not.toContain('@classified(');
    const graph = readSupergraph(renamed);
    expect(graph.classes).toEqual(smallGraph.classes);
    expect(graph.reads).toEqual(smallGraph.reads);
    expect(graph.reductions).toEqual(smallGraph.reductions);
    const prefixed = smallSupergraphSdl
      .replace(
        'import: ["@classified", "@structure", "@reads", "@pairwise", "@reduced", "@about"]',
        'as: "a"',
      )
      .replaceAll(/@(classified|reads|reduced)\(/g, '@a__$1(')
      .replaceAll(/@structure\b/g, '@a__structure');
    expect(readSupergraph(prefixed).classes).toEqual(smallGraph.classes);
    expect(readSupergraph(prefixed).structures).toEqual(smallGraph.structures);
  });

  test('is not taken from a directive that only has the name', () => {
    const fake = smallSupergraphSdl.replace(
      'specs.simpul.example/access/v1.0',
      'specs.elsewhere.example/access/v1.0',
    );
    const graph = readSupergraph(fake);
    expect([graph.classes.size, graph.structures.size, graph.reads.size]).toEqual([0, 0, 0]);
  });
});

describe('a graph', () => {
  test('knows the key fields of its entities', () => {
    const keys = composeSmall({
      civil: `type Query { citizen: Citizen }
        type Citizen @key(fields: "id") @key(fields: "number country { code }") @classified(as: GENERAL) {
          id: ID! number: String! name: String country: Country
        }
        type Country @key(fields: "code") @classified(as: PUBLIC) { code: ID! name: String }`,
    });
    const { keyFields } = readSupergraph(keys);
    for (const each of ['Citizen.id', 'Citizen.number', 'Citizen.country', 'Country.code']) {
      expect(keyFields.has(each), each).toBe(true);
    }
    expect(keyFields.has('Citizen.name')).toBe(false);
    expect(keyFields.has('Country.name')).toBe(false);
  });

  test('does not show clients what is inaccessible, nor the plumbing of federation', () => {
    const { apiSchema } = composeWide({
      civil: `type Query { citizen: Citizen }
        type Citizen @key(fields: "id") @classified(as: GENERAL) { id: ID! hidden: String @inaccessible }`,
    });
    expect(apiSchema.getType('Citizen')).toBeDefined();
    expect(JSON.stringify(apiSchema.getType('Citizen')?.toConfig())).not.toContain('hidden');
    const names = Object.keys(apiSchema.getTypeMap());
    expect(names.filter((name) => /^(join__|link__|_)/.test(name) && !name.startsWith('__'))).toEqual([]);
    expect(apiSchema.getDirectives().map(({ name }) => name)).not.toContain('classified');
  });

  test('is named by its text', () => {
    expect(smallGraph.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(readSupergraph(`${smallSupergraphSdl}\n# other`).hash).not.toBe(smallGraph.hash);
    expect(readSupergraph(smallSupergraphSdl).hash).toBe(smallGraph.hash);
  });

  test('is not made of a text that is no supergraph', () => {
    for (const text of ['', 'type Query { a: String }', '{', `${smallSupergraphSdl} type Query { b: Int }`]) {
      expect(() => readSupergraph(text)).toThrow();
    }
  });

  test.each(['@authenticated', '@policy(policies: [["p"]])', '@requiresScopes(scopes: [["s"]])'])(
    'is not made where a field is guarded by a rule that this gateway does not keep: %s',
    (directive) => {
      const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
        import: ["@authenticated", "@policy", "@requiresScopes"])`;
      const typeDefs = parse(`${link} type Query { secret: Int ${directive} }`);
      const { supergraphSdl = '' } = composeServices([
        { name: 'civil', url: 'http://civil.invalid', typeDefs },
      ]);
      expect(supergraphSdl).toContain('secret');
      expect(() => readSupergraph(supergraphSdl)).toThrow(/SECURITY/);
    },
  );
});
