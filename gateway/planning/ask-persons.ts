import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  Kind,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Graph } from '../access/graph.ts';

/**
 * Asks, beside what a client asks of objects, for the ids of the persons whom they are about, so that the ledger can say whose
 * data was given. Whoever gives an object has the id too (`lintPersonPaths`): nobody else is called for it. No alias is
 * needed, since those of clients are renamed before an operation is planned. Only the plan knows of it: an answer has what
 * the client's own document asks. Pure.
 *
 * @param document valid; what is left of an operation when it is cut, fragments unfolded.
 */
export function askPersons(
  { apiSchema, persons }: Pick<Graph, 'apiSchema' | 'persons'>,
  document: DocumentNode,
): DocumentNode {
  if (persons.size === 0) return document;

  function personsOf(type: GraphQLNamedType): readonly SelectionNode[] {
    // Of which of its types an object will be is not known: each of them says by itself whom it is about.
    if (isAbstractType(type)) {
      return apiSchema.getPossibleTypes(type).flatMap((each): readonly SelectionNode[] => {
        const path = persons.get(each.name);
        return path ? [onType(each.name, selectPath(path))] : [];
      });
    }
    const path = persons.get(type.name);
    return path ? selectPath(path) : [];
  }

  const typeInfo = new TypeInfo(apiSchema);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        leave(node): FieldNode | undefined {
          const type = typeInfo.getType();
          if (!type || !node.selectionSet) return undefined;
          const hidden = personsOf(getNamedType(type));
          if (hidden.length === 0) return undefined;
          const selections = [...node.selectionSet.selections, ...hidden];
          return { ...node, selectionSet: { ...node.selectionSet, selections } };
        },
      },
    }),
  );
}

function selectPath([name, ...rest]: readonly string[]): readonly FieldNode[] {
  if (name === undefined) return [];
  const field: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
  return [
    rest.length === 0
      ? field
      : { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: selectPath(rest) } },
  ];
}

function onType(name: string, selections: readonly SelectionNode[]): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}
