import { composeServices } from '@apollo/composition';
import type { DocumentNode } from 'graphql';
import { lintGraph } from './lint-graph.ts';
import { readSupergraph } from './read-supergraph.ts';

/** One subgraph as composition sees it. */
export interface SubgraphDefinition {
  readonly name: string;
  /** Routing URL that the supergraph names. */
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

/** A supergraph with what Apollo hints at, or all that keeps it from being one. */
export type Composition =
  | { readonly kind: 'composed'; readonly supergraphSdl: string; readonly hints: readonly string[] }
  | { readonly kind: 'failed'; readonly errors: readonly string[] };

/** Composes subgraphs with Apollo's composition, then holds the result against the rules of `lintGraph`. */
export function composeSupergraph(subgraphs: readonly SubgraphDefinition[]): Composition {
  const composed = composeServices([...subgraphs]);
  if (composed.errors) return { kind: 'failed', errors: composed.errors.map((error) => error.message) };
  const problems = lintGraph(readSupergraph(composed.supergraphSdl));
  if (problems.length > 0) return { kind: 'failed', errors: problems };
  const hints = composed.hints.map((hint) => hint.toString());
  return { kind: 'composed', supergraphSdl: composed.supergraphSdl, hints };
}
