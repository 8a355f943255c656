import { type GraphQLObjectType, getNamedType, isLeafType, isObjectType } from 'graphql';

/**
 * Writes the selection of all fields of a type that need no arguments, objects in them included down to a depth; at
 * depth 0 those that are no objects.
 */
export function selectFields(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.length > 0) return [];
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    if (depth === 0 || !isObjectType(inner)) return [];
    const selection = selectFields(inner, depth - 1);
    return selection === '' ? [] : [`${field.name} { ${selection} }`];
  });
  return fields.join(' ');
}

/** Writes the selection of the lists of a type that are given in pages. */
export function selectPages(type: GraphQLObjectType): string {
  return Object.values(type.getFields())
    .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
    .map(({ name }) => `${name} { totalCount nodes { __typename } }`)
    .join(' ');
}
