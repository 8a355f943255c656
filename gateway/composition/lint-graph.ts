import { isInterfaceType, isNonNullType, isObjectType } from 'graphql';
import type { Graph } from '../access/graph.ts';

/**
 * Checks what access relies on and composition does not know: every field is classed; a field that can be
 * denied may be null, so that taking it away empties nothing around it; an input is compared with
 * coordinates that exist.
 *
 * @returns one sentence per problem, with what to do.
 */
export function lintGraph(graph: Graph): readonly string[] {
  const problems: string[] = [];
  const roots = new Set([graph.apiSchema.getQueryType()?.name, graph.apiSchema.getMutationType()?.name]);
  for (const type of Object.values(graph.apiSchema.getTypeMap())) {
    if (type.name.startsWith('__') || graph.structures.has(type.name)) continue;
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const dataClass = graph.classes.get(coordinate);
      if (!dataClass && !roots.has(type.name)) {
        problems.push(`${coordinate} has no class: add @classified to the field or its type.`);
      }
      if (isNonNullType(field.type) && !graph.keyFields.has(coordinate)) {
        problems.push(`${coordinate} must be nullable: an agreement may not give it. Take the "!" away.`);
      }
    }
  }
  for (const [input, coordinates] of graph.reads) {
    for (const coordinate of coordinates) {
      if (graph.sources.has(coordinate)) continue;
      problems.push(
        `${input} is compared with ${coordinate}, which the graph does not have: correct its @reads.`,
      );
    }
  }
  return problems;
}
