import { createHash } from 'node:crypto';
import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLTypeResolver,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** An object of the data: its key, or for what has none the way to it. */
interface Node {
  readonly __typename: string;
  readonly id: string;
}

/**
 * Answers every field of the small graph, always with the same value: some nulls, lists of none to two, and
 * texts that begin with the coordinate that they are a value of, so that a value tells where it came from.
 */
export const fullDataResolver: GraphQLFieldResolver<unknown, unknown> = (source, given, _, info) => {
  const parent = isNode(source) ? source : { __typename: info.parentType.name, id: 'root' };
  const coordinate = `${info.parentType.name}.${info.fieldName}`;
  if (info.fieldName === 'id' || coordinate === 'Region.code') return parent.id;
  return makeValue(
    info.returnType,
    coordinate,
    [parent.id, coordinate, JSON.stringify(given)].join('|'),
    info,
  );
};

/** Tells the types of objects that `fullDataResolver` gave. */
export const fullDataTypeResolver: GraphQLTypeResolver<unknown, unknown> = (source) =>
  isNode(source) ? source.__typename : undefined;

function isNode(source: unknown): source is Node {
  return typeof source === 'object' && source !== null && '__typename' in source;
}

function makeValue(
  type: GraphQLOutputType,
  coordinate: string,
  seed: string,
  info: Pick<GraphQLResolveInfo, 'schema'>,
): unknown {
  if (!isNonNullType(type)) {
    if (numberOf(`${seed}|null`) % 6 === 0) return null;
  }
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) {
    return Array.from({ length: numberOf(seed) % 3 }, (_, index) =>
      makeValue(nullable.ofType, coordinate, `${seed}|${index}`, info),
    );
  }
  if (isEnumType(nullable)) return nullable.getValues()[numberOf(seed) % nullable.getValues().length]?.value;
  if (isAbstractType(nullable)) {
    // By name: a subgraph and the whole graph may know the members in another order.
    const possible = info.schema.getPossibleTypes(nullable).map(({ name }) => name);
    const name = possible.toSorted()[numberOf(seed) % possible.length] ?? '';
    return { __typename: name, id: keyOf(name, seed) };
  }
  if (isObjectType(nullable)) return { __typename: nullable.name, id: keyOf(nullable.name, seed) };
  switch (nullable.name) {
    case 'Int':
    case 'Float':
      return numberOf(seed) % 1_000;
    case 'Boolean':
      return numberOf(seed) % 2 === 0;
    default:
      return `${coordinate}~${numberOf(seed)}`;
  }
}

function keyOf(type: string, seed: string): string {
  return `${type}.${type === 'Region' ? 'code' : 'id'}~${numberOf(seed)}`;
}

function numberOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE();
}
