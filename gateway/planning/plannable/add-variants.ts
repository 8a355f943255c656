import { type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, Kind } from 'graphql';
import { graphOf, joinArgument, joinsOf } from './join-directives.ts';
import { isOutputType, mapFields, type OutputType } from './output-types.ts';

/** `Type.field` to variant to the graphs in which a `@requires` names it. */
export type VariantUses = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/**
 * Gives types the variants that are used of their fields, each where the field itself is resolved and where the variant
 * is required. A field that a subgraph names only to require it is taken from there: the planner takes none that is
 * external for nothing. Pure.
 */
export function addVariants(supergraph: DocumentNode, uses: VariantUses): DocumentNode {
  const types = new Map(
    supergraph.definitions.filter(isOutputType).map((type) => [type.name.value, type] as const),
  );

  /** Whether a subgraph names a field that it does not resolve for the sake of an interface. */
  function isOfInterface(type: OutputType, { name }: FieldDefinitionNode, graph: string): boolean {
    return joinsOf(type, 'join__implements')
      .filter((join) => graphOf(join) === graph)
      .map((join) => types.get(String(joinArgument(join, 'interface'))))
      .some((each) => each?.fields?.some((field) => field.name.value === name.value));
  }

  return mapFields(supergraph, (field, type) => {
    const used = uses.get(`${type.name.value}.${field.name.value}`);
    if (!used) return [field];
    const joins = joinsOf(field, 'join__field');
    const requiring = new Set([...used.values()].flatMap((graphs) => [...graphs]));
    const isIdle = (join: ConstDirectiveNode) =>
      isExternal(join) && requiring.has(graphOf(join)) && !isOfInterface(type, field, graphOf(join));
    const variants = [...used].map(
      ([variant, graphs]): FieldDefinitionNode => ({
        kind: Kind.FIELD_DEFINITION,
        name: { kind: Kind.NAME, value: variant },
        type: field.type,
        directives: joins.filter((join) => !isExternal(join) || graphs.has(graphOf(join))),
      }),
    );
    const directives = field.directives?.filter((each) => !joins.includes(each) || !isIdle(each)) ?? [];
    return [{ ...field, directives }, ...variants];
  });
}

function isExternal(join: ConstDirectiveNode): boolean {
  return joinArgument(join, 'external') === true || joinArgument(join, 'usedOverridden') === true;
}
