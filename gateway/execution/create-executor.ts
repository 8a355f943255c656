import { HeaderMap } from '@apollo/server';
import type {
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayGraphQLRequestContext,
} from '@apollo/server-gateway-interface';
import { execute, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Denial } from '../access/cut-operation.ts';
import { denyVariables } from '../access/deny-variables.ts';
import type { View } from '../access/view.ts';
import { createViewSchema } from '../access/view-schema.ts';
import { coerceVariables } from '../planning/coerce-variables.ts';
import {
  type Preparation,
  type PreparedOperation,
  prepareOperation,
  type SizeLimits,
} from '../planning/prepare-operation.ts';
import { createProblem, type Problem } from '../problem.ts';
import { createDenialProblem, explainDecisions } from './explain-decisions.ts';
import { findRefusal } from './find-refusal.ts';
import type { Inquiry } from './inquiry.ts';
import type { RateLimiter } from './limit-rate.ts';
import { shapeAnswer } from './shape-answer.ts';
import { translateErrors } from './translate-errors.ts';

/** What the executor is made of. */
export interface ExecutorOptions {
  /** Apollo's gateway, which plans and runs what is left of an operation. */
  readonly fetchPlan: GatewayExecutor;
  readonly sizeLimits: SizeLimits;
  /** Prepared operations that are kept, over all views. */
  readonly keptOperations: number;
  readonly limitRate: RateLimiter;
  readonly logger: Logger;
}

