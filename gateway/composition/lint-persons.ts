import {
  type GraphQLNamedType,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql';
import { decidingTypes } from '../access/deciding-types.ts';
import type { Graph } from '../access/graph.ts';
import { findAccessDirectives } from './access-directives.ts';
import type { SubgraphDefinition } from './compose-supergraph.ts';
import { directives } from './directive-arguments.ts';

/**
 * Checks the paths to the persons whom objects are about. A gateway asks for them beside what a client asks, so that each
 * field of a path must be one that whoever gives the object has itself; it refuses other graphs wherever they were composed.
 *
 * @returns one sentence per problem, with what to do.
 */
export function lintPersonPaths(graph: Graph): readonly string[] {
  return [...graph.persons].flatMap(([type, path]) => {
    const problem = findPathProblem(graph, type, path);
    return problem === undefined ? [] : `${type} is @about(person: "${path.join('.')}"), and ${problem}`;
  });
}

/** What one subgraph says of whom its objects are about, all say that have the type. */
export function lintPersonsOf(graph: Graph, subgraphs: readonly SubgraphDefinition[]): readonly string[] {
  return subgraphs.flatMap(({ name, typeDefs }) => {
    const { about } = findAccessDirectives(typeDefs);
    const said = new Set<string>();
    const defined = new Set<string>();
    for (const definition of typeDefs.definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
        continue;
      defined.add(definition.name.value);
      if (directives(definition, about).length > 0) said.add(definition.name.value);
    }
    return [...graph.persons.keys()]
      .filter((type) => defined.has(type) && !said.has(type))
      .map((type) => `${type} is @about somebody in another subgraph and not in ${name}: add @about there.`);
  });
}

function findPathProblem(graph: Graph, type: string, path: readonly string[]): string | undefined {
  const givers = [...graph.sources].filter(([coordinate]) => coordinate.startsWith(`${type}.`));
  const subgraphs = [...new Set(givers.flatMap(([, names]) => names))];
  let parent: GraphQLNamedType | undefined = graph.apiSchema.getType(type) ?? undefined;
  for (const [index, name] of path.entries()) {
    const coordinate = `${parent?.name}.${name}`;
    const fields = isObjectType(parent) ? parent.getFields() : {};
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) return `the graph has no ${coordinate} that clients see: correct the path.`;
    if (field.args.length > 0) return `${coordinate} takes arguments: name a field that takes none.`;
    const nullable = isNonNullType(field.type) ? field.type.ofType : field.type;
    if (isListType(nullable)) return `${coordinate} is a list: name one person.`;
    const missing = subgraphs.find((subgraph) => !graph.sources.get(coordinate)?.includes(subgraph));
    if (missing !== undefined) {
      return `${missing} gives objects of the type without ${coordinate}: add the field there.`;
    }
    if (index === path.length - 1 && !graph.pairwise.has(coordinate)) {
      return `${coordinate} is not @pairwise: end the path at the id of a person.`;
    }
    parent = getNamedType(field.type);
  }
  return undefined;
}

/**
 * Finds the types with data of persons that a client can reach without passing anything that says whom it is about: the
 * ledger would not know whom to tell. Counts and reference data are about nobody.
 *
 * @returns one sentence per type, with what to do.
 */
export function lintUnknownPersons(graph: Graph): readonly string[] {
  const { apiSchema, persons, structures } = graph;
  const roots = [apiSchema.getQueryType(), apiSchema.getMutationType()].flatMap((type) => type ?? []);
  const ways = new Map<string, string>(roots.map((type) => [type.name, type.name]));
  for (const [name, way] of ways) {
    const type = apiSchema.getType(name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      for (const next of decidingTypes(apiSchema, getNamedType(field.type))) {
        if (!persons.has(next) && !ways.has(next)) ways.set(next, `${way}.${field.name}`);
      }
    }
  }
  const isRoot = (name: string) => roots.some((type) => type.name === name);
  return [...ways].flatMap(([name, way]) => {
    if (isRoot(name) || structures.has(name)) return [];
    const type = apiSchema.getType(name);
    const field = isObjectType(type)
      ? Object.keys(type.getFields()).find((each) => isOfPersons(graph, `${name}.${each}`))
      : undefined;
    if (field === undefined) return [];
    return `${name}.${field} is data of a person, and ${way} leads to it without saying whose: add @about(person:) to ${name}.`;
  });
}

function isOfPersons({ classes, reductions }: Graph, coordinate: string): boolean {
  const isCounted = reductions.get(coordinate)?.some(({ mask }) => mask === 'countPerPollingPoint');
  return classes.has(coordinate) && classes.get(coordinate) !== 'PUBLIC' && !isCounted;
}
