import type { QueryPlannerConfig } from '@apollo/query-planner';

/** What a planning thread is started with. */
export interface PlanWorkerData {
  readonly supergraphSdl: string;
  readonly config: QueryPlannerConfig;
}

/** What a planning thread says of one operation. */
export type PlanReply =
  /** A `QueryPlan` as JSON. */
  | { readonly kind: 'planned'; readonly plan: string }
  /** The planner's own bounds were met. */
  | { readonly kind: 'limit' }
  /** Nobody can give anything of what it asks for. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly detail: string };
