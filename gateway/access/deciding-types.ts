import { type GraphQLNamedType, type GraphQLSchema, isAbstractType } from 'graphql';

/**
 * The types whose grants decide about what is selected on a type: the type itself, and for an interface or a
 * union every object type that a value of it can be. Pure.
 */
export function decidingTypes(schema: GraphQLSchema, type: GraphQLNamedType): readonly string[] {
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  return possible.length > 0 ? possible.map((each) => each.name) : [type.name];
}
