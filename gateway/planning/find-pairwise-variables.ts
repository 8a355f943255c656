import {
  type ArgumentNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { decidingTypes } from '../access/deciding-types.ts';
import { createProblem, type Problem } from '../problem.ts';

/** Where pairwise ids stand in a value; lists, of any depth, are gone through. */
export type IdPlace =
  | { readonly kind: 'id' }
  /** An input object: input field to the place that its value is. An input type can hold itself, and so can this. */
  | { readonly kind: 'fields'; readonly fields: ReadonlyMap<string, IdPlace> };

/** Name of a variable to where ids stand in its value. Variables without any are not here. */
export type PairwiseVariables = ReadonlyMap<string, IdPlace>;

/** The variables of an operation that hold ids, or why no variable may be used as one is. */
export type PairwiseVariablesReading =
  | { readonly kind: 'found'; readonly variables: PairwiseVariables }
  | { readonly kind: 'refused'; readonly problem: Problem };

const ID: IdPlace = { kind: 'id' };

/**
 * Finds the variables through which an operation takes pairwise ids. Literals there are refused elsewhere
 * (`INLINE_VALUE`), so that what is found here is all that has to be translated.
 *
 * A variable means one thing: where it stands for an id in one place and for some other text in another, the operation
 * is refused. Pure.
 *
 * @param document valid; one operation and its fragments, as the client wrote them.
 * @param pairwise coordinates, as `Graph.pairwise`.
 */
export function findPairwiseVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  pairwise: ReadonlySet<string>,
): PairwiseVariablesReading {
  const variables = new Map<string, IdPlace>();
  if (pairwise.size === 0) return { kind: 'found', variables };
  const plain = new Set<string>();
  const placeOf = createPlaces(pairwise);

  function note(value: ValueNode, type: GraphQLInputType, isId: boolean): void {
    if (value.kind === Kind.VARIABLE) {
      const place = isId ? ID : placeOf(type);
      if (place) variables.set(value.name.value, place);
      else plain.add(value.name.value);
      return;
    }
    const nullable = getNullableType(type);
    if (value.kind === Kind.LIST) {
      const itemType = isListType(nullable) ? nullable.ofType : nullable;
      for (const item of value.values) note(item, itemType, isId);
      return;
    }
    const named = getNamedType(nullable);
    if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return;
    const fields = named.getFields();
    for (const { name, value: inner } of value.fields) {
      const field = Object.hasOwn(fields, name.value) ? fields[name.value] : undefined;
      if (field) note(inner, field.type, pairwise.has(`${named.name}.${field.name}`));
    }
  }

  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Argument(node: ArgumentNode) {
        const [parent, field, argument] = [
          typeInfo.getParentType(),
          typeInfo.getFieldDef(),
          typeInfo.getArgument(),
        ];
        if (!argument) return;
        if (typeInfo.getDirective() || !parent || !field) return note(node.value, argument.type, false);
        // An argument of an interface's field is that of each of its types; should they differ, it is refused.
        for (const type of decidingTypes(schema, parent)) {
          note(node.value, argument.type, pairwise.has(`${type}.${field.name}(${argument.name}:)`));
        }
      },
    }),
  );
  const mixed = [...variables.keys()].find((name) => plain.has(name));
  if (mixed === undefined) return { kind: 'found', variables };
  return {
    kind: 'refused',
    problem: createProblem('GRAPHQL_VALIDATION_FAILED', {
      problem: `$${mixed} stands for the id of a person or record in one place and for another text in the other; declare two variables.`,
    }),
  };
}

/** Makes the function that gives where ids stand in values of an input type; undefined when nowhere. */
function createPlaces(pairwise: ReadonlySet<string>): (type: GraphQLInputType) => IdPlace | undefined {
  const known = new Map<string, Map<string, IdPlace>>();

  /** Begins the place of a type before those of its fields, which may be of the same type. */
  function fieldsOf(type: GraphQLInputType): Map<string, IdPlace> | undefined {
    const named = getNamedType(type);
    if (!isInputObjectType(named) || !holdsIds(named, pairwise, new Set())) return undefined;
    const made = known.get(named.name);
    if (made) return made;
    const fields = new Map<string, IdPlace>();
    known.set(named.name, fields);
    for (const field of Object.values(named.getFields())) {
      const inner = fieldsOf(field.type);
      if (pairwise.has(`${named.name}.${field.name}`)) fields.set(field.name, ID);
      else if (inner) fields.set(field.name, { kind: 'fields', fields: inner });
    }
    return fields;
  }

  return (type) => {
    const fields = fieldsOf(type);
    return fields && { kind: 'fields', fields };
  };
}

/** Whether a value of an input type can hold a pairwise id, at any depth. */
function holdsIds(type: GraphQLInputType, pairwise: ReadonlySet<string>, seen: Set<string>): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some(
    (field) => pairwise.has(`${named.name}.${field.name}`) || holdsIds(field.type, pairwise, seen),
  );
}
