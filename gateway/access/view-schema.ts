import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  printSchema,
  type TypeDefinitionNode,
} from 'graphql';
import { decidingTypes } from './deciding-types.ts';
import { dropEmptyTypes } from './drop-empty-types.ts';
import { keepArguments, keepInputFields } from './keep-inputs.ts';
import { reachableTypes } from './reachable-types.ts';
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
  const reachable = reachableTypes(types, [query, view.graph.apiSchema.getMutationType()?.name ?? '']);
  const definitions = document.definitions.flatMap((definition): readonly DefinitionNode[] => {
    // Directives of the graph's own can name types that are not in the view.
    if (!isTypeDefinition(definition)) return [];
    const type = types.get(definition.name.value);
    return type && reachable.has(definition.name.value) ? [withoutLostInterfaces(type, reachable)] : [];
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
      return {
        ...type,
        fields: keepInputFields(type.fields ?? [], (field) =>
          isGiven(view.input(`${type.name.value}.${field.name.value}`)),
        ),
      };
    default:
      return type;
  }
}

function cutFields(
  view: View,
  type: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
): readonly FieldDefinitionNode[] {
  const schemaType = view.graph.apiSchema.getType(type.name.value);
  const owners = schemaType ? decidingTypes(view.graph.apiSchema, schemaType) : [type.name.value];
  return (type.fields ?? [])
    .filter((field) => owners.every((owner) => isGiven(view.field(`${owner}.${field.name.value}`))))
    .flatMap((field) =>
      keepArguments(field, (argument) =>
        owners.every((owner) => isGiven(view.input(`${owner}.${field.name.value}(${argument.name.value}:)`))),
      ),
    )
    .map((field) => withMaskNoted(view, owners, field));
}

/** The field with the masks under which it is given written under its description. */
function withMaskNoted(
  view: View,
  owners: readonly string[],
  field: FieldDefinitionNode,
): FieldDefinitionNode {
  const masks = owners.flatMap((owner) => {
    const decision = view.field(`${owner}.${field.name.value}`);
    return decision.kind === 'masked' ? [decision.mask] : [];
  });
  if (masks.length === 0) return field;
  const note = `Given masked (${[...new Set(masks)].join(', ')}).`;
  const value = field.description ? `${field.description.value}\n\n${note}` : note;
  return { ...field, description: { kind: Kind.STRING, value, block: true } };
}

function isGiven(decision: { readonly kind: string }): boolean {
  return decision.kind !== 'denied';
}

function withoutLostInterfaces(type: TypeDefinitionNode, reachable: ReadonlySet<string>): TypeDefinitionNode {
  if (type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION) {
    return { ...type, interfaces: (type.interfaces ?? []).filter((each) => reachable.has(each.name.value)) };
  }
  return type;
}
