import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isUnionType,
  Kind,
  print,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** One field of an operation, with its fragments unfolded. */
export interface FieldUse {
  readonly node: FieldNode;
  /** Response keys from the root, the arguments of the field, and what it is selected on. */
  readonly place: string;
  /** `Type.field` for every object type that it can be selected on. */
  readonly fields: readonly string[];
  /** The coordinates of its arguments and of what stands inside of them, variables' values included. */
  readonly inputs: readonly string[];
}

/**
 * Unfolds an operation field by field, the slow and plain way: what the cut is compared with.
 *
 * @param goesOn whether what is below a field is unfolded too.
 */
export function unfold(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  goesOn: (use: FieldUse) => boolean,
): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  for (const each of document.definitions) {
    if (each.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = schema.getRootType(each.operation);
    if (root) below(each.selectionSet, root, '');
  }

  function below(selectionSet: SelectionSetNode, parent: GraphQLCompositeType, place: string): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value !== '__typename') field(selection, parent, place);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const type = schema.getType(fragment?.typeCondition?.name.value ?? parent.name);
      if (fragment && isCompositeType(type)) below(fragment.selectionSet, type, place);
    }
  }

  function field(node: FieldNode, parent: GraphQLCompositeType, place: string): void {
    if (isUnionType(parent)) throw new Error('A union has no fields.');
    const definition = parent.getFields()[node.name.value];
    if (!definition) throw new Error(`${parent.name} has no ${node.name.value}.`);
    const owners = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
    const inputs = (node.arguments ?? []).flatMap((argument) => {
      const type = definition.args.find((each) => each.name === argument.name.value)?.type;
      return [
        ...owners.map((owner) => `${owner.name}.${definition.name}(${argument.name.value}:)`),
        ...(type ? literalCoordinates(argument.value, getNamedType(type), variables) : []),
      ];
    });
    const key = node.alias?.value ?? node.name.value;
    const use = {
      node,
      place: `${place}/${key}=${parent.name}.${definition.name}(${(node.arguments ?? []).map(print).join(', ')})`,
      fields: owners.map((owner) => `${owner.name}.${definition.name}`),
      inputs,
    };
    const type = getNamedType(definition.type);
    if (goesOn(use) && node.selectionSet && isCompositeType(type)) {
      below(node.selectionSet, type, `${place}/${key}`);
    }
  }
}

function literalCoordinates(
  value: ValueNode,
  type: GraphQLNamedType & GraphQLInputType,
  variables: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (value.kind === Kind.VARIABLE) return jsonCoordinates(variables[value.name.value], type);
  if (value.kind === Kind.LIST) {
    return value.values.flatMap((each) => literalCoordinates(each, type, variables));
  }
  if (value.kind !== Kind.OBJECT || !isInputObjectType(type)) return [];
  return value.fields.flatMap(({ name, value: each }) => {
    const field = type.getFields()[name.value];
    return field
      ? [`${type.name}.${name.value}`, ...literalCoordinates(each, getNamedType(field.type), variables)]
      : [];
  });
}

function jsonCoordinates(value: unknown, type: GraphQLNamedType & GraphQLInputType): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => jsonCoordinates(each, type));
  if (typeof value !== 'object' || value === null || !isInputObjectType(type)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const field = type.getFields()[name];
    return field ? [`${type.name}.${name}`, ...jsonCoordinates(each, getNamedType(field.type))] : [];
  });
}
