import { type DirectiveNode, type DocumentNode, Kind, type SelectionNode } from 'graphql';

/**
 * Whether an operation asks for anything that a subgraph has to answer. One that does has a plan with a fetch: where
 * nobody can give a field, Apollo's planner leaves it out, down to a plan without any. Pure.
 *
 * @param document of one operation, fragments unfolded.
 */
export function asksForData({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.selectionSet.selections.some(asks),
  );
}

function asks(selection: SelectionNode): boolean {
  if (selection.directives?.some(isNever)) return false;
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet.selections.some(asks);
  return selection.kind === Kind.FRAGMENT_SPREAD || selection.name.value !== '__typename';
}

/** `@skip(if: true)` and `@include(if: false)`. */
function isNever({ name, arguments: [condition] = [] }: DirectiveNode): boolean {
  const { value } = condition ?? {};
  return value?.kind === Kind.BOOLEAN && value.value === (name.value === 'skip');
}
