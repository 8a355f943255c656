import type { QueryPlan } from '@apollo/query-planner';
import type { FieldNode } from 'graphql';
import { readAskedFields } from '../access/asked-field.ts';
import { cutOperation } from '../access/cut-operation.ts';
import { type Cause, findCauses } from '../access/find-causes.ts';
import { findUndisclosed } from '../access/find-undisclosed.ts';
import { readOperationLimits } from '../access/operation-limits.ts';
import type { PlanShape } from '../access/plan-shape.ts';
import { type PlannedFetch, readFetches } from '../access/planned-fetch.ts';
import type { View } from '../access/view.ts';
import type { Problem } from '../problem.ts';
import { askPersons } from './ask-persons.ts';
import type { PreparedOperation } from './prepare-operation.ts';
import { planResponseName } from './rename-aliases.ts';
import type { Planner } from './start-planner.ts';

/** A prepared operation with a plan that sends no value where no agreement lets it be sent. */
export interface PlannedOperation extends PreparedOperation {
  /** Of `cut.document`; undefined when nothing is left to fetch. Shared: never change it. */
  readonly plan: QueryPlan | undefined;
  /** The fetches of `plan`. */
  readonly fetches: readonly PlannedFetch[];
  /** Why fields were denied beside those of `cut.denials`: one each for a field and a disclosure that it would need. */
  readonly undisclosed: readonly Cause[];
}

/** A planned operation, or why it cannot be planned. */
export type OperationPlanning =
  | { readonly kind: 'planned'; readonly planned: PlannedOperation }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Rounds after which whole fields of the root are denied: each plan takes time. */
const FINE_ROUNDS = 8;

/**
 * Plans an operation so that nothing undisclosed moves between agencies: what would be disclosed without an agreement
 * takes away the fields that need it, and the rest is planned again until it stands. Each round takes away one field
 * at least, so that it ends.
 *
 * @param isAccounting whether the plan has to tell whom each row is about.
 * @throws Error when the planner fails by itself.
 */
export async function planOperation(
  view: View,
  prepared: PreparedOperation,
  planner: Pick<Planner, 'plan'>,
  isAccounting = false,
): Promise<OperationPlanning> {
  const { data } = prepared;
  const causes = new Map<string, Cause>();
  const lost = new Set<FieldNode>();
  let { cut, limits } = prepared;
  for (let round = 1; data && cut?.document; round += 1) {
    const asking = isAccounting ? askPersons(view.graph, cut.document) : cut.document;
    const planning = await planner.plan(asking);
    if (planning.kind === 'refused') return planning;
    const fetches = readFetches(planning.plan.node as PlanShape | undefined, view.graph.fieldTypes);
    const undisclosed = findUndisclosed(view, fetches);
    if (undisclosed.length === 0) return planned(planning.plan, fetches);
    const asked = readAskedFields(view.graph.apiSchema, data, cut.deniedNodes, planResponseName);
    for (const cause of findCauses(view.graph, fetches, undisclosed, asked, round > FINE_ROUNDS)) {
      const { provider, recipient, coordinate } = cause.undisclosed;
      causes.set(JSON.stringify([cause.field, provider, recipient, coordinate]), cause);
      lost.add(cause.node);
    }
    cut = cutOperation(view, data, prepared.deniedVariables, lost);
    limits = readOperationLimits(view, data, cut);
  }
  return planned(undefined, []);

  function planned(plan: QueryPlan | undefined, fetches: readonly PlannedFetch[]): OperationPlanning {
    return {
      kind: 'planned',
      planned: { ...prepared, cut, limits, plan, fetches, undisclosed: [...causes.values()] },
    };
  }
}
