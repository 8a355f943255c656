import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { MAX_RECURSIVE_SELECTIONS } from '../planning/planner-config.ts';
import type { GraphQLRequest } from './answer-operations.ts';
import { createGraphGateway } from './create-graph-gateway.ts';
import { createDocumentStore } from './document-store.ts';
import { formatError } from './format-error.ts';
import type { Inquiry } from './inquiry.ts';
import { noteFacts } from './note-facts.ts';
import { RETRY_AFTER } from './operation-answer.ts';
import type { GraphQLAnswer } from './write-answer.ts';

/** Apollo's server for one supergraph: parses and validates what is not known yet, and speaks for what is no operation. */
export interface Apollo {
  answer(request: GraphQLRequest, inquiry: Inquiry): Promise<GraphQLAnswer>;
  stop(): Promise<void>;
}

/** What it is started with. */
export interface ApolloOptions {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSdl: string;
  readonly executor: GatewayExecutor;
  /** Lexical tokens of a document. */
  readonly maxTokens: number;
  readonly logger: Logger;
}

/**
 * Starts Apollo's server for one supergraph. What it finds valid is executed by `executor`.
 */
export async function startApollo({
  apiSchema,
  supergraphSdl,
  executor,
  maxTokens,
  logger,
}: ApolloOptions): Promise<Apollo> {
  const server = new ApolloServer<Inquiry>({
    gateway: createGraphGateway(apiSchema, supergraphSdl, executor),
    logger: quiet(logger),
    formatError,
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    documentStore: createDocumentStore(),
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens },
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
      const retryAfter = answered.headers.get(RETRY_AFTER);
      return {
        status: answered.status ?? 200,
        body: answered.body.kind === 'complete' ? answered.body.string : '',
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
      willSendResponse: async ({ contextValue: { facts }, operationName, response }) => {
        const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
        noteFacts(
          facts,
          facts.hash,
          operationName,
          errors.map(({ extensions }) => String(extensions?.code)),
        );
      },
    }),
  };
}

/** Apollo's own lines are for its developers; what matters of them is said elsewhere. */
function quiet(logger: Logger): Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> {
  return logger.child({ from: 'apollo' }, { level: 'error' });
}
