import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** An operation in its two halves; either may be absent. */
export interface SplitOperation {
  /** Everything but introspection. */
  readonly data: DocumentNode | undefined;
  /** Only `__schema` and `__type`. */
  readonly introspection: DocumentNode | undefined;
}

/** Parts what an operation asks of the data from what it asks of the schema; the two are answered apart. */
export function splitIntrospection(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): SplitOperation {
  const only: DocumentNode = {
    ...document,
    definitions: document.definitions.filter(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION || definition === operation,
    ),
  };
  let isMixed = false;
  let hasIntrospection = false;
  for (const selection of operation.selectionSet.selections) {
    if (isIntrospection(selection)) hasIntrospection = true;
    else isMixed = true;
  }
  const rootName = schema.getQueryType()?.name;
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const inFragments = fragments.some(
    (fragment) =>
      fragment.typeCondition.name.value === rootName &&
      fragment.selectionSet.selections.some(isIntrospection),
  );
  const inlined = operation.selectionSet.selections.some((each) => each.kind === Kind.INLINE_FRAGMENT);
  if (!hasIntrospection && !inFragments && !inlined) return { data: only, introspection: undefined };
  if (!isMixed) return { data: undefined, introspection: only };
  const data = keep(schema, only, (name) => !name.startsWith('__') || name === '__typename');
  const introspection = keep(schema, only, (name) => name === '__schema' || name === '__type');
  return { data, introspection };
}

function isIntrospection(selection: SelectionNode): boolean {
  return (
    selection.kind === Kind.FIELD &&
    (selection.name.value === '__schema' || selection.name.value === '__type')
  );
}

/** Keeps the root fields whose name passes, wherever fragments put them. */
function keep(
  schema: GraphQLSchema,
  document: DocumentNode,
  passes: (field: string) => boolean,
): DocumentNode | undefined {
  const typeInfo = new TypeInfo(schema);
  const rootName = schema.getQueryType()?.name;
  const kept: DocumentNode = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        if (typeInfo.getParentType()?.name !== rootName) return false;
        return passes(node.name.value) ? false : null;
      },
    }),
  );
  return dropEmpty(kept);
}

/** Drops fragments and selections that have nothing left in them, and what spreads such fragments. */
function dropEmpty(document: DocumentNode): DocumentNode | undefined {
  const known = new Set(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION && each.selectionSet.selections.length > 0
        ? [each.name.value]
        : [],
    ),
  );
  const dropped: DocumentNode = visit(document, {
    enter: (node) => (node.kind === Kind.FRAGMENT_SPREAD && !known.has(node.name.value) ? null : undefined),
    leave: (node) => (hasSelections(node) && node.selectionSet.selections.length === 0 ? null : undefined),
  });
  const hasChanged = dropped !== document;
  if (!dropped.definitions.some((each) => each.kind === Kind.OPERATION_DEFINITION)) return undefined;
  return hasChanged ? dropEmpty(dropped) : dropped;
}

function hasSelections(
  node: ASTNode,
): node is FragmentDefinitionNode | InlineFragmentNode | OperationDefinitionNode {
  return (
    node.kind === Kind.FRAGMENT_DEFINITION ||
    node.kind === Kind.INLINE_FRAGMENT ||
    node.kind === Kind.OPERATION_DEFINITION
  );
}
