import { onTestFinished } from 'vitest';
import {
  type CallLimits,
  createSubgraphCaller,
  type SubgraphCaller,
} from '../../../gateway/execution/call-subgraph.ts';

/** A client for the time of a test, with limits that a test can wait for. */
export function createCaller(limits: Partial<CallLimits> = {}): SubgraphCaller {
  const caller = createSubgraphCaller({
    connectMs: 300,
    deadlineMs: 4_000,
    maxBytes: 10_000,
    connections: 4,
    ...limits,
  });
  onTestFinished(() => caller.close());
  return caller;
}

/** One call with nothing special about it. */
export function call(
  caller: SubgraphCaller,
  url: string,
  signal = new AbortController().signal,
  body = '{}',
) {
  return caller.call(url, body, {}, signal, true);
}
