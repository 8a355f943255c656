import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';
import type { GraphQLRequest } from '../../../gateway/execution/answer-operations.ts';
import type { Inquiry } from '../../../gateway/execution/inquiry.ts';
import { type GraphQLServer, startGraphQLServer } from '../../../gateway/execution/start-graphql-server.ts';
import { SHARED_SDL, SMALL_SDL, smallGraph, smallSupergraphSdl } from '../../setup/small-graph.ts';
import { fullDataResolver, fullDataTypeResolver } from './full-data.ts';
import { createLogKeeper } from './inquiry-of.ts';

/** What a subgraph was sent. */
export interface SubgraphCall {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Apollo's server and gateway over subgraphs in this process that answer every field from the full data. */
export interface SmallServer {
  readonly server: GraphQLServer;
  /** Every call so far. */
  readonly calls: SubgraphCall[];
  /** Every line that was logged. */
  readonly lines: string[];
  ask(request: GraphQLRequest, inquiry: Inquiry): Promise<SmallAnswer>;
}

/** An answer, parsed. */
export interface SmallAnswer {
  readonly status: number;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Starts it. `overrule` answers a call in the place of its subgraph where it gives anything. */
export async function startSmallServer(
  overrule: (call: SubgraphCall) => unknown = () => undefined,
): Promise<SmallServer> {
  const calls: SubgraphCall[] = [];
  const { logger, lines } = createLogKeeper();
  const schemas = new Map<string, GraphQLSchema>(
    Object.entries(SMALL_SDL).map(([name, sdl]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(`${SHARED_SDL}\n${sdl}`) }),
    ]),
  );
  const server = await startGraphQLServer({
    supergraphSdl: smallSupergraphSdl,
    apiSchema: smallGraph.apiSchema,
    subgraphUrls: smallGraph.subgraphs,
    subgraphAccess: {
      caller: {
        async call(url, body) {
          const subgraph = new URL(url).hostname.split('.')[0] ?? '';
          const { query, variables } = JSON.parse(body);
          const call = { subgraph, query, variables };
          calls.push(call);
          const answer = overrule(call) ?? (await answerFully(schemas.get(subgraph) as GraphQLSchema, call));
          return { kind: 'answered', body: JSON.parse(JSON.stringify(answer)) };
        },
        close: async () => {},
      },
      signGrant: async () => 'grant',
      ids: { reveal: (_, ids) => ids.map(String), conceal: (_, spines) => [...spines] },
      logger,
    },
    planning: { planDeadlineMs: 2_000, plannerWorkers: 1, plannerMemoryMb: 128 },
    sizeLimits: { depth: 30, selections: 3_000, aliases: 500, rootFields: 100 },
    maxTokens: 15_000,
    keptOperations: 100,
    keepIntent: async () => true,
    logger,
  });
  return {
    server,
    calls,
    lines,
    async ask(request, inquiry) {
      const { status, body } = await server.answer(request, inquiry);
      return { status, ...JSON.parse(body) };
    },
  };
}

async function answerFully(schema: GraphQLSchema, { query, variables }: SubgraphCall) {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors: errors.map(({ message }) => ({ message })) };
  return await execute({
    schema,
    document,
    variableValues: variables,
    fieldResolver: fullDataResolver,
    typeResolver: fullDataTypeResolver,
  });
}
