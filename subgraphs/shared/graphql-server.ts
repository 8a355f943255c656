import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { checkVariables } from './check-variables.ts';
import { createErrorFormatter } from './format-error.ts';
import { guardEntities } from './guard-entities.ts';
import { RefuseServiceRule } from './refuse-service-rule.ts';
import { SCALARS } from './scalars/scalars.ts';
import type { Subgraph, SubgraphContext } from './subgraph.ts';

/** Tokens of an operation at most: what the gateway plans stays far below. */
const MAX_TOKENS = 15_000;

/** The GraphQL server of a subgraph, without a socket. */
export interface GraphqlServer {
  /** Answers one operation. @returns the body as JSON text */
  readonly answer: (body: unknown, context: SubgraphContext<unknown, unknown>) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Builds the executable schema of a subgraph, entity look-ups guarded. */
export function buildSchema({ schema, resolvers }: Subgraph): GraphQLSchema {
  const built = buildSubgraphSchema({ typeDefs: schema.document, resolvers: { ...SCALARS, ...resolvers } });
  guardEntities(built);
  return built;
}

/** Starts the GraphQL server: no landing page, no introspection, no reports, no batches, no stacks in errors. */
export async function startGraphqlServer(subgraph: Subgraph, logger: Logger): Promise<GraphqlServer> {
  const formatError = createErrorFormatter(logger);
  const server = new ApolloServer<SubgraphContext<unknown, unknown>>({
    schema: buildSchema(subgraph),
    introspection: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [RefuseServiceRule],
    formatError,
    logger: quiet(logger),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      refuseBadVariables(formatError),
    ],
  });
  await server.start();
  return {
    answer: async (body, context) => {
      const response = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers: jsonHeaders(), search: '', body },
        context: async () => context,
      });
      if (response.body.kind === 'complete') return response.body.string;
      let text = '';
      for await (const part of response.body.asyncIterator) text += part;
      return text;
    },
    stop: () => server.stop(),
  };
}

function refuseBadVariables(
  formatError: ReturnType<typeof createErrorFormatter>,
): ApolloServerPlugin<SubgraphContext<unknown, unknown>> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ schema, operation, request, response }) => {
        const problems = checkVariables(schema, operation, request.variables ?? {});
        if (problems.length === 0) return null;
        const errors = problems.map((problem) => formatError(problem.toJSON(), problem));
        return { http: response.http, body: { kind: 'single', singleResult: { errors } } };
      },
    }),
  };
}

function jsonHeaders(): HeaderMap {
  return new HeaderMap([
    ['content-type', 'application/json'],
    ['accept', 'application/json'],
  ]);
}

/** What Apollo says of itself is of no use in a log that must not hold texts of requests. */
function quiet(logger: Logger) {
  const say = () => logger.warn('the GraphQL server reported a problem');
  return { debug: () => {}, info: () => {}, warn: say, error: say };
}
