import type { IncomingMessage } from 'node:http';
import type { StopSignal } from './stopper.ts';

/** One request on its way through the server. */
export interface Exchange {
  readonly request: IncomingMessage;
  /** The client's `X-Request-Id` when it is one, otherwise made here; the answer and the log carry it. */
  readonly requestId: string;
  /** Aborted when the client has gone. */
  readonly signal: StopSignal;
  /** True from the first signal to stop: no longer ready, but still answering. */
  readonly isDraining: boolean;
}

/** What is answered. The server adds the security headers, `Cache-Control: no-store` unless one is given, and the length. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What answers at one address. */
export interface Route {
  /** Compared whole with the path of the request, without its query. */
  readonly path: string;
  /** Any other method is answered with METHOD_NOT_ALLOWED. */
  readonly methods: readonly string[];
  readonly handle: (exchange: Exchange) => HttpAnswer | Promise<HttpAnswer>;
}
