import type { InquiryNotes } from './execution/inquiry.ts';
import { openInquiry } from './execution/open-inquiry.ts';
import type { GraphQLServer } from './execution/start-graphql-server.ts';
import type { GraphqlAnswer, GraphqlRequest } from './http/graphql-route.ts';
import type { Registered } from './registry/open-registry.ts';

/** What requests are answered with at this moment. */
export interface Runtime {
  readonly current: () => Registered;
  readonly answer: (request: GraphqlRequest, notes: InquiryNotes) => Promise<GraphqlAnswer>;
  /** Goes over to a new state; requests in flight end on the one on which they began. Rejects when it does not start. */
  readonly replace: (registered: Registered) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** One state with the server for its supergraph, and how many requests are on it. */
interface Generation {
  registered: Registered;
  readonly server: GraphQLServer;
  inFlight: number;
  /** Called when the last request has ended, once it is no longer the current one. */
  onIdle: (() => void) | undefined;
}

/**
 * Starts what answers requests. Policy and server change together by one assignment, so that no request sees
 * the agreements of one moment with the graph of another.
 *
 * @param startServer starts a server for a supergraph.
 */
export async function startRuntime(
  registered: Registered,
  startServer: (registered: Registered) => Promise<GraphQLServer>,
  now: () => Date,
): Promise<Runtime> {
  let generation = createGeneration(registered, await startServer(registered));
  const retiring = new Set<Promise<void>>();

  async function retire(old: Generation): Promise<void> {
    if (old.inFlight > 0) {
      await new Promise<void>((resolve) => {
        old.onIdle = resolve;
      });
    }
    await old.server.stop();
  }

  return {
    current: () => generation.registered,
    async answer({ query, variables, operationName, ...parts }, notes) {
      const mine = generation;
      const inquiry = openInquiry(mine.registered.policy, { ...parts, ...notes }, now());
      mine.inFlight += 1;
      try {
        const answer = await mine.server.answer({ query, variables, operationName }, inquiry);
        return { ...answer, facts: inquiry.facts };
      } finally {
        mine.inFlight -= 1;
        if (mine.inFlight === 0) mine.onIdle?.();
      }
    },
    async replace(next) {
      const old = generation;
      if (next.supergraphSdl === old.registered.supergraphSdl) {
        old.registered = next;
        return;
      }
      generation = createGeneration(next, await startServer(next));
      const retired = retire(old).finally(() => retiring.delete(retired));
      retiring.add(retired);
    },
    async stop() {
      await Promise.all([retire(generation), ...retiring]);
    },
  };
}

function createGeneration(registered: Registered, server: GraphQLServer): Generation {
  return { registered, server, inFlight: 0, onIdle: undefined };
}
