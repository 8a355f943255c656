import { type ASTVisitor, type DefinitionNode, type DocumentNode, Kind, visit } from 'graphql';

/**
 * Cuts the operation, then the fragments that what is left of it spreads: what stands only below a denied field
 * is not decided at all.
 *
 * @param spread names of fragments; the visitor adds to it.
 */
export function cutDefinitions(
  document: DocumentNode,
  spread: ReadonlySet<string>,
  visitor: ASTVisitor,
): readonly DefinitionNode[] {
  const definitions: DefinitionNode[] = document.definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    .map((each) => visit(each, visitor));
  // A set that grows while it is gone through is gone through to its new end.
  for (const name of spread) {
    const fragment = document.definitions.find(
      (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
    );
    if (fragment) definitions.push(visit(fragment, visitor));
  }
  return definitions;
}
