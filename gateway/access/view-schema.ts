import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  type InterfaceTypeDefinitionNode,
  isAbstractType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  printSchema,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import type { View } from './view.ts';

/**
 * Makes the schema that introspection shows: the view, and nothing that only others may use.
 *
 * @returns undefined when the view gives no root query at all.
 */
export function createViewSchema(view: View): GraphQLSchema | undefined {
  const document = parse(printSchema(view.graph.apiSchema), { noLocation: true });
  const types = new Map<string, TypeDefinitionNode>();
  for (const definition of document.definitions) {
    if (isTypeDefinition(definition)) types.set(definition.name.value, cutType(view, definition));
  }
  dropEmptyTypes(types);
  const query = view.graph.apiSchema.getQueryType()?.name ?? '';
  if (!types.has(query)) return undefined;
  const reachable = reach(types, [query, view.graph.apiSchema.getMutationType()?.name ?? '']);
  const definitions = document.definitions.flatMap((definition): readonly DefinitionNode[] => {
    if (!isTypeDefinition(definition)) return definition.kind === Kind.SCHEMA_DEFINITION ? [] : [definition];
    const type = types.get(definition.name.value);
    return type && reachable.has(definition.name.value) ? [withoutLostMembers(type, reachable)] : [];
  });
  const cut: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  return buildASTSchema(cut, { assumeValidSDL: true });
}

function isTypeDefinition(definition: { readonly kind: string }): definition is TypeDefinitionNode {
  return definition.kind.endsWith('TypeDefinition');
}

function cutType(view: View, type: TypeDefinitionNode): TypeDefinitionNode {
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return { ...type, fields: cutFields(view, type) };
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return { ...type, fields: cutInputFields(view, type) };
    default:
      return type;
  }
}

function cutFields(
  view: View,
  type: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
): readonly FieldDefinitionNode[] {
  const schemaType = view.graph.apiSchema.getType(type.name.value);
  const owners = isAbstractType(schemaType)
    ? view.graph.apiSchema.getPossibleTypes(schemaType).map((each) => each.name)
    : [type.name.value];
  return (type.fields ?? [])
    .filter((field) => owners.every((owner) => isGiven(view.field(`${owner}.${field.name.value}`))))
    .map((field) => ({
      ...field,
      arguments: (field.arguments ?? []).filter((argument) =>
        owners.every((owner) => isGiven(view.input(`${owner}.${field.name.value}(${argument.name.value}:)`))),
      ),
    }));
}

function cutInputFields(
  view: View,
  type: InputObjectTypeDefinitionNode,
): readonly InputValueDefinitionNode[] {
  return (type.fields ?? []).filter((field) => isGiven(view.input(`${type.name.value}.${field.name.value}`)));
}

function isGiven(decision: { readonly kind: string }): boolean {
  return decision.kind === 'allowed' || decision.kind === 'structural';
}

/** Takes away types that have lost all their fields, and the fields and arguments that lead to them. */
function dropEmptyTypes(types: Map<string, TypeDefinitionNode>): void {
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const [name, type] of types) {
      if (!('fields' in type)) continue;
      const kept = keepFields(type, types);
      if (kept.fields?.length === 0) types.delete(name);
      else types.set(name, kept);
      hasChanged ||= kept.fields?.length !== type.fields?.length;
    }
  }
}

function keepFields<Type extends TypeDefinitionNode>(type: Type, types: ReadonlyMap<string, unknown>): Type {
  if (!('fields' in type)) return type;
  const isKnown = (node: { readonly type: TypeNode }) =>
    types.has(nameOf(node.type)) || isBuiltIn(nameOf(node.type));
  const fields = (type.fields ?? [])
    .filter(isKnown)
    .map((field) =>
      field.kind === Kind.FIELD_DEFINITION
        ? { ...field, arguments: field.arguments?.filter(isKnown) }
        : field,
    );
  return { ...type, fields } as Type;
}

function reach(
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
    if (type.kind === Kind.INTERFACE_TYPE_DEFINITION) waiting.push(...implementers(types, name));
    if (!('fields' in type)) continue;
    for (const field of type.fields ?? []) {
      waiting.push(nameOf(field.type));
      if (field.kind === Kind.FIELD_DEFINITION)
        waiting.push(...(field.arguments ?? []).map((each) => nameOf(each.type)));
    }
  }
  return reached;
}

function implementers(types: ReadonlyMap<string, TypeDefinitionNode>, name: string): readonly string[] {
  return [...types.values()].flatMap((type) =>
    'interfaces' in type && type.interfaces?.some((each) => each.name.value === name)
      ? [type.name.value]
      : [],
  );
}

function withoutLostMembers(type: TypeDefinitionNode, reachable: ReadonlySet<string>): TypeDefinitionNode {
  if (type.kind === Kind.UNION_TYPE_DEFINITION) {
    return { ...type, types: (type.types ?? []).filter((each) => reachable.has(each.name.value)) };
  }
  if (type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION) {
    return { ...type, interfaces: (type.interfaces ?? []).filter((each) => reachable.has(each.name.value)) };
  }
  return type;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function isBuiltIn(name: string): boolean {
  return ['Int', 'Float', 'String', 'Boolean', 'ID'].includes(name);
}
