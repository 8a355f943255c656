import type { FetchNode } from '@apollo/query-planner';
import { type DocumentNode, Kind, print, stripIgnoredCharacters, visit } from 'graphql';

/** A fetch with another operation, which declares the variables that are still used. Pure. */
export function writeOperation(fetch: FetchNode, operation: DocumentNode): FetchNode {
  const used = new Set<string>();
  visit(operation, {
    VariableDefinition() {
      return false;
    },
    Variable({ name }) {
      used.add(name.value);
    },
  });
  const document: DocumentNode = {
    ...operation,
    definitions: operation.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? {
            ...definition,
            variableDefinitions: (definition.variableDefinitions ?? []).filter(({ variable }) =>
              used.has(variable.name.value),
            ),
          }
        : definition,
    ),
  };
  return {
    ...fetch,
    operation: stripIgnoredCharacters(print(document)),
    ...(fetch.operationDocumentNode && { operationDocumentNode: document }),
    ...(fetch.variableUsages && { variableUsages: fetch.variableUsages.filter((name) => used.has(name)) }),
  };
}
