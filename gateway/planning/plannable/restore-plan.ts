import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { RequiredVariants } from './required-variant.ts';
import { restoreFetch } from './restore-fetch.ts';
import { splitFetch } from './split-fetch.ts';

/**
 * Gives a plan that names variants the real fields and arguments back: a variant stays as an alias, so that each value
 * keeps a place of its own. A fetch that would send two variants of one field in one representation becomes several. Pure.
 */
export function restorePlan(plan: QueryPlan, required: RequiredVariants): QueryPlan {
  if (required.variants.size === 0 || !plan.node) return plan;

  function restore(node: PlanNode): PlanNode {
    switch (node.kind) {
      case 'Sequence':
      case 'Parallel':
        return { ...node, nodes: node.nodes.map(restore) };
      case 'Condition':
        return {
          ...node,
          ...(node.ifClause && { ifClause: restore(node.ifClause) }),
          ...(node.elseClause && { elseClause: restore(node.elseClause) }),
        };
      case 'Flatten':
        return node.node.kind === 'Fetch'
          ? parallel(restoreParts(node.node).map((part) => ({ ...node, node: part })))
          : { ...node, node: restore(node.node) };
      case 'Fetch':
        return parallel(restoreParts(node));
      default:
        return node;
    }
  }

  function restoreParts(fetch: FetchNode): readonly FetchNode[] {
    return splitFetch(fetch, required).map((part) => restoreFetch(part, required));
  }

  return plan.node.kind === 'Subscription' ? plan : { ...plan, node: restore(plan.node) };
}

function parallel(nodes: readonly PlanNode[]): PlanNode {
  const [first] = nodes;
  return first && nodes.length === 1 ? first : { kind: 'Parallel', nodes: [...nodes] };
}
