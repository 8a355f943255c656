import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { createPlannableSupergraph } from '../../gateway/planning/plannable/plannable-supergraph.ts';
import { restorePlan } from '../../gateway/planning/plannable/restore-plan.ts';
import { PLANNER_CONFIG } from '../../gateway/planning/planner-config.ts';
import { renameAliases } from '../../gateway/planning/rename-aliases.ts';
import type { Planner } from '../../gateway/planning/start-planner.ts';

/** Plans as the gateway does, without a thread: for tests that need many small graphs. */
export function createInProcessPlanner(supergraphSdl: string): Pick<Planner, 'plan'> {
  const plannable = createPlannableSupergraph(supergraphSdl);
  const supergraph = Supergraph.build(plannable.supergraphSdl);
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, {
    ...PLANNER_CONFIG,
    exposeDocumentNodeInFetchNode: false,
  });
  return {
    async plan(document) {
      const plan = planner.buildQueryPlan(operationFromDocument(apiSchema, renameAliases(document)));
      return { kind: 'planned', plan: JSON.parse(JSON.stringify(restorePlan(plan, plannable))) };
    },
  };
}
