import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Asker, Identification, SentHeaders } from '../identity/identify.ts';
import { createProblem, type Problem } from '../problem.ts';
import { answerInTime } from './answer-in-time.ts';
import { chooseMediaType } from './choose-media-type.ts';
import { createCorsHeaders } from './cors-headers.ts';
import { createProblemAnswer } from './problem-answer.ts';
import { readJsonBody } from './read-json-body.ts';
import { readOperation, type SentOperation } from './read-operation.ts';
import { readWishes, type Wishes } from './read-wishes.ts';
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

/** What the route is made of. */
export interface GraphqlRouteOptions {
  readonly identify: (headers: SentHeaders) => Promise<Identification>;
  readonly answer: (request: GraphqlRequest) => Promise<GraphqlAnswer>;
  readonly gate: RequestGate;
  readonly maxBodyBytes: number;
  readonly requestDeadlineMs: number;
  readonly corsOrigins: ReadonlySet<string>;
  readonly logger: Logger;
}

/** What became of a request, for its answer and its line in the log. */
interface Outcome {
  readonly asker?: Asker;
  readonly answer: GraphqlAnswer | Problem;
}

const PATH = '/graphql';
/** What the log has as status when nobody was left to be answered. */
const CLIENT_GONE = 499;

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
      const outcome = await attend(exchange, options).catch((err: unknown): Outcome => {
        const { request, requestId, signal } = exchange;
        // A body that ends early because the client went away is nobody's failure.
        if (!signal.aborted && !request.socket.destroyed) logger.error({ requestId, err }, 'request failed');
        return { answer: createProblem('INTERNAL') };
      });
      logRequest(logger, exchange, outcome, performance.now() - startedAt);
      return createAnswer(outcome.answer, { ...cors, 'content-type': chooseMediaType(headers.accept) });
    },
  };
}

/** Who asks, then how, then what: the cheapest refusal comes first, and nothing of a stranger's body is read. */
async function attend(exchange: Exchange, options: GraphqlRouteOptions): Promise<Outcome> {
  const { request } = exchange;
  const identified = await options.identify(request.headersDistinct);
  if (!identified.ok) return { answer: identified.problem };
  const { asker } = identified;
  const reading = await readRequest(request, options.maxBodyBytes);
  if (!reading.ok) return { asker, answer: reading.problem };
  const { query, variables, operationName } = reading.operation;
  const { onDenied, explain } = reading.wishes;
  const { requestId, signal: gone } = exchange;
  const times = { deadlineMs: options.requestDeadlineMs, gone };
  const answer = await answerInTime(options.gate, times, (signal) =>
    options.answer({ query, variables, operationName, onDenied, explain, asker, requestId, signal }),
  );
  return { asker, answer };
}

async function readRequest(request: IncomingMessage, maxBodyBytes: number) {
  const wishes = readWishes(request.headers);
  if (!wishes.ok) return wishes;
  const body = await readJsonBody(request, maxBodyBytes);
  if (!body.ok) return body;
  const reading = readOperation(body.value);
  return reading.ok ? { ...reading, wishes: wishes.wishes } : reading;
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
  { asker, answer }: Outcome,
  durationMs: number,
): void {
  const facts = 'code' in answer ? { codes: [answer.code] } : answer.facts;
  logger.info(
    {
      requestId,
      agency: asker?.agency,
      unit: asker?.unit,
      purpose: asker?.purpose,
      ...facts,
      status: signal.aborted ? CLIENT_GONE : answer.status,
      durationMs: Math.round(durationMs * 10) / 10,
    },
    'request answered',
  );
}
