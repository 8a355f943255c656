import {
  type DocumentNode,
  Kind,
  type NamedTypeNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import type { Graph, Requirement } from '../access/graph.ts';
import { directives, enumArgument, stringArgument } from './directive-arguments.ts';

/**
 * Reads the type of every field out of a supergraph, and what subgraphs have to be sent for the fields that
 * `@requires` others.
 *
 * @param subgraphs value of the supergraph's list of subgraphs to the name of the subgraph.
 */
export function readRequirements(
  document: DocumentNode,
  subgraphs: ReadonlyMap<string, string>,
): Pick<Graph, 'fieldTypes' | 'requirements'> {
  const fieldTypes = new Map<string, string>();
  const sets: { readonly coordinate: string; readonly subgraph: string; readonly fields: string }[] = [];
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    for (const field of definition.fields ?? []) {
      const coordinate = `${definition.name.value}.${field.name.value}`;
      fieldTypes.set(coordinate, namedType(field.type).name.value);
      for (const join of directives(field, 'join__field')) {
        const fields = stringArgument(join, 'requires');
        if (fields === '') continue;
        sets.push({ coordinate, subgraph: subgraphs.get(enumArgument(join, 'graph')) ?? '', fields });
      }
    }
  }

  const requirements = new Map<string, readonly Requirement[]>();
  for (const { coordinate, subgraph, fields } of sets) {
    const [type = ''] = coordinate.split('.');
    const coordinates = readFieldSet(fields, type, fieldTypes);
    requirements.set(coordinate, [...(requirements.get(coordinate) ?? []), { subgraph, coordinates }]);
  }
  return { fieldTypes, requirements };
}

/** @see https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/directives#fieldset */
function readFieldSet(
  fields: string,
  type: string,
  fieldTypes: ReadonlyMap<string, string>,
): readonly string[] {
  const coordinates = new Set<string>();

  function read({ selections }: SelectionSetNode, parent: string): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const coordinate = `${parent}.${selection.name.value}`;
        if (selection.name.value !== '__typename') coordinates.add(coordinate);
        if (selection.selectionSet) read(selection.selectionSet, fieldTypes.get(coordinate) ?? '');
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        read(selection.selectionSet, selection.typeCondition?.name.value ?? parent);
      }
    }
  }

  for (const definition of parse(`{ ${fields} }`, { noLocation: true }).definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) read(definition.selectionSet, type);
  }
  return [...coordinates];
}

function namedType(type: TypeNode): NamedTypeNode {
  return type.kind === Kind.NAMED_TYPE ? type : namedType(type.type);
}
