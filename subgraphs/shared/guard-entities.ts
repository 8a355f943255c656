import {
  type GraphQLFieldResolver,
  type GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isScalarType,
  Kind,
} from 'graphql';
import { badInput, subgraphError } from './errors.ts';

/** Entities that one call may ask, all its `_entities` fields together. */
const MAX_REPRESENTATIONS = 1_000;

/** Key fields of a type with their scalars. */
type Keys = ReadonlyMap<string, GraphQLScalarType>;

/**
 * Puts checks in front of `_entities`: how many representations one call holds, and that each names an entity type of
 * this subgraph with a key of the right scalar. A faulty representation gets an error of its own, the others an answer.
 */
export function guardEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()._entities;
  const resolve = field?.resolve;
  if (!field || !resolve) return;
  const keysByType = readKeys(schema);
  const asked = new WeakMap<object, number>();
  const guarded: GraphQLFieldResolver<unknown, object, { representations: readonly unknown[] }> = async (
    source,
    { representations },
    context,
    info,
  ) => {
    const count = (asked.get(context) ?? 0) + representations.length;
    asked.set(context, count);
    if (count > MAX_REPRESENTATIONS) {
      throw subgraphError('TOO_MANY_REPRESENTATIONS', {
        expected: `at most ${MAX_REPRESENTATIONS} representations`,
      });
    }
    const checked = representations.map((representation) => checkRepresentation(keysByType, representation));
    const sound = checked.filter((each) => !(each instanceof Error));
    const entities = (
      (await resolve(source, { representations: sound }, context, info)) as unknown[]
    ).values();
    return checked.map((each) => (each instanceof Error ? each : entities.next().value));
  };
  field.resolve = guarded as GraphQLFieldResolver<unknown, unknown>;
}

function checkRepresentation(keysByType: ReadonlyMap<string, Keys>, representation: unknown): object {
  if (typeof representation !== 'object' || representation === null) {
    return badInput('representations', 'objects with __typename and a key');
  }
  const { __typename } = representation as { readonly __typename?: unknown };
  const keys = typeof __typename === 'string' ? keysByType.get(__typename) : undefined;
  if (!keys) return badInput('representations', 'the name of an entity type of this subgraph in __typename');
  const parsed: Record<string, unknown> = { __typename };
  for (const [name, scalar] of keys) {
    const value = Object.hasOwn(representation, name)
      ? (representation as Record<string, unknown>)[name]
      : null;
    try {
      parsed[name] = scalar.parseValue(value);
    } catch {
      return badInput(`representations.${String(__typename)}.${name}`, `a value of type ${scalar.name}`);
    }
  }
  return parsed;
}

/** Reads the fields of each resolvable `@key` of one scalar field. */
function readKeys(schema: GraphQLSchema): ReadonlyMap<string, Keys> {
  const keysByType = new Map<string, Keys>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const keys = new Map<string, GraphQLScalarType>();
    for (const { name, arguments: parts } of type.astNode?.directives ?? []) {
      if (name.value !== 'key') continue;
      const fields = parts?.find((part) => part.name.value === 'fields')?.value;
      const isResolvable = !parts?.some(
        ({ name: part, value }) =>
          part.value === 'resolvable' && value.kind === Kind.BOOLEAN && value.value === false,
      );
      const key = fields?.kind === Kind.STRING ? type.getFields()[fields.value] : undefined;
      const scalar = key ? getNamedType(key.type) : undefined;
      if (key && isResolvable && isScalarType(scalar)) keys.set(key.name, scalar);
    }
    if (keys.size > 0) keysByType.set(type.name, keys);
  }
  return keysByType;
}
