import {
  coerceInputValue,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { badInput, findSubgraphError } from './errors.ts';

/**
 * Finds every variable value that does not fit its type. graphql-js finds the same, but its messages repeat the
 * values; these name the path and what was expected there.
 */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  values: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] {
  const problems: GraphQLError[] = [];
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, typeNode);
    if (!isInputType(type)) continue;
    const name = variable.name.value;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      if (typeNode.kind === 'NonNullType' && !defaultValue) problems.push(badInput(name, 'a value'));
      continue;
    }
    coerceInputValue(value, type, (path, _value, error) => {
      const form = findSubgraphError(error)?.extensions.expected;
      const expected = typeof form === 'string' ? form : describe(typeAt(type, path));
      problems.push(badInput([name, ...path].join('.'), expected));
    });
  }
  return problems;
}

/** Follows a path of list indexes and field names into an input type, as far as the type has them. */
function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType {
  let current = type;
  for (const step of path) {
    const nullable = getNullableType(current);
    const next: GraphQLInputType | undefined =
      typeof step === 'number'
        ? isListType(nullable)
          ? nullable.ofType
          : undefined
        : isInputObjectType(nullable)
          ? nullable.getFields()[step]?.type
          : undefined;
    if (!next) return current;
    current = next;
  }
  return current;
}

function describe(type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (isEnumType(nullable))
    return `one of ${nullable
      .getValues()
      .map(({ name }) => name)
      .join(', ')}`;
  if (!isInputObjectType(nullable)) return `a value of type ${String(type)}`;
  return `an object of type ${String(type)} with its required fields and no others: ${Object.keys(nullable.getFields()).join(', ')}`;
}
