import { parentPort, workerData } from 'node:worker_threads';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { asksForData } from './asks-for-data.ts';
import type { PlanReply, PlanWorkerData } from './plan-messages.ts';
import { createPlannableSupergraph } from './plannable/plannable-supergraph.ts';
import { restorePlan } from './plannable/restore-plan.ts';

/**
 * The thread that plans. It is sent the text of an operation at a time and replies with the plan; it may be killed at
 * any moment, and holds nothing that is not made anew from the supergraph.
 */

/** How the planner begins what it says when an operation is more than it takes on. All else is a failure of its own. */
const LIMIT_MESSAGES =
  /^(Exceeded maximum recursive selections|Number of non-local selections exceeds limit|Too many options generated for )/;
/** A failure can quote the whole operation. */
const MAX_DETAIL_CHARACTERS = 500;

const { supergraphSdl, config } = workerData as PlanWorkerData;
const plannable = createPlannableSupergraph(supergraphSdl);
const supergraph = Supergraph.build(plannable.supergraphSdl);
const apiSchema = supergraph.apiSchema();
const planner = new QueryPlanner(supergraph, config);

function plan(text: string): PlanReply {
  try {
    const document = parse(text, { noLocation: true });
    const found = planner.buildQueryPlan(operationFromDocument(apiSchema, document));
    if (!found.node && asksForData(document)) return { kind: 'unreachable' };
    return { kind: 'planned', plan: JSON.stringify(restorePlan(found, plannable)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return LIMIT_MESSAGES.test(message)
      ? { kind: 'limit' }
      : { kind: 'failed', detail: message.slice(0, MAX_DETAIL_CHARACTERS) };
  }
}

parentPort?.on('message', (text: string) => parentPort?.postMessage(plan(text)));
parentPort?.postMessage('ready');
