import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  Kind,
  type ValueNode,
} from 'graphql';
import type { Graph } from './graph.ts';

/** What an argument's literal uses: an input field, or a variable whose value is known later. */
export type LiteralUse =
  | { readonly kind: 'coordinate'; readonly coordinate: string }
  | { readonly kind: 'variable'; readonly variable: string; readonly type: GraphQLInputType };

/** The input fields and variables inside a literal, at every depth. */
export function literalUses(value: ValueNode, type: GraphQLInputType): readonly LiteralUse[] {
  if (value.kind === Kind.VARIABLE) return [{ kind: 'variable', variable: value.name.value, type }];
  const nullable = getNullableType(type);
  if (value.kind === Kind.LIST) {
    const itemType = isListType(nullable) ? nullable.ofType : nullable;
    return value.values.flatMap((each) => literalUses(each, itemType));
  }
  const named = getNamedType(nullable);
  if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return [];
  const fields = named.getFields();
  return value.fields.flatMap((each) => {
    const field = Object.hasOwn(fields, each.name.value) ? fields[each.name.value] : undefined;
    if (!field) return [];
    const coordinate = `${named.name}.${field.name}`;
    return [{ kind: 'coordinate' as const, coordinate }, ...literalUses(each.value, field.type)];
  });
}

/** The input fields that a variable's value uses when it is read as an input type, at every depth. */
export function valueCoordinates(
  value: unknown,
  inputType: string,
  schema: GraphQLSchema,
): ReadonlySet<string> {
  const coordinates = new Set<string>();
  const type = schema.getType(inputType);
  if (isInputObjectType(type)) collect(value, type);
  return coordinates;

  function collect(each: unknown, expected: GraphQLInputType): void {
    if (Array.isArray(each)) {
      for (const item of each) collect(item, expected);
      return;
    }
    const named = getNamedType(expected);
    if (typeof each !== 'object' || each === null || !isInputObjectType(named)) return;
    for (const field of Object.values(named.getFields())) {
      if (!Object.hasOwn(each, field.name)) continue;
      coordinates.add(`${named.name}.${field.name}`);
      collect((each as Readonly<Record<string, unknown>>)[field.name], field.type);
    }
  }
}

/** Literals that a scalar of the graph's own can be written as: it reads `A1234567` like `"A1234567"`. */
const SCALAR_KINDS = [Kind.STRING, Kind.INT, Kind.FLOAT, Kind.ENUM] as const;

/**
 * Finds an identifier of a person that stands in the operation's text.
 *
 * Query text reaches plan keys, caches and logs; variables do not. So a value that is compared with an
 * identifier has to come as a variable, and a pairwise id besides because only variables are translated.
 *
 * @returns the coordinate of the input that holds it.
 */
export function findInlineIdentifier(
  graph: Graph,
  coordinate: string,
  type: GraphQLInputType,
  value: ValueNode,
): string | undefined {
  const isIdentifier =
    graph.pairwise.has(coordinate) ||
    graph.reads.get(coordinate)?.some((read) => graph.classes.get(read) === 'IDENTIFIER');
  if (isIdentifier && holdsKind(value, SCALAR_KINDS)) return coordinate;
  const nullable = getNullableType(type);
  if (value.kind === Kind.LIST) {
    const itemType = isListType(nullable) ? nullable.ofType : nullable;
    return first(value.values, (each) => findInlineIdentifier(graph, coordinate, itemType, each));
  }
  const named = getNamedType(nullable);
  if (value.kind !== Kind.OBJECT || !isInputObjectType(named)) return undefined;
  const fields = named.getFields();
  return first(value.fields, (each) => {
    const field = Object.hasOwn(fields, each.name.value) ? fields[each.name.value] : undefined;
    return field && findInlineIdentifier(graph, `${named.name}.${field.name}`, field.type, each.value);
  });
}

/**
 * True when a literal can hold an identifier: a text anywhere, or, for a scalar of the graph's own or an ID, a
 * number or a bare word, which such a scalar reads as well.
 */
export function mayHoldIdentifier(value: ValueNode, type: GraphQLInputType): boolean {
  const nullable = getNullableType(type);
  if (value.kind === Kind.LIST) {
    const itemType = isListType(nullable) ? nullable.ofType : nullable;
    return value.values.some((each) => mayHoldIdentifier(each, itemType));
  }
  const named = getNamedType(nullable);
  if (value.kind === Kind.OBJECT && isInputObjectType(named)) {
    const fields = new Map(Object.entries(named.getFields()));
    return value.fields.some((each) =>
      mayHoldIdentifier(each.value, fields.get(each.name.value)?.type ?? named),
    );
  }
  const isPlain = isEnumType(named) || ['Int', 'Float', 'Boolean'].includes(named.name);
  return holdsKind(value, isPlain ? [Kind.STRING] : SCALAR_KINDS);
}

function holdsKind(value: ValueNode, kinds: readonly Kind[]): boolean {
  if (value.kind === Kind.LIST) return value.values.some((each) => holdsKind(each, kinds));
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => holdsKind(field.value, kinds));
  return kinds.includes(value.kind);
}

function first<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
