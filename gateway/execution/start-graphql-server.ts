import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { SizeLimits } from '../planning/prepare-operation.ts';
import { type PlannerOptions, startPlanner } from '../planning/start-planner.ts';
import { createProblem } from '../problem.ts';
import { createAnswerOperation, type GraphQLRequest } from './answer-operations.ts';
import { createExecutor } from './create-executor.ts';
import type { Inquiry } from './inquiry.ts';
import { createIntrospection } from './introspect.ts';
import type { KeepIntent } from './keep-intent.ts';
import { createRateLimiter } from './limit-rate.ts';
import { createMakeReady } from './make-ready.ts';
import { createOperationStore } from './operation-store.ts';
import { createRunWithGrants, type SubgraphAccess } from './run-with-grants.ts';
import { startApollo } from './start-apollo.ts';
import { type GraphQLAnswer, writeAnswer } from './write-answer.ts';

/**
 * What answers operations on one supergraph. Another supergraph gets a server of its own, so that an operation
 * ends on the graph on which it began.
 */
export interface GraphQLServer {
  answer(request: GraphQLRequest, inquiry: Inquiry): Promise<GraphQLAnswer>;
  /** Waits for the operations in flight. */
  stop(): Promise<void>;
}

/** What planning may take. */
export type PlanningBounds = Pick<PlannerOptions, 'planDeadlineMs' | 'plannerWorkers' | 'plannerMemoryMb'>;

/** What the server is started with. */
export interface GraphQLServerOptions {
  readonly supergraphSdl: string;
  /** What clients may ask of it. */
  readonly apiSchema: GraphQLSchema;
  /** Subgraph name to the address that is called. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  readonly subgraphAccess: SubgraphAccess;
  readonly sizeLimits: SizeLimits;
  /** Whether what operations disclose is accounted for. Default: false. */
  readonly isAccounting?: boolean;
  /** Lexical tokens of a document. */
  readonly maxTokens: number;
  readonly keptOperations: number;
  readonly planning: PlanningBounds;
  readonly keepIntent: KeepIntent;
  readonly logger: Logger;
}

/**
 * Starts what answers operations on one supergraph, without a listener: what is known by one look-up, everything
 * else through Apollo's server. Both ways give the same bytes.
 *
 * @throws Error when the supergraph does not load.
 */
export async function startGraphQLServer(options: GraphQLServerOptions): Promise<GraphQLServer> {
  const { supergraphSdl, subgraphAccess, logger } = options;
  const planner = await startPlanner({
    supergraphSdl,
    ...options.planning,
    logger,
  });
  const answerOperation = createAnswerOperation({
    store: createOperationStore(options.keptOperations),
    makeReady: createMakeReady({
      planner,
      sizeLimits: options.sizeLimits,
      isAccounting: options.isAccounting ?? false,
    }),
    introspect: createIntrospection(logger),
    run: createRunWithGrants(subgraphAccess, options.subgraphUrls),
    limitRate: createRateLimiter(),
    keepIntent: options.keepIntent,
  });
  const apollo = await startApollo({
    apiSchema: options.apiSchema,
    supergraphSdl,
    executor: createExecutor(answerOperation),
    maxTokens: options.maxTokens,
    logger,
  }).catch(async (error: unknown) => {
    await planner.stop();
    throw error;
  });

  return {
    async answer(request, inquiry) {
      try {
        const known = await answerOperation(inquiry, request);
        return known ? writeAnswer(known) : await apollo.answer(request, inquiry);
      } catch (err) {
        logger.error({ requestId: inquiry.requestId, err }, 'request failed');
        return writeAnswer({ kind: 'refused', problem: createProblem('INTERNAL'), others: [] });
      }
    },
    async stop() {
      await apollo.stop();
      await planner.stop();
    },
  };
}
