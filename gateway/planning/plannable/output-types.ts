import {
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';

/** A type of a supergraph that has fields to be fetched. */
export type OutputType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** True for object types and interfaces. */
export function isOutputType(definition: DocumentNode['definitions'][number]): definition is OutputType {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
  );
}

/** The supergraph with other fields in its types. */
export function mapFields(
  supergraph: DocumentNode,
  map: (field: FieldDefinitionNode, type: OutputType) => readonly FieldDefinitionNode[],
): DocumentNode {
  return {
    ...supergraph,
    definitions: supergraph.definitions.map((definition) =>
      isOutputType(definition)
        ? { ...definition, fields: definition.fields?.flatMap((field) => map(field, definition)) ?? [] }
        : definition,
    ),
  };
}
