import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Puts every fragment where it is spread, each time as nodes of its own, and drops the definitions: a field node of
 * the result then stands in one place only, so that it can be denied there and not elsewhere. Pure.
 *
 * @param document without cycles of fragments, and small enough to be unfolded, as `measureOperation` has found.
 */
export function unfoldFragments(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }

  function unfoldSet({ selections }: SelectionSetNode): SelectionSetNode {
    return { kind: Kind.SELECTION_SET, selections: selections.flatMap(unfold) };
  }

  function unfold(selection: SelectionNode): readonly SelectionNode[] {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) {
      const { selectionSet } = selection;
      return [{ ...selection, ...(selectionSet && { selectionSet: unfoldSet(selectionSet) }) }];
    }
    const fragment = fragments.get(selection.name.value);
    if (!fragment) return [];
    const unfolded: InlineFragmentNode = {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragment.typeCondition,
      ...(selection.directives && { directives: selection.directives }),
      selectionSet: unfoldSet(fragment.selectionSet),
    };
    return [unfolded];
  }

  return {
    kind: Kind.DOCUMENT,
    definitions: operations.map((each) => ({ ...each, selectionSet: unfoldSet(each.selectionSet) })),
  };
}
