import './telemetry-off.ts';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { Logger } from 'pino';
import { MAX_RECURSIVE_SELECTIONS, PLANNER_CONFIG } from '../planning/planner-config.ts';
import type { SizeLimits } from '../planning/prepare-operation.ts';
import { createExecutor, RETRY_AFTER } from './create-executor.ts';
import { createDocumentStore } from './document-store.ts';
import { formatError } from './format-error.ts';
import type { Inquiry } from './inquiry.ts';
import { createRateLimiter } from './limit-rate.ts';
import { createSubgraphDataSource, type SubgraphAccess } from './subgraph-data-source.ts';

const LOGGED_HASH_DIGITS = 16;

/** One operation as it came. */
export interface GraphQLRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** What is answered to one operation. */
export interface GraphQLAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

/**
 * Apollo's server and gateway for one supergraph, with Simpul's executor between them. Another supergraph gets
 * a server of its own, so that an operation ends on the graph on which it began.
 */
export interface GraphQLServer {
  answer(request: GraphQLRequest, inquiry: Inquiry): Promise<GraphQLAnswer>;
  /** Waits for the operations in flight. */
  stop(): Promise<void>;
}

/** What the server is started with. */
export interface GraphQLServerOptions {
  readonly supergraphSdl: string;
  /** Subgraph name to the address that is called instead of the routing URL. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  readonly subgraphAccess: SubgraphAccess;
  readonly sizeLimits: SizeLimits;
  /** Lexical tokens of a document. */
  readonly maxTokens: number;
  readonly keptOperations: number;
  readonly logger: Logger;
}

/**
 * Starts what answers operations on one supergraph, without a listener.
 *
 * @throws Error when the supergraph does not load.
 */
export async function startGraphQLServer(options: GraphQLServerOptions): Promise<GraphQLServer> {
  const { subgraphUrls, subgraphAccess, logger } = options;
  const apolloGateway = new ApolloGateway({
    logger: quiet(logger),
    queryPlannerConfig: PLANNER_CONFIG,
    __exposeQueryPlanExperimental: false,
    buildService: ({ name, url }) =>
      createSubgraphDataSource(name, subgraphUrls.get(name) ?? url ?? '', subgraphAccess),
    supergraphSdl: options.supergraphSdl,
  });

  const gateway: GatewayInterface = {
    onSchemaLoadOrUpdate: (callback) => apolloGateway.onSchemaLoadOrUpdate(callback),
    stop: () => apolloGateway.stop(),
    async load(apollo) {
      const { executor } = await apolloGateway.load(apollo);
      return {
        executor: createExecutor({
          fetchPlan: executor as NonNullable<typeof executor>,
          sizeLimits: options.sizeLimits,
          keptOperations: options.keptOperations,
          limitRate: createRateLimiter(),
          logger,
        }),
      };
    },
  };

  const server = new ApolloServer<Inquiry>({
    gateway,
    logger: quiet(logger),
    formatError,
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    documentStore: createDocumentStore(),
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: options.maxTokens },
    maxRecursiveSelections: MAX_RECURSIVE_SELECTIONS,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      createFactNote(logger),
    ],
  });
  await server.start();

  return {
    async answer({ query, variables, operationName }, inquiry) {
      const answered = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          headers: new HeaderMap([['content-type', 'application/json']]),
          search: '',
          body: { query, variables, ...(operationName !== undefined && { operationName }) },
        },
        context: async () => inquiry,
      });
      const body = answered.body.kind === 'complete' ? answered.body.string : '';
      const retryAfter = answered.headers.get(RETRY_AFTER);
      return {
        status: answered.status ?? 200,
        body,
        ...(retryAfter && { headers: { [RETRY_AFTER]: retryAfter } }),
      };
    },
    stop: () => server.stop(),
  };
}

/** Notes for the log what was asked and how it ended, and logs the cause of what the client sees as `INTERNAL`. */
function createFactNote(logger: Logger): ApolloServerPlugin<Inquiry> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue: { requestId } }) => {
        for (const { originalError: err } of errors) {
          if (err && !('extensions' in err)) logger.error({ requestId, err }, 'request failed');
        }
      },
      willSendResponse: async ({ contextValue: { facts }, queryHash, operationName, response }) => {
        const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
        if (queryHash) facts.operation = queryHash.slice(0, LOGGED_HASH_DIGITS);
        if (operationName) facts.operationName = operationName;
        if (errors.length > 0)
          facts.codes = [...new Set(errors.map(({ extensions }) => String(extensions?.code)))];
      },
    }),
  };
}

/** Apollo's own lines are for its developers; what matters of them is said elsewhere. */
function quiet(logger: Logger): Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> {
  return logger.child({ from: 'apollo' }, { level: 'error' });
}
