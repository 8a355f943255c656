import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { CutOperation } from './cut-operation.ts';
import { decidingTypes } from './deciding-types.ts';
import { limitsOf } from './decision.ts';
import { type PageSize, readPageSize, rowsOf } from './page-size.ts';
import type { View } from './view.ts';

/** A field whose clause bounds how many persons one request may be about. */
export interface PersonLookup {
  readonly coordinate: string;
  /** Persons in one request, at most. */
  readonly allowed: number;
  /** Where the field's persons stand in the answer, each with the pages that lead there. */
  readonly places: ReadonlyMap<string, readonly PageSize[]>;
}

/**
 * Finds the fields that are bounded to so many persons, wherever they stand: a bound that counted only
 * look-ups at the root would be passed by by a list with the field below it.
 *
 * A place counts as the product of the pages above it. Lists without a page size belong to one person.
 *
 * @param document small enough to be unfolded, as `measureOperation` has found.
 */
export function readPersonLookups(
  view: View,
  document: DocumentNode,
  cut: CutOperation,
): readonly PersonLookup[] {
  const schema = view.graph.apiSchema;
  const root = schema.getQueryType();
  const fragments = new Map<string, FragmentDefinitionNode>();
  const found = new Map<
    string,
    { readonly allowed: number; readonly places: Map<string, readonly PageSize[]> }
  >();

  function readField(
    node: FieldNode,
    parent: GraphQLCompositeType,
    path: string,
    pages: readonly PageSize[],
  ): void {
    const name = node.name.value;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!field || cut.deniedNodes.has(node)) return;
    // Under one alias, two types of an interface may have pages of two sizes.
    const here = `${path}/${parent.name}.${node.alias?.value ?? name}`;
    const size = readPageSize(node, field);
    const below = size ? [...pages, size] : pages;
    for (const type of decidingTypes(schema, parent)) {
      const allowed = limitsOf(cut.decisions.get(`${type}.${name}`))?.personsPerRequest;
      if (allowed === undefined) continue;
      const lookup = found.get(`${type}.${name}`) ?? { allowed, places: new Map() };
      found.set(`${type}.${name}`, lookup);
      // A field of the root leads to persons of its own; any other is about those whose field it is.
      if (parent === root) lookup.places.set(here, below);
      else lookup.places.set(path, pages);
    }
    const type = getNamedType(field.type);
    if (node.selectionSet && isCompositeType(type)) read(node.selectionSet, type, here, below);
  }

  function read(
    selectionSet: SelectionSetNode,
    parent: GraphQLCompositeType,
    path: string,
    pages: readonly PageSize[],
  ): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        readField(selection, parent, path, pages);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const type = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
      if (fragment && isCompositeType(type)) read(fragment.selectionSet, type, path, pages);
    }
  }

  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const type = schema.getRootType(definition.operation);
    if (type) read(definition.selectionSet, type, '', []);
  }
  return [...found].map(([coordinate, lookup]) => ({ coordinate, ...lookup }));
}

/** The first bounded field that is asked about more persons than it may be, for these variables. */
export function findTooManyPersons(
  lookups: readonly PersonLookup[],
  variables: Readonly<Record<string, unknown>>,
): PersonLookup | undefined {
  return lookups.find(({ places, allowed }) => {
    const persons = [...places.values()].map((pages) =>
      // Less than one row would take persons off the count of the other places.
      pages.reduce((product, page) => product * Math.max(1, rowsOf(page, variables)), 1),
    );
    return persons.reduce((sum, each) => sum + each, 0) > allowed;
  });
}
