import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import { createProblem, type Problem } from '../problem.ts';

/** Values ready for execution, or the first one that does not fit its type. */
export type Coercion =
  | { readonly kind: 'coerced'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Reads the variables of one operation as they come with each request. */
export type Coerce = (given: Readonly<Record<string, unknown>>) => Coercion;

interface Declared {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly isRequired: boolean;
  /** Absent where the operation gives none. */
  readonly defaultValue?: unknown;
}

/**
 * Makes what reads the variables of an operation. What graphql-js says of a bad value repeats the value; here the
 * message names the variable, the place in it and the expected type, and nothing of what came.
 * @see https://spec.graphql.org/October2021/#sec-Coercing-Variable-Values
 */
export function createCoercion(schema: GraphQLSchema, operation: OperationDefinitionNode): Coerce {
  const declared = (operation.variableDefinitions ?? []).flatMap((definition): readonly Declared[] => {
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) return [];
    const { defaultValue } = definition;
    return [
      {
        name: definition.variable.name.value,
        type,
        isRequired: definition.type.kind === 'NonNullType',
        ...(defaultValue && { defaultValue: valueFromAST(defaultValue, type) }),
      },
    ];
  });

  return (given) => {
    // A null prototype, since the names are the client's.
    const values: Record<string, unknown> = Object.create(null);
    for (const { name, type, isRequired, ...rest } of declared) {
      if (!Object.hasOwn(given, name)) {
        if ('defaultValue' in rest) values[name] = rest.defaultValue;
        else if (isRequired) return refuse(`$${name}`, `given: it is of the type ${type}`);
        continue;
      }
      if (given[name] === null && isRequired) return refuse(`$${name}`, `of the type ${type}, not null`);
      let problem: Coercion | undefined;
      values[name] = coerceInputValue(given[name], type, (path) => {
        problem ??= refuse([`$${name}`, ...path].join('.'), `fit for the type ${typeAt(type, path)}`);
      });
      if (problem) return problem;
    }
    return { kind: 'coerced', values };
  };
}

/** The type that is expected at a place inside a value. */
function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType {
  return path.reduce<GraphQLInputType>((outer, step) => {
    const nullable = getNullableType(outer);
    if (typeof step === 'number') return isListType(nullable) ? nullable.ofType : outer;
    // A single value stands for a list of one.
    const named = getNamedType(outer);
    return (isInputObjectType(named) && named.getFields()[step]?.type) || outer;
  }, type);
}

function refuse(coordinate: string, expected: string): Coercion {
  return { kind: 'refused', problem: createProblem('BAD_USER_INPUT', { coordinate, expected }) };
}
