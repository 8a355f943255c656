import { Kind, type TypeDefinitionNode, type TypeNode } from 'graphql';
import { keepArguments, keepInputFields } from './keep-inputs.ts';
import { heirsOf, nameOf } from './reachable-types.ts';

/**
 * Takes away types that have lost all that they hold, and what leads to them, until nothing more is lost.
 */
export function dropEmptyTypes(types: Map<string, TypeDefinitionNode>): void {
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const [name, type] of types) {
      const kept = keepKnown(type, types);
      const isLost = sizeOf(kept) === 0;
      if (isLost) types.delete(name);
      else types.set(name, kept);
      hasChanged ||= isLost || sizeOf(kept) !== sizeOf(type);
    }
  }
}

/** Fields and members that count for whether a type is empty; scalars and enums never are. */
function sizeOf(type: TypeDefinitionNode): number {
  if ('fields' in type) return type.fields?.length ?? 0;
  return type.kind === Kind.UNION_TYPE_DEFINITION ? (type.types?.length ?? 0) : 1;
}

function keepKnown(
  type: TypeDefinitionNode,
  types: ReadonlyMap<string, TypeDefinitionNode>,
): TypeDefinitionNode {
  const isKnown = (node: { readonly type: TypeNode }) =>
    types.has(nameOf(node.type)) || isBuiltIn(nameOf(node.type));
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const heirs = type.kind === Kind.INTERFACE_TYPE_DEFINITION ? heirsOf(types, type.name.value) : [];
      const fields = (type.fields ?? [])
        .filter(isKnown)
        .filter((field) => heirs.every((heir) => hasField(types.get(heir), field.name.value)))
        .flatMap((field) => keepArguments(field, isKnown));
      return { ...type, fields };
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return { ...type, fields: keepInputFields(type.fields ?? [], isKnown) };
    case Kind.UNION_TYPE_DEFINITION:
      return { ...type, types: (type.types ?? []).filter((member) => types.has(member.name.value)) };
    default:
      return type;
  }
}

function hasField(type: TypeDefinitionNode | undefined, name: string): boolean {
  return (
    type !== undefined && 'fields' in type && (type.fields ?? []).some((field) => field.name.value === name)
  );
}

function isBuiltIn(name: string): boolean {
  return ['Int', 'Float', 'String', 'Boolean', 'ID'].includes(name);
}
