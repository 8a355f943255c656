import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { dropUnused } from './drop-unused.ts';

/** An operation in its two halves; either may be absent. */
export interface SplitOperation {
  /** Everything but introspection. */
  readonly data: DocumentNode | undefined;
  /** Only `__schema` and `__type`. */
  readonly introspection: DocumentNode | undefined;
}

/**
 * Parts what an operation asks of the data from what it asks of the schema; the two are answered apart. Each
 * half has only the fragments and variables that it uses.
 *
 * @param operation one of the document's; the others and what only they use are left out.
 */
export function splitIntrospection(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): SplitOperation {
  const only = dropUnused({
    ...document,
    definitions: document.definitions.filter(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION || definition === operation,
    ),
  });
  if (!asksOfSchema(only)) return { data: only, introspection: undefined };
  const data: DocumentNode = visit(only, {
    Field(node) {
      return isIntrospection(node) ? null : undefined;
    },
  });
  const introspection: DocumentNode = visit(only, {
    FragmentDefinition(node) {
      // A fragment on a type of introspection can be spread nowhere else.
      return node.typeCondition.name.value.startsWith('__') ? false : undefined;
    },
    Field(node) {
      return isIntrospection(node) ? false : null;
    },
  });
  return { data: withoutEmpty(data), introspection: withoutEmpty(introspection) };
}

/** True when `__schema` or `__type` stands anywhere, however deep in fragments. */
function asksOfSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field(node) {
      asks ||= isIntrospection(node);
    },
  });
  return asks;
}

/** Only these two: other names with two underscores stand inside of them, or are `__typename`. */
function isIntrospection(node: FieldNode): boolean {
  return node.name.value === '__schema' || node.name.value === '__type';
}

/** Drops what has nothing left in it, and what spreads or holds only that. The work is bounded by the text. */
function withoutEmpty(document: DocumentNode): DocumentNode | undefined {
  const known = new Map<SelectionSetNode, boolean>();
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  );

  function isEmpty(selectionSet: SelectionSetNode | undefined): boolean {
    if (!selectionSet) return true;
    const empty = known.get(selectionSet) ?? selectionSet.selections.every(isLost);
    known.set(selectionSet, empty);
    return empty;
  }

  function isLost(selection: SelectionNode): boolean {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return isEmpty(fragments.get(selection.name.value));
    return selection.selectionSet !== undefined && isEmpty(selection.selectionSet);
  }

  const dropped: DocumentNode = visit(document, {
    enter(node) {
      switch (node.kind) {
        case Kind.OPERATION_DEFINITION:
        case Kind.FRAGMENT_DEFINITION:
          return isEmpty(node.selectionSet) ? null : undefined;
        case Kind.FIELD:
        case Kind.INLINE_FRAGMENT:
        case Kind.FRAGMENT_SPREAD:
          return isLost(node) ? null : undefined;
        default:
          return undefined;
      }
    },
  });
  return dropped.definitions.some((each) => each.kind === Kind.OPERATION_DEFINITION)
    ? dropUnused(dropped)
    : undefined;
}
