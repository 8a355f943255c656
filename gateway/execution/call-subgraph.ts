import { Agent, errors } from 'undici';

/** Bounds on what a subgraph can do to the gateway. */
export interface CallLimits {
  readonly connectMs: number;
  /** For the whole call, from first byte sent to last byte read. */
  readonly deadlineMs: number;
  /** Bytes of the answer as they arrive; compressed answers are refused. */
  readonly maxBytes: number;
  readonly connections: number;
}

/** How a call ended. */
export type CallOutcome =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'unavailable' | 'timeout' | 'refused' | 'bad-answer'; readonly detail: string };

/** Calls subgraphs over HTTP/1.1. */
export interface SubgraphCaller {
  call(
    url: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    isRepeatable: boolean,
  ): Promise<CallOutcome>;
  close(): Promise<void>;
}

/**
 * Makes the client for subgraph calls.
 *
 * A subgraph belongs to another agency: it may hang, trickle, send forever, redirect to somewhere else, or
 * send a small body that inflates to a large one. So: one deadline over the whole call, a byte count, no
 * redirects, no compressed answers, and neither proxies nor credentials from the environment.
 */
export function createSubgraphCaller(limits: CallLimits): SubgraphCaller {
  const agent = new Agent({
    connect: { timeout: limits.connectMs },
    connections: limits.connections,
    headersTimeout: limits.deadlineMs,
    bodyTimeout: limits.deadlineMs,
    maxResponseSize: limits.maxBytes,
    pipelining: 1,
  });

  async function attempt(
    url: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<CallOutcome> {
    const { origin, pathname, search } = new URL(url);
    const response = await agent.request({
      origin,
      path: `${pathname}${search}`,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
      body,
      signal,
    });
    // A body that is given up fails with nobody left to hear of it, which would end the process.
    response.body.on('error', () => {});
    const encoding = response.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      response.body.destroy();
      return { kind: 'bad-answer', detail: 'it is compressed' };
    }
    if (response.statusCode >= 300 && response.statusCode < 400) {
      response.body.destroy();
      return { kind: 'bad-answer', detail: 'it sends the gateway elsewhere' };
    }
    const text = await readText(response.body, limits.maxBytes);
    if (text === undefined)
      return { kind: 'bad-answer', detail: `it has more than ${limits.maxBytes} bytes` };
    if (response.statusCode === 401 || response.statusCode === 403) {
      return { kind: 'refused', detail: `status ${response.statusCode}` };
    }
    if (response.statusCode >= 500) return { kind: 'unavailable', detail: `status ${response.statusCode}` };
    try {
      return { kind: 'answered', body: JSON.parse(text) };
    } catch {
      return { kind: 'bad-answer', detail: `status ${response.statusCode}, no JSON` };
    }
  }

  return {
    async call(url, body, headers, signal, isRepeatable) {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(limits.deadlineMs)]);
      for (let hasRetried = !isRepeatable; ; hasRetried = true) {
        try {
          return await attempt(url, body, headers, deadline);
        } catch (error) {
          // A kept-alive connection that the other side has just closed fails at once and did no work.
          if (hasRetried || deadline.aborted || !isConnectionLoss(error)) return failure(error, deadline);
        }
      }
    },
    close: () => agent.close(),
  };
}

async function readText(
  body: AsyncIterable<Buffer> & { destroy(): unknown },
  maxBytes: number,
): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      body.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isConnectionLoss(error: unknown): boolean {
  const code = (error as { readonly code?: unknown }).code;
  return error instanceof errors.SocketError || code === 'ECONNRESET' || code === 'ECONNREFUSED';
}

function failure(error: unknown, deadline: AbortSignal): CallOutcome {
  if (error instanceof errors.ResponseExceededMaxSizeError)
    return { kind: 'bad-answer', detail: 'it is too large' };
  const isTimeout =
    deadline.aborted ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  if (isTimeout) return { kind: 'timeout', detail: 'no whole answer in time' };
  const code = (error as { readonly code?: unknown }).code;
  return { kind: 'unavailable', detail: typeof code === 'string' ? code : 'no connection' };
}
