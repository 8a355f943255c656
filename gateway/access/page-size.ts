import { type FieldNode, type GraphQLField, Kind } from 'graphql';

/** How many rows a list is asked for: what the schema says unless it is given, in the text or by a variable. */
export interface PageSize {
  readonly fallback: number;
  readonly given?: number | { readonly variable: string };
}

/** The argument by which every connection of the graph takes its page size. */
const PAGE_SIZE_ARGUMENT = 'first';

/** Reads the page size of a field; undefined when it takes none. */
export function readPageSize(
  node: FieldNode,
  field: GraphQLField<unknown, unknown> | null | undefined,
): PageSize | undefined {
  const argument = field?.args.find((each) => each.name === PAGE_SIZE_ARGUMENT);
  if (!argument) return undefined;
  // Where the schema says nothing, nobody knows how many it will be.
  const fallback =
    typeof argument.defaultValue === 'number' ? argument.defaultValue : Number.POSITIVE_INFINITY;
  const value = node.arguments?.find((each) => each.name.value === PAGE_SIZE_ARGUMENT)?.value;
  if (value?.kind === Kind.VARIABLE) return { fallback, given: { variable: value.name.value } };
  return value?.kind === Kind.INT ? { fallback, given: Number(value.value) } : { fallback };
}

/** The rows that a page has for these variables, at most. */
export function rowsOf(
  { fallback, given = fallback }: PageSize,
  variables: Readonly<Record<string, unknown>>,
): number {
  if (typeof given === 'number') return given;
  // A variable that is left out, or null, leaves the page as large as the schema says.
  const rows = Object.hasOwn(variables, given.variable) ? variables[given.variable] : undefined;
  return typeof rows === 'number' ? rows : fallback;
}
