import { type DocumentNode, type FieldDefinitionNode, type InputValueDefinitionNode, Kind } from 'graphql';

/** A field, an argument or an input field of a schema document. */
export interface SchemaElement {
  /** `Type.field`, `Type.field(argument:)` or `Input.field`. */
  readonly coordinate: string;
  readonly node: FieldDefinitionNode | InputValueDefinitionNode;
}

/** Lists all that can hold a value, of types and of their extensions, in the order of the document. */
export function listElements(document: DocumentNode): readonly SchemaElement[] {
  const elements: SchemaElement[] = [];
  for (const definition of document.definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION:
        for (const node of definition.fields ?? []) {
          const coordinate = `${definition.name.value}.${node.name.value}`;
          elements.push({ coordinate, node });
          for (const argument of node.arguments ?? []) {
            elements.push({ coordinate: `${coordinate}(${argument.name.value}:)`, node: argument });
          }
        }
        break;
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      case Kind.INPUT_OBJECT_TYPE_EXTENSION:
        for (const node of definition.fields ?? []) {
          elements.push({ coordinate: `${definition.name.value}.${node.name.value}`, node });
        }
    }
  }
  return elements;
}
