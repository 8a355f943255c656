import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

/**
 * Drops the fragments that no operation of the document spreads, and the variables that its operation does
 * not use: what is left of a document that was cut is then still a valid one. Pure; nodes that stay are the
 * same nodes.
 *
 * @param document with one operation.
 */
export function dropUnused(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const variables = new Set<string>();
  const spread = new Set<FragmentDefinitionNode>();
  const waiting: (OperationDefinitionNode | FragmentDefinitionNode)[] = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    visit(next, {
      VariableDefinition() {
        return false;
      },
      Variable(node) {
        variables.add(node.name.value);
      },
      FragmentSpread(node) {
        const fragment = fragments.get(node.name.value);
        if (!fragment || spread.has(fragment)) return;
        spread.add(fragment);
        waiting.push(fragment);
      },
    });
  }
  const definitions = document.definitions.flatMap((definition): readonly DefinitionNode[] => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) return spread.has(definition) ? [definition] : [];
    return definition.kind === Kind.OPERATION_DEFINITION ? [keepVariables(definition, variables)] : [];
  });
  return { ...document, definitions };
}

function keepVariables(
  operation: OperationDefinitionNode,
  used: ReadonlySet<string>,
): OperationDefinitionNode {
  const variableDefinitions = (operation.variableDefinitions ?? []).filter((each) =>
    used.has(each.variable.name.value),
  );
  return { ...operation, variableDefinitions };
}
