import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/**
 * Names of the fields that an operation selects below the field at hand, whatever the type and under whatever condition: more
 * than will be asked for at times, and never less. Pure.
 *
 * @param paths ways from the field to the objects that are meant, such as `nodes` and `edges`, `node` for a list; the field
 *   itself when absent
 */
export function selectedFields(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  paths: readonly (readonly string[])[] = [[]],
): ReadonlySet<string> {
  const below = (nodes: readonly FieldNode[]) =>
    nodes.flatMap(({ selectionSet }) => fieldsOf(selectionSet, fragments));
  const ends = paths.map((path) =>
    path.reduce(
      (nodes, name) => below(nodes).filter((node) => node.name.value === name),
      fieldNodes as readonly FieldNode[],
    ),
  );
  return new Set(below(ends.flat()).map(({ name }) => name.value));
}

/** The ways from a list to its rows. */
export const ROWS_OF_PAGE = [['nodes'], ['edges', 'node']] as const;

/** Fields of a type that are made of stored fields with other names; the others are stored under their own. */
export type MadeOf = ReadonlyMap<string, readonly string[]>;

/** The stored fields that are needed for what was selected. Pure. */
export function storedFields(selected: ReadonlySet<string>, madeOf: MadeOf): readonly string[] {
  return [...new Set([...selected].flatMap((field) => madeOf.get(field) ?? [field]))];
}

function fieldsOf(
  selectionSet: SelectionSetNode | undefined,
  fragments: GraphQLResolveInfo['fragments'],
): readonly FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection;
    const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return fieldsOf(part?.selectionSet, fragments);
  });
}
