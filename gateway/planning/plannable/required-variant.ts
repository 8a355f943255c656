import type { ArgumentNode } from 'graphql';

/**
 * A field with the arguments that a `@requires` gives it, as a field of its own without any.
 *
 * Apollo's planner tells fields apart by their response name alone: `duty(zone: HOME)`, required by one field,
 * and `duty(zone: AWAY)`, required by another or asked by the client, are one to it, and whichever comes first
 * is sent as both. Under names of their own they are planned apart, and plans get the real ones back.
 */
export interface RequiredVariant {
  /** The real field. */
  readonly name: string;
  readonly arguments: readonly ArgumentNode[];
}

/** All variants of a supergraph. */
export interface RequiredVariants {
  /** By the name that a variant has in the supergraph that plans are made from. */
  readonly variants: ReadonlyMap<string, RequiredVariant>;
  /** What `subgraph Type.field` requires of them: real path (`depot.fee`) to variant. */
  readonly needs: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The name of a field of a subgraph among the needs. */
export function needKey(subgraph: string, type: string, field: string): string {
  return `${subgraph} ${type}.${field}`;
}
