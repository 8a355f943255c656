import { doTypesOverlap, type GraphQLSchema, isCompositeType } from 'graphql';
import { decidingTypes } from './deciding-types.ts';
import type { Disclosure } from './disclosure.ts';
import { type Need, type PlannedFetch, slotOf } from './planned-fetch.ts';
import type { View } from './view.ts';

/**
 * What the agencies of others disclose when a fetch sends what it needs.
 *
 * A key of an entity and an input of `@requires` are values of the agency whose subgraph supplied them in this plan,
 * and are sent to the agency whose subgraph is asked. Where several could have supplied a value each of them counts;
 * where none is known, everybody who could. `__typename` tells nothing that the plan does not.
 */
export function disclosuresOf(view: View, fetch: PlannedFetch, need: Need): readonly Disclosure[] {
  const { fullSchema } = view.graph;
  const recipient = view.providerOf(fetch.subgraph);
  const type = fullSchema.getType(need.type);
  const types = type ? decidingTypes(fullSchema, type) : [need.type];
  const supplied = suppliersOf(fullSchema, fetch, need).flatMap((supplier) => {
    const provider = view.providerOf(supplier.subgraph);
    const supplies = supplier.supplies.get(slotOf(need.place, need.key)) ?? [];
    return supplies.flatMap(({ field, conditions }) =>
      types
        .filter((each) => conditions.every((condition) => canBeBoth(fullSchema, condition, each)))
        // What is sent is what was supplied under the name, whatever the subgraph takes it for.
        .map((each) => ({ provider, recipient, coordinate: `${each}.${field}` })),
    );
  });
  if (supplied.length > 0) return supplied;
  return types.flatMap((each) => {
    const coordinate = `${each}.${need.field}`;
    const sources = view.graph.sources.get(coordinate) ?? [''];
    return sources.map((source) => ({ provider: view.providerOf(source), recipient, coordinate }));
  });
}

/** The fetches that may have supplied a value before a fetch that needs it. */
export function suppliersOf(
  schema: GraphQLSchema,
  { before }: PlannedFetch,
  need: Need,
): readonly PlannedFetch[] {
  return before.filter(({ supplies }) =>
    supplies
      .get(slotOf(need.place, need.key))
      ?.some(({ conditions }) => conditions.every((each) => canBeBoth(schema, each, need.type))),
  );
}

/** True when an object can be of both types. A type that clients do not see may be anything. */
export function canBeBoth(schema: GraphQLSchema, one: string, other: string): boolean {
  const [type, otherType] = [schema.getType(one), schema.getType(other)];
  if (!isCompositeType(type) || !isCompositeType(otherType)) return true;
  return doTypesOverlap(schema, type, otherType);
}
