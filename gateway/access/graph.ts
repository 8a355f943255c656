import type { GraphQLSchema } from 'graphql';
import type { Mask } from './agreement.ts';

/** How the data-protection law classes a field (UU 27/2022 art 4); `PUBLIC` is reference data. */
export const DATA_CLASSES = ['IDENTIFIER', 'GENERAL', 'SPECIFIC', 'OPERATIONAL', 'PUBLIC'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** What a reduced field shows a part of. */
export interface Reduction {
  /** `Type.field` of the full field. */
  readonly from: string;
  /** The mask of the full field that the reduced field stands for. */
  readonly mask: Mask;
}

/** What one subgraph is sent for a field that it gives. */
export interface Requirement {
  readonly subgraph: string;
  /** `Type.field` of everything in the `@requires` of the field, nested fields and those on the way included. */
  readonly coordinates: readonly string[];
}

/**
 * What access decisions need to know of the composed graph. Immutable; made from one supergraph.
 *
 * A coordinate is written as in the GraphQL schema-coordinates specification: `Citizen.nik`,
 * `Query.citizen(nik:)`, `WorkerFilter.statusIn`.
 * @see https://spec.graphql.org/draft/#sec-Schema-Coordinates
 */
export interface Graph {
  /** The schema that clients see: no `@inaccessible` element, no federation plumbing. */
  readonly apiSchema: GraphQLSchema;
  /** The same with what clients do not see: what subgraphs send each other. */
  readonly fullSchema: GraphQLSchema;
  /** SHA-256 of the supergraph text, hex. */
  readonly hash: string;
  /** Subgraph name to its routing URL. */
  readonly subgraphs: ReadonlyMap<string, string>;
  /** `Type.field` to the subgraphs that can give its value. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** Input type to the subgraphs that define it. */
  readonly inputSources: ReadonlyMap<string, readonly string[]>;
  /** Types without rows of their own: the field or argument that leads to one decides for it. */
  readonly structures: ReadonlySet<string>;
  /** `Type.field` of the fields that entities are known by. */
  readonly keyFields: ReadonlySet<string>;
  /** `Type.field` to the name of its type, lists and "!" left out; fields included that clients do not see. */
  readonly fieldTypes: ReadonlyMap<string, string>;
  /** `Type.field` to what a subgraph has to be sent before it can give it, beside the key. */
  readonly requirements: ReadonlyMap<string, readonly Requirement[]>;
  /** `Type.field` to its class; absent means that nobody classed it. */
  readonly classes: ReadonlyMap<string, DataClass>;
  /** Input coordinate to the output coordinates that it is compared with. */
  readonly reads: ReadonlyMap<string, readonly string[]>;
  /** Coordinates of fields, arguments and input fields whose values are pairwise ids. */
  readonly pairwise: ReadonlySet<string>;
  /** Object type to the fields that lead from an object to the id of the person whom it is about. */
  readonly persons: ReadonlyMap<string, readonly string[]>;
  /** `Type.field` of a reduced field to what it is reduced from. */
  readonly reductions: ReadonlyMap<string, readonly Reduction[]>;
}
