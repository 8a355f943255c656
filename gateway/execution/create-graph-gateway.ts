import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';

/**
 * Makes what Apollo's server takes for its gateway: the schema of the graph, and what executes operations on it.
 *
 * Why not `ApolloGateway`: nothing of what it does is left to it. Graphs are read and checked by the registry, with the
 * packages that it is made of itself; operations are planned in threads and run as programs. It would hold a planner of its
 * own and 25 MB all the same.
 */
export function createGraphGateway(
  apiSchema: GraphQLSchema,
  supergraphSdl: string,
  executor: GatewayExecutor,
): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema, coreSupergraphSdl: supergraphSdl });
      return () => {};
    },
    load: async () => ({ executor }),
    stop: async () => {},
  };
}
