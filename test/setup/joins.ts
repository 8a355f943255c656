import { type GraphQLNamedType, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { Disclosure } from '../../gateway/access/disclosure.ts';
import type { View } from '../../gateway/access/view.ts';

/** A value that some operation of a view has sent from agency to agency, and where it is needed. */
export interface Join extends Disclosure {
  /** `Type.field` that could not be answered without it. */
  readonly field: string;
}

/**
 * Finds every join that an operation of a view can make, by walking from the root: an object that one subgraph has
 * given, and a field of it that only another subgraph has.
 */
export function findJoins(view: View): readonly Join[] {
  const { apiSchema: schema, sources, keyFields } = view.graph;
  const joins = new Map<string, Join>();
  const seen = new Set<string>();

  function walk(type: GraphQLNamedType, subgraph: string): void {
    const state = `${type.name} ${subgraph}`;
    if (seen.has(state)) return;
    seen.add(state);
    if (isInterfaceType(type)) throw new Error(`${type.name} is an interface: teach this walk to go on.`);
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (view.field(coordinate).kind === 'denied') continue;
      const givers = sources.get(coordinate) ?? [];
      for (const giver of givers.includes(subgraph) ? [subgraph] : givers) {
        if (giver !== subgraph && type !== schema.getQueryType() && type !== schema.getMutationType()) {
          note(type.name, subgraph, giver, coordinate);
        }
        walk(getNamedType(field.type), giver);
      }
    }
  }

  function note(type: string, from: string, to: string, field: string): void {
    const [provider, recipient] = [view.providerOf(from), view.providerOf(to)];
    if (provider === recipient) return;
    for (const coordinate of keyFields) {
      if (!coordinate.startsWith(`${type}.`)) continue;
      joins.set(JSON.stringify([provider, recipient, coordinate, field]), {
        provider,
        recipient,
        coordinate,
        field,
      });
    }
  }

  for (const root of [schema.getQueryType(), schema.getMutationType()]) if (root) walk(root, '');
  return [...joins.values()];
}
