import type { QueryPlannerConfig } from '@apollo/query-planner';

/**
 * Bounds on the planner, which is synchronous and has no time limit of its own.
 *
 * `pathsLimit` stops the search where one field has more ways to be reached than any real query needs: an
 * 83-byte operation over an entity that four subgraphs share keeps the planner busy for 40 s without it.
 */
export const PLANNER_CONFIG: QueryPlannerConfig = {
  debug: { pathsLimit: 50, maxEvaluatedPlans: 1_000 },
  // Answers of subgraphs are held against what was asked of them.
  exposeDocumentNodeInFetchNode: true,
};

/**
 * Selections that validation unfolds before it gives up: well above what an operation may have, and below what
 * nested fragments can make of a small text.
 */
export const MAX_RECURSIVE_SELECTIONS = 10_000;
