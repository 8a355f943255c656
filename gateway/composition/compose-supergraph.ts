import { type CompositionResult, composeServices } from '@apollo/composition';
import type { DocumentNode } from 'graphql';
import { lintGraph } from './lint-graph.ts';
import { lintPairwise } from './lint-pairwise.ts';
import { lintPersonPaths, lintPersonsOf } from './lint-persons.ts';
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

/**
 * Hints of Apollo that are errors here: it takes one subgraph's word about a directive where two differ, and
 * with it the class of a field that others own.
 */
const REFUSED_HINTS: ReadonlySet<string> = new Set(['INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS']);

/** Composes subgraphs with Apollo's composition, then holds the result against the rules of the lints. */
export function composeSupergraph(subgraphs: readonly SubgraphDefinition[]): Composition {
  let composed: CompositionResult;
  try {
    composed = composeServices([...subgraphs]);
  } catch (error) {
    // Where two subgraphs call one directive by two names, Apollo's composition fails on an assertion.
    return { kind: 'failed', errors: [error instanceof Error ? error.message : String(error)] };
  }
  if (composed.errors) return { kind: 'failed', errors: composed.errors.map((error) => error.message) };
  const refused = composed.hints.filter((hint) => REFUSED_HINTS.has(hint.definition.code));
  const graph = readSupergraph(composed.supergraphSdl);
  const problems = [
    ...refused.map((hint) => hint.toString()),
    ...lintGraph(graph),
    ...lintPairwise(graph, subgraphs),
    ...lintPersonPaths(graph),
    ...lintPersonsOf(graph, subgraphs),
  ];
  if (problems.length > 0) return { kind: 'failed', errors: problems };
  const hints = composed.hints.map((hint) => hint.toString());
  return { kind: 'composed', supergraphSdl: composed.supergraphSdl, hints };
}
