import type { Ending } from './http-client/connection.ts';
import { createPool, type Pool, type PoolLimits } from './http-client/pool.ts';
import { createTarget, type Target } from './http-client/target.ts';
import { writeRequest } from './http-client/write-request.ts';

/** Bounds on what a subgraph can do to the gateway. */
export interface CallLimits extends PoolLimits {
  readonly connectMs: number;
  /** For the whole call: waiting for a connection, and a second attempt, included. */
  readonly deadlineMs: number;
  /** Bytes of the answer as they arrive; compressed answers are refused. */
  readonly maxBytes: number;
  /** To one origin. */
  readonly connections: number;
}

/** How a call ended. */
export type CallOutcome =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'unavailable' | 'timeout' | 'refused' | 'bad-answer'; readonly detail: string };

/** Tells when nobody waits any more: what is used of an `AbortSignal`. */
export interface CallSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Calls subgraphs over HTTP/1.1. */
export interface SubgraphCaller {
  /**
   * Asks once by POST, and once more when the connection was lost before the first byte of an answer.
   *
   * @param url the same text for the same subgraph: it is read once
   * @param body JSON
   * @param headers besides those of every call; names in lower case
   * @param signal one listener is added for the time of the call
   * @param isRepeatable false for a mutation, which is never sent twice
   * @throws TypeError when a header cannot be sent
   */
  call(
    url: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    signal: CallSignal,
    isRepeatable: boolean,
  ): Promise<CallOutcome>;
  /** Lets the calls that are under way end. */
  close(): Promise<void>;
}

/** Where to, and over which connections. */
interface Route {
  readonly target: Target;
  readonly pool: Pool;
}

const TIMEOUT: CallOutcome = { kind: 'timeout', detail: 'no whole answer in time' };

/**
 * Makes the client for subgraph calls.
 *
 * A subgraph belongs to another agency: it may hang, trickle, send forever, redirect to somewhere else, or
 * send a small body that inflates to a large one. So: one deadline over the whole call, a byte count, no
 * redirects, no compressed answers, and neither proxies nor credentials from the environment.
 */
export function createSubgraphCaller(limits: CallLimits): SubgraphCaller {
  const routes = new Map<string, Route>();
  const pools = new Map<string, Pool>();
  let isClosed = false;

  function findRoute(url: string): Route | undefined {
    const known = routes.get(url);
    if (known) return known;
    const target = createTarget(url);
    if (!target) return undefined;
    const pool = pools.get(target.origin) ?? createPool(limits);
    pools.set(target.origin, pool);
    const route = { target, pool };
    routes.set(url, route);
    return route;
  }

  return {
    async call(url, body, headers, signal, isRepeatable) {
      if (signal.aborted) return TIMEOUT;
      const route = findRoute(url);
      if (!route || isClosed) return { kind: 'unavailable', detail: isClosed ? 'closed' : 'no address' };
      const { target, pool } = route;
      const request = writeRequest(target, headers, body);
      return await new Promise<CallOutcome>((resolve) => {
        const giveUp = pool.run({
          target,
          request,
          isRepeatable,
          end(ending) {
            clearTimeout(deadline);
            signal.removeEventListener('abort', giveUp);
            resolve(toOutcome(ending));
          },
        });
        const deadline = setTimeout(giveUp, limits.deadlineMs);
        signal.addEventListener('abort', giveUp);
      });
    },
    async close() {
      isClosed = true;
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}

function toOutcome(ending: Ending): CallOutcome {
  switch (ending.kind) {
    case 'late':
      return TIMEOUT;
    case 'lost':
      return { kind: 'unavailable', detail: ending.code };
    case 'bad':
      return { kind: 'bad-answer', detail: ending.detail };
  }
  const { status, text } = ending;
  if (status === 401 || status === 403) return { kind: 'refused', detail: `status ${status}` };
  if (status >= 500) return { kind: 'unavailable', detail: `status ${status}` };
  try {
    return { kind: 'answered', body: JSON.parse(text) };
  } catch {
    return { kind: 'bad-answer', detail: `status ${status}, no JSON` };
  }
}
