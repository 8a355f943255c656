import type { Exchange, HttpAnswer, Route } from './route.ts';

/** Why a gateway cannot answer. */
export type UnreadyReason =
  | 'SHUTTING_DOWN'
  | 'SUPERGRAPH_NOT_LOADED'
  | 'AGREEMENTS_NOT_LOADED'
  | 'LEDGER_UNAVAILABLE'
  | 'LEDGER_INSTANCE_TAKEN';

/** What the gateway runs on, and what it lacks. */
export interface Readiness {
  /** Empty when it can answer. */
  readonly reasons: readonly UnreadyReason[];
  /** Hash of the supergraph in use. */
  readonly supergraph: string | undefined;
  /** Version of the agreements in use. */
  readonly agreements: string | undefined;
  /** Whether what is asked is written down: `on`, `off`, or why it cannot be. */
  readonly ledger: string;
  /** Checkpoints of the ledger that its second place does not have yet. */
  readonly undeliveredCheckpoints: number;
}

const METHODS = ['GET', 'HEAD'] as const;

/**
 * `/health/live` says that the process answers; who gets no answer should restart it. `/health/ready` says
 * whether to send it requests, and from the first signal to stop, that not.
 */
export function createHealthRoutes(check: () => Readiness): readonly Route[] {
  return [
    { path: '/health/live', methods: METHODS, handle: () => answerJson(200, { status: 'live' }) },
    { path: '/health/ready', methods: METHODS, handle: (exchange) => answerReadiness(exchange, check()) },
  ];
}

function answerReadiness({ isDraining }: Exchange, { reasons, ...about }: Readiness): HttpAnswer {
  const all: readonly UnreadyReason[] = isDraining ? ['SHUTTING_DOWN', ...reasons] : reasons;
  const isReady = all.length === 0;
  return answerJson(isReady ? 200 : 503, {
    status: isReady ? 'ready' : 'not ready',
    reasons: all,
    ...about,
  });
}

function answerJson(status: number, body: unknown): HttpAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(body) };
}
