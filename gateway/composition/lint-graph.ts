import { isInterfaceType, isNonNullType, isObjectType } from 'graphql';
import { MASKS, TEXT_MASKS } from '../access/agreement.ts';
import { decidingTypes } from '../access/deciding-types.ts';
import type { Graph } from '../access/graph.ts';

/**
 * Checks what access relies on and composition does not know: every field is classed; a field that can be
 * denied may be null, so that taking it away empties nothing around it; no type with rows of its own is a
 * structure; an input is of one subgraph, and compared with coordinates that are decided; a reduced field stands for
 * a mask of a full field of the same subgraph.
 *
 * @returns one sentence per problem, with what to do.
 */
export function lintGraph(graph: Graph): readonly string[] {
  return [...lintFields(graph), ...lintStructures(graph), ...lintInputs(graph), ...lintReductions(graph)];
}

function rootsOf({ apiSchema }: Graph): ReadonlySet<string | undefined> {
  return new Set([apiSchema.getQueryType()?.name, apiSchema.getMutationType()?.name]);
}

function lintFields(graph: Graph): readonly string[] {
  const roots = rootsOf(graph);
  const problems: string[] = [];
  for (const type of Object.values(graph.apiSchema.getTypeMap())) {
    if (type.name.startsWith('__') || graph.structures.has(type.name)) continue;
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const dataClass = graph.classes.get(coordinate);
      if (!dataClass && !roots.has(type.name)) {
        problems.push(`${coordinate} has no class: add @classified to the field or its type.`);
      }
      // A key of every type that it can be: the planner writes fields of an interface as fields of its types.
      const isKey = decidingTypes(graph.apiSchema, type).every((each) =>
        graph.keyFields.has(`${each}.${field.name}`),
      );
      if (isNonNullType(field.type) && !isKey) {
        problems.push(`${coordinate} must be nullable: an agreement may not give it. Take the "!" away.`);
      }
    }
  }
  return problems;
}

/**
 * Structures are given with whatever leads to them: one subgraph could free all that others know of an entity. A
 * gateway refuses such a graph wherever it was composed.
 */
export function lintStructures(graph: Graph): readonly string[] {
  const roots = rootsOf(graph);
  const entities = new Set([...graph.keyFields].map((coordinate) => coordinate.split('.')[0]));
  return [...graph.structures]
    .filter((type) => roots.has(type) || entities.has(type))
    .map((type) => `${type} must not be a @structure: it has rows of its own. Take the @structure away.`);
}

function lintInputs(graph: Graph): readonly string[] {
  const shared = [...graph.inputSources]
    .filter(([type, subgraphs]) => subgraphs.length > 1 && !graph.structures.has(type))
    .map(
      ([type, subgraphs]) =>
        `${type} is of the subgraphs ${subgraphs.join(', ')}, and one could give the other's input away: give each its own.`,
    );
  const compared = [...graph.reads].flatMap(([input, coordinates]) =>
    coordinates.flatMap((coordinate) => {
      if (!graph.sources.has(coordinate))
        return `${input} is compared with ${coordinate}, which the graph does not have: correct its @reads.`;
      return graph.structures.has(coordinate.split('.')[0] ?? '')
        ? `${input} is compared with ${coordinate}, which nobody decides: name the field that leads to it.`
        : [];
    }),
  );
  return [...shared, ...compared];
}

function lintReductions({ reductions, sources }: Graph): readonly string[] {
  const changing = MASKS.filter((mask) => !TEXT_MASKS.some((each) => each === mask));
  return [...reductions].flatMap(([reduced, each]) =>
    each.flatMap(({ from, mask }) => {
      const isSame = String(sources.get(from)) === String(sources.get(reduced));
      return [
        !changing.some((known) => known === mask) &&
          `${reduced} stands for the mask "${mask}", which is none that changes a type: write one of ${changing.join(', ')}.`,
        !sources.has(from) &&
          `${reduced} is reduced from ${from}, which the graph does not have: correct its @reduced.`,
        reductions.has(from) &&
          `${reduced} is reduced from ${from}, which is reduced itself: name the full field.`,
        sources.has(from) &&
          !isSame &&
          `${reduced} is reduced from ${from}, which other subgraphs give: only the provider of a field can reduce it.`,
      ].filter((problem) => problem !== false);
    }),
  );
}
