import type { Logger } from 'pino';
import type { Asker, Identification, Known, SentHeaders } from '../identity/identify.ts';
import type { Problem } from '../problem.ts';
import { attendRequest, keepRecord, type Outcome, statusOf } from './attend-request.ts';
import { chooseMediaType } from './choose-media-type.ts';
import { createCorsHeaders } from './cors-headers.ts';
import { createProblemAnswer } from './problem-answer.ts';
import type { SentOperation } from './read-operation.ts';
import type { Wishes } from './read-wishes.ts';
import type { RequestGate } from './request-gate.ts';
import type { Exchange, HttpAnswer, Route } from './route.ts';
import type { StopSignal } from './stopper.ts';

/** One operation that somebody known asks. Lives as long as the request. */
export interface GraphqlRequest extends SentOperation, Wishes {
  readonly asker: Asker;
  readonly requestId: string;
  /** Aborted when the client has gone or the deadline has passed. */
  readonly signal: StopSignal;
}

/** What is answered to it. */
export interface GraphqlAnswer {
  readonly status: number;
  /** Beside the type, which the route chooses. Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
  /** For the log. */
  readonly facts?: {
    /** Hash that names the text of the operation. */
    readonly operation?: string;
    readonly operationName?: string;
    /** Codes of the errors in the answer, each once. */
    readonly codes?: readonly string[];
  };
}

/** What became of a request, as it is written down before anything is answered. */
export interface RequestOutcome {
  /** 499 when nobody is left to be answered. */
  readonly status: number;
  /** Codes of the errors in the answer. */
  readonly codes: readonly string[];
  /** Milliseconds since it came. */
  readonly durationMs: number;
}

/** What attends to one request of somebody known. */
export interface Attendance {
  readonly answer: (request: GraphqlRequest) => Promise<GraphqlAnswer>;
  /**
   * Writes down what became of the request, however it ended.
   *
   * @returns false when that cannot be done: then nothing may be answered.
   */
  readonly record: (outcome: RequestOutcome) => Promise<boolean>;
}

/** What the route is made of. */
export interface GraphqlRouteOptions {
  readonly identify: (headers: SentHeaders) => Promise<Identification>;
  /** Gives undefined while nothing could be written down: then nothing may be asked. */
  readonly attend: (known: Known, requestId: string) => Attendance | undefined;
  /** Counts a request of nobody known, by the code of its refusal. */
  readonly turnAway: (code: string) => void;
  readonly gate: RequestGate;
  readonly maxBodyBytes: number;
  readonly requestDeadlineMs: number;
  readonly corsOrigins: ReadonlySet<string>;
  readonly logger: Logger;
}

const PATH = '/graphql';
/**
 * `POST /graphql`: one operation as JSON. Never GET: variables would be part of the address, which browsers,
 * proxies and servers write down.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
export function createGraphqlRoute(options: GraphqlRouteOptions): Route {
  const { corsOrigins, logger } = options;
  return {
    path: PATH,
    methods: corsOrigins.size > 0 ? ['POST', 'OPTIONS'] : ['POST'],
    handle: async (exchange) => {
      const { headers, method } = exchange.request;
      const cors = createCorsHeaders(headers.origin, corsOrigins, method === 'OPTIONS');
      if (method === 'OPTIONS') return { status: 204, headers: cors, body: '' };
      const startedAt = performance.now();
      const outcome = await keepRecord(await attendRequest(exchange, options), exchange, startedAt);
      logRequest(logger, exchange, outcome, performance.now() - startedAt);
      return createAnswer(outcome.answer, { ...cors, 'content-type': chooseMediaType(headers.accept) });
    },
  };
}

function createAnswer(
  answer: GraphqlAnswer | Problem,
  headers: Readonly<Record<string, string>>,
): HttpAnswer {
  if ('code' in answer) return createProblemAnswer(answer, headers);
  return { status: answer.status, headers: { ...answer.headers, ...headers }, body: answer.body };
}

/** One line for each request. */
function logRequest(
  logger: Logger,
  { requestId, signal }: Exchange,
  { known, answer }: Outcome,
  durationMs: number,
): void {
  const facts = 'code' in answer ? { codes: [answer.code] } : answer.facts;
  logger.info(
    {
      requestId,
      agency: known?.agency,
      unit: known?.unit,
      purpose: known?.purpose,
      ...facts,
      status: statusOf(answer, signal),
      durationMs: Math.round(durationMs * 10) / 10,
    },
    'request answered',
  );
}