/** The state of one operation on its way. */
interface Step {
  readonly inquiry: Inquiry;
  readonly prepared: PreparedOperation;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The header that says after how many seconds a client may come again. */
export const RETRY_AFTER = 'retry-after';

/** Views whose schema for introspection is kept. */
const KEPT_SCHEMAS = 100;
/**
 * Characters of the texts whose prepared operations are kept, all together. Comments count for no token: by number
 * alone, a thousand small operations could hold the largest bodies there are.
 */
const KEPT_CHARACTERS = 2 ** 25;

/**
 * Makes the executor that Apollo Server calls: cuts the operation to the view, checks limits, has the rest
 * fetched, and shapes the answer. What depends on view and operation alone is done once and kept.
 */
export function createExecutor(options: ExecutorOptions): GatewayExecutor {
  const kept = new LRUCache<string, Preparation>({ max: options.keptOperations, maxSize: KEPT_CHARACTERS });
  const schemas = new LRUCache<string, { readonly schema: GraphQLSchema | undefined }>({ max: KEPT_SCHEMAS });

  function prepare(
    context: GatewayGraphQLRequestContext,
    view: View,
    denied: ReadonlyMap<string, readonly Denial[]>,
  ): Preparation {
    const name = JSON.stringify([
      view.key,
      context.queryHash,
      context.operationName,
      [...denied].map(([variable, denials]) => [variable, ...denials.map((each) => each.coordinate)]),
    ]);
    const known = kept.get(name);
    if (known) return known;
    const { document, operation, queryHash } = context;
    const preparation = prepareOperation(view, document, operation, queryHash, options.sizeLimits, denied);
    // Every node that is kept holds on to the whole text.
    kept.set(name, preparation, { size: name.length + (document.loc?.source.body.length ?? 0) });
    return preparation;
  }

  function viewSchema(view: View): GraphQLSchema | undefined {
    const known = schemas.get(view.key);
    if (known) return known.schema;
    const schema = createViewSchema(view);
    schemas.set(view.key, { schema });
    return schema;
  }

  async function introspect({ prepared, inquiry, variables }: Step): Promise<GatewayExecutionResult> {
    if (!prepared.introspection) return { data: {} };
    const schema = viewSchema(inquiry.view);
    if (!schema) return { errors: [toError(createProblem('VIEW_EMPTY', { purpose: inquiry.purpose }))] };
    return await execute({ schema, document: prepared.introspection, variableValues: variables });
  }

  async function fetchData(
    context: GatewayGraphQLRequestContext,
    step: Step,
  ): Promise<GatewayExecutionResult> {
    const { prepared, inquiry, variables } = step;
    if (!prepared.data || !prepared.cut) return { data: {} };
    const { document } = prepared.cut;
    const fetched = document
      ? await fetchCut({
          ...context,
          document,
          queryHash: prepared.planKey,
          request: { ...context.request, variables: { ...variables } },
        })
      : { data: {} };
    const errors = translateErrors(fetched.errors ?? [], inquiry.requestId, options.logger);
    const denials = prepared.cut.denials.map((denial) => toError(createDenialProblem(denial, inquiry.view)));
    const shape = { schema: inquiry.view.graph.apiSchema, document: prepared.data, cut: prepared.cut };
    const data = fetched.data
      ? await shapeAnswer(shape.schema, shape.document, shape.cut, fetched.data, variables)
      : null;
    return { data, errors: [...errors, ...denials] };
  }

  async function fetchCut(context: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    try {
      return await options.fetchPlan(context);
    } catch (error) {
      if (!isPlannerLimit(error)) throw error;
      return refuse(createProblem('PLANNING_FAILED'));
    }
  }

  return async (context) => {
    const inquiry = context.context as Inquiry;
    const { view } = inquiry;
    // Apollo's server leaves it out where a document has several and none of them was named.
    const operation: OperationDefinitionNode | undefined = context.operation;
    if (!operation) return refuse(createProblem('OPERATION_NOT_FOUND'));
    const given = context.request.variables ?? {};
    const coercion = coerceVariables(view.graph.apiSchema, operation, given);
    if (coercion.kind === 'refused') return refuse(coercion.problem);
    const variables = coercion.values;

    let preparation = prepare(context, view, new Map());
    if (preparation.kind === 'refused') return refuse(preparation.problem);
    const denied = denyVariables(view, preparation.prepared.cut?.variableUses ?? [], given, variables);
    if (denied.size > 0) preparation = prepare(context, view, denied);
    if (preparation.kind === 'refused') return refuse(preparation.problem);

    const { prepared } = preparation;
    const refusal =
      findRefusal(prepared, inquiry.onDenied, variables) ??
      (await options.limitRate(inquiry, prepared.limits?.requestsPerMinute));
    if (refusal) return refuse(refusal, deniedErrors(prepared, inquiry));

    const step = { inquiry, prepared, variables };
    const [introspection, data] = await Promise.all([introspect(step), fetchData(context, step)]);
    const errors = [...(introspection.errors ?? []), ...(data.errors ?? [])];
    return {
      data: data.data && introspection.data !== null ? { ...introspection.data, ...data.data } : null,
      ...(errors.length > 0 && { errors }),
      ...(inquiry.explain && {
        extensions: { access: explainDecisions(view, prepared.cut?.decisions ?? new Map()) },
      }),
    };
  };
}

/** The planner tells its limits apart from other failures only by its words. */
function isPlannerLimit(error: unknown): boolean {
  return error instanceof Error && /\blimit\b/.test(error.message);
}

function deniedErrors({ cut }: PreparedOperation, { view }: Inquiry): readonly GraphQLError[] {
  return (cut?.denials ?? []).map((denial) => toError(createDenialProblem(denial, view)));
}

/** No `data` at all; the answer has the HTTP status of the problem, and says when to come again if it knows. */
function refuse(problem: Problem, others: readonly GraphQLError[] = []): GatewayExecutionResult {
  const { message, extensions, status } = problem;
  const { retryAfterSeconds } = extensions;
  const headers = new HeaderMap(
    retryAfterSeconds === undefined ? [] : [[RETRY_AFTER, String(retryAfterSeconds)]],
  );
  const http = { status, headers };
  return { errors: [new GraphQLError(message, { extensions: { ...extensions, http } }), ...others] };
}

function toError(problem: Problem): GraphQLError {
  return new GraphQLError(problem.message, { extensions: { ...problem.extensions } });
}
