import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';

/** One step from the root of the answer towards the objects that a fetch adds to. */
export type PathStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'types'; readonly names: readonly string[] };

/** A variable that must have this value for a fetch to be made. */
export interface PlanCondition {
  readonly variable: string;
  readonly value: boolean;
}

/** One fetch of a plan, and what it waits for. */
export interface FetchStep {
  readonly node: FetchNode;
  readonly path: readonly PathStep[];
  readonly conditions: readonly PlanCondition[];
  /** Steps that must have ended, by their place in the list. */
  readonly after: readonly number[];
  /** How many fetches stand before it, one after the other. */
  readonly level: number;
}

/**
 * Reads a plan as a list of fetches, each after those that it waits for.
 *
 * @throws Error for what no plan of ours holds: deferred parts, subscriptions, contexts.
 */
export function readPlan(plan: QueryPlan | undefined): readonly FetchStep[] {
  const steps: FetchStep[] = [];

  function levelAfter(after: readonly number[]): number {
    return after.reduce((highest, index) => Math.max(highest, (steps[index]?.level ?? 0) + 1), 0);
  }

  /** Adds the fetches of a node; says what waits for the node waits for. */
  function read(
    node: PlanNode,
    path: readonly PathStep[],
    conditions: readonly PlanCondition[],
    after: readonly number[],
  ): readonly number[] {
    switch (node.kind) {
      case 'Fetch':
        if (node.contextRewrites?.length) throw new Error('A plan must not set contexts.');
        return [steps.push({ node, path, conditions, after, level: levelAfter(after) }) - 1];
      case 'Flatten':
        return read(node.node, [...path, ...node.path.flatMap(readPathElement)], conditions, after);
      case 'Sequence':
        return node.nodes.reduce((waited, each) => read(each, path, conditions, waited), after);
      case 'Parallel': {
        const ends = node.nodes.flatMap((each) => read(each, path, conditions, after));
        return ends.length > 0 ? [...new Set(ends)] : after;
      }
      case 'Condition': {
        const branch = (clause: PlanNode | undefined, value: boolean) =>
          clause ? read(clause, path, [...conditions, { variable: node.condition, value }], after) : after;
        return [...new Set([...branch(node.ifClause, true), ...branch(node.elseClause, false)])];
      }
      case 'Defer':
        throw new Error('A plan must not defer.');
    }
  }

  if (plan?.node?.kind === 'Subscription') throw new Error('A plan must not subscribe.');
  if (plan?.node) read(plan.node, [], [], []);
  return steps;
}

/** Reads `name`, `@`, or either with `|[Type,Type]` behind it, which keeps only objects of these types. */
function readPathElement(element: string | number): readonly PathStep[] {
  const [name = '', types] = String(element).split('|[');
  const step: readonly PathStep[] = name === '@' ? [{ kind: 'list' }] : name ? [{ kind: 'field', name }] : [];
  return types === undefined ? step : [...step, { kind: 'types', names: types.slice(0, -1).split(',') }];
}
