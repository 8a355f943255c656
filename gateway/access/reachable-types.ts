import { Kind, type TypeDefinitionNode, type TypeNode } from 'graphql';

/** The names of the types that can be come to from the roots, through fields, arguments, members and heirs. */
export function reachableTypes(
  types: ReadonlyMap<string, TypeDefinitionNode>,
  roots: readonly string[],
): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const type = types.get(name);
    if (!type || reached.has(name)) continue;
    reached.add(name);
    if ('interfaces' in type) waiting.push(...(type.interfaces ?? []).map((each) => each.name.value));
    if ('types' in type) waiting.push(...(type.types ?? []).map((each) => each.name.value));
    if (type.kind === Kind.INTERFACE_TYPE_DEFINITION) waiting.push(...heirsOf(types, name));
    if (!('fields' in type)) continue;
    for (const field of type.fields ?? []) {
      waiting.push(nameOf(field.type));
      if (field.kind === Kind.FIELD_DEFINITION)
        waiting.push(...(field.arguments ?? []).map((each) => nameOf(each.type)));
    }
  }
  return reached;
}

/** The names of the types that implement an interface. */
export function heirsOf(types: ReadonlyMap<string, TypeDefinitionNode>, name: string): readonly string[] {
  return [...types.values()].flatMap((type) =>
    'interfaces' in type && type.interfaces?.some((each) => each.name.value === name)
      ? [type.name.value]
      : [],
  );
}

/** The name of the type inside lists and non-nulls. */
export function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
