import type { QueryPlan, QueryPlannerConfig } from '@apollo/query-planner';
import { type DocumentNode, print } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { createProblem, type Problem } from '../problem.ts';
import { PLANNER_CONFIG } from './planner-config.ts';
import { renameAliases } from './rename-aliases.ts';
import { startPlanWorkers } from './start-plan-workers.ts';

/** A plan, or why there is none. */
export type Planning =
  | { readonly kind: 'planned'; readonly plan: QueryPlan }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Plans operations outside of the thread that answers requests. */
export interface Planner {
  /**
   * Plans a valid document of one operation. In the plan, a field stands under its `planResponseName`. Equal documents are planned once; a plan is shared and must not be changed.
   *
   * @throws Error when the planner fails by itself.
   */
  plan(document: DocumentNode): Promise<Planning>;
  /** Ends its threads. What still waits is refused. */
  stop(): Promise<void>;
}

/** What a planner is started with. */
export interface PlannerOptions {
  readonly supergraphSdl: string;
  /** Milliseconds that a plan may take, once a thread has taken it up. */
  readonly planDeadlineMs: number;
  /** Threads. Each takes some 40 MB. */
  readonly plannerWorkers: number;
  /** Megabytes of the heap of one thread. */
  readonly plannerMemoryMb: number;
  readonly logger: Logger;
  /** Bounds of Apollo's planner; those of the gateway unless told otherwise. */
  readonly config?: QueryPlannerConfig;
}

/** Characters of the plans and operations that are kept, all together. */
const KEPT_CHARACTERS = 2 ** 20;
/** How long an operation that could not be planned is refused without another try. */
const REFUSED_MS = 30_000;

/**
 * Starts a planner. Apollo's planner is synchronous and has no limit of time: here it runs in threads that are
 * killed when a plan takes too long or too much memory, and nothing but further plans waits meanwhile.
 *
 * @throws Error when the supergraph does not load.
 */
export async function startPlanner(options: PlannerOptions): Promise<Planner> {
  const { config = PLANNER_CONFIG, logger } = options;
  // Plans cross as text: whoever compiles one reads the text of its fetches.
  const workers = await startPlanWorkers({
    ...options,
    config: { ...config, exposeDocumentNodeInFetchNode: false },
  });
  const kept = new LRUCache<string, Planning>({ max: 10_000, maxSize: KEPT_CHARACTERS });
  const underWay = new Map<string, Promise<Planning>>();

  async function planText(text: string): Promise<Planning> {
    const outcome = await workers.plan(text);
    switch (outcome.kind) {
      case 'planned': {
        const planning: Planning = { kind: 'planned', plan: JSON.parse(outcome.plan) };
        kept.set(text, planning, { size: text.length + outcome.plan.length });
        return planning;
      }
      case 'failed':
        throw new Error(`The planner failed: ${outcome.detail}`);
      case 'busy':
        return { kind: 'refused', problem: createProblem('OVERLOADED') };
      case 'stopped':
        return { kind: 'refused', problem: createProblem('SHUTTING_DOWN') };
      default: {
        logger.warn(
          { outcome: outcome.kind, ...('detail' in outcome && { detail: outcome.detail }) },
          'an operation was not planned',
        );
        const planning: Planning = { kind: 'refused', problem: createProblem('PLANNING_FAILED') };
        kept.set(text, planning, { size: text.length, ttl: REFUSED_MS });
        return planning;
      }
    }
  }

  return {
    async plan(document) {
      const text = print(renameAliases(document));
      const known = kept.get(text) ?? underWay.get(text);
      if (known) return known;
      const planning = planText(text).finally(() => underWay.delete(text));
      underWay.set(text, planning);
      return planning;
    },
    stop: () => workers.stop(),
  };
}
