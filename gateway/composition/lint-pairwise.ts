import {
  getNamedType,
  type InputValueDefinitionNode,
  isInterfaceType,
  isObjectType,
  Kind,
  type TypeNode,
} from 'graphql';
import type { Graph } from '../access/graph.ts';
import { findAccessDirectives } from './access-directives.ts';
import type { SubgraphDefinition } from './compose-supergraph.ts';
import { directives } from './directive-arguments.ts';
import { listElements, type SchemaElement } from './list-elements.ts';

/**
 * Checks that pairwise ids are marked wherever they stand. One place that is forgotten hands the id of one agency to
 * another as it is, or compares ids of two agencies, which are never equal.
 *
 * @returns one sentence per problem, with what to do.
 */
export function lintPairwise(graph: Graph, subgraphs: readonly SubgraphDefinition[]): readonly string[] {
  return [
    ...subgraphs.flatMap((subgraph) => lintSubgraph(graph, subgraph)),
    ...lintReads(graph),
    ...lintIdentifiers(graph),
    ...lintInterfaces(graph),
  ];
}

/** What one subgraph says has to be what all together say, about values that can be ids. */
function lintSubgraph({ pairwise }: Graph, { name, typeDefs }: SubgraphDefinition): readonly string[] {
  const directive = findAccessDirectives(typeDefs).pairwise;
  const elements = listElements(typeDefs).filter(({ coordinate }) => pairwise.has(coordinate));
  return elements.flatMap(({ coordinate, node }: SchemaElement) => {
    if (directives(node, directive).length === 0) {
      return `${coordinate} is @pairwise in another subgraph and not in ${name}: add @pairwise there.`;
    }
    if (namedType(node.type) !== 'ID') {
      return `${coordinate} is @pairwise and of the type ${namedType(node.type)} in ${name}: make it an ID.`;
    }
    return (node as InputValueDefinitionNode).defaultValue
      ? `${coordinate} is @pairwise and has a default value in ${name}: take it away, ids come as variables.`
      : [];
  });
}

function lintReads({ pairwise, reads }: Graph): readonly string[] {
  return [...reads].flatMap(([input, coordinates]) =>
    coordinates
      .filter((coordinate) => pairwise.has(coordinate) !== pairwise.has(input))
      .map((coordinate) =>
        pairwise.has(input)
          ? `${input} is @pairwise and compared with ${coordinate}, which is not: correct one of them.`
          : `${input} is compared with ${coordinate}, which is @pairwise: add @pairwise to it.`,
      ),
  );
}

function lintIdentifiers({ apiSchema, classes, pairwise }: Graph): readonly string[] {
  return [...classes].flatMap(([coordinate, dataClass]) => {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = apiSchema.getType(typeName);
    if (dataClass !== 'IDENTIFIER' || pairwise.has(coordinate)) return [];
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const field = type.getFields()[fieldName];
    return field && getNamedType(field.type).name === 'ID'
      ? `${coordinate} is an ID of the class IDENTIFIER: add @pairwise, or make it a String if it is no id of the graph.`
      : [];
  });
}

/** A value that is asked for through an interface is the value of one of its types. */
function lintInterfaces({ apiSchema, pairwise }: Graph): readonly string[] {
  return Object.values(apiSchema.getTypeMap()).flatMap((type) => {
    if (!isInterfaceType(type)) return [];
    const coordinates = Object.values(type.getFields()).flatMap((field) => [
      field.name,
      ...field.args.map((argument) => `${field.name}(${argument.name}:)`),
    ]);
    return apiSchema
      .getPossibleTypes(type)
      .flatMap((possible) =>
        coordinates
          .filter((each) => pairwise.has(`${type.name}.${each}`) !== pairwise.has(`${possible.name}.${each}`))
          .map(
            (each) =>
              `${type.name}.${each} and ${possible.name}.${each} must both be @pairwise or neither: correct one of them.`,
          ),
      );
  });
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
