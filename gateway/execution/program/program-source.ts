import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, FieldNode, GraphQLSchema } from 'graphql';
import type { PairwiseVariables } from '../../planning/find-pairwise-variables.ts';
import type { Accounting } from './accounting.ts';

/** What one operation of one view is compiled from. */
export interface ProgramSource {
  /** The API schema: what clients may ask of. */
  readonly schema: GraphQLSchema;
  /** The schema with what clients do not see; `schema` unless given. */
  readonly fullSchema?: GraphQLSchema;
  /** As asked: one valid operation, fragments unfolded, without introspection. */
  readonly document: DocumentNode;
  /** Field nodes of `document` that answer null. */
  readonly deniedNodes: ReadonlySet<FieldNode>;
  /** How what is left of it is fetched; undefined when nothing is. */
  readonly plan: QueryPlan | undefined;
  /** Coordinates whose values are pairwise ids: `Type.field`, `Type.field(argument:)`, `Input.field`. */
  readonly pairwise: ReadonlySet<string>;
  /** Where `document` takes such ids. */
  readonly pairwiseVariables: PairwiseVariables;
  /** The mask that a value of `Type.field` goes out under, `Type` an object type; undefined for none. */
  readonly maskOf: (coordinate: string) => ((value: unknown) => unknown) | undefined;
  /** The agency that answers for a subgraph, and whose ids it speaks. */
  readonly providerOf: (subgraph: string) => string;
  /** The agency that asks, and whose ids the answer speaks. */
  readonly consumer: string;
  /** What is needed to count what is disclosed; nothing is counted without it. */
  readonly accounting?: Accounting | undefined;
}
