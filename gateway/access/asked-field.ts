import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { slotOf } from './planned-fetch.ts';

/** A field as a client asked for it. */
export interface AskedField {
  readonly node: FieldNode;
  /** `Type.field` by the type that it is selected on, which may be an interface. */
  readonly coordinate: string;
  /** Types that the object has to be of. */
  readonly conditions: readonly string[];
}

/**
 * Finds the fields of an operation by their place in the answer.
 *
 * @param document with its fragments unfolded.
 * @param denied fields that are left out, with all that is below them.
 * @param nameOf the name under which a field stands in the plan.
 * @returns by `slotOf(place, key)`.
 */
export function readAskedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  denied: ReadonlySet<FieldNode>,
  nameOf: (node: FieldNode) => string,
): ReadonlyMap<string, readonly AskedField[]> {
  const asked = new Map<string, AskedField[]>();

  function readField(
    node: FieldNode,
    parent: GraphQLCompositeType,
    place: string,
    conditions: readonly string[],
  ): void {
    const field = isUnionType(parent) ? undefined : parent.getFields()[node.name.value];
    if (!field || denied.has(node)) return;
    const slot = slotOf(place, nameOf(node));
    const coordinate = `${parent.name}.${field.name}`;
    asked.set(slot, [...(asked.get(slot) ?? []), { node, coordinate, conditions }]);
    const type = getNamedType(field.type);
    if (node.selectionSet && isCompositeType(type)) read(node.selectionSet, type, slot, []);
  }

  function read(
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType,
    place: string,
    conditions: readonly string[],
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) readField(selection, parent, place, conditions);
      if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
      const name = selection.typeCondition?.name.value;
      const type = name === undefined ? parent : schema.getType(name);
      if (!isCompositeType(type)) continue;
      read(selection.selectionSet, type, place, name === undefined ? conditions : [...conditions, name]);
    }
  }

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const type = schema.getRootType(definition.operation);
    if (type) read(definition.selectionSet, type, '', []);
  }
  return asked;
}
