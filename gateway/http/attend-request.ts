import type { IncomingMessage } from 'node:http';
import type { Asker, Identification, Known } from '../identity/identify.ts';
import { createProblem, type Problem } from '../problem.ts';
import { answerInTime } from './answer-in-time.ts';
import type { Attendance, GraphqlAnswer, GraphqlRouteOptions } from './graphql-route.ts';
import { readJsonBody } from './read-json-body.ts';
import { readOperation } from './read-operation.ts';
import { readWishes } from './read-wishes.ts';
import type { Exchange } from './route.ts';

/** What became of a request, for its answer and its line in the log. */
export interface Outcome {
  readonly known?: Known | undefined;
  readonly attendance?: Attendance | undefined;
  readonly answer: GraphqlAnswer | Problem;
}

/** The status that stands in log and ledger when nobody was left to be answered. */
const CLIENT_GONE = 499;

/** Who asks, then whether it can be written down, then how, then what: nothing of a stranger's body is read. */
export async function attendRequest(exchange: Exchange, options: GraphqlRouteOptions): Promise<Outcome> {
  const identified = await identify(exchange, options);
  const known = identified.ok ? identified.asker : identified.known;
  if (!known) {
    const { problem } = identified as Extract<Identification, { readonly ok: false }>;
    options.turnAway(problem.code);
    return { answer: problem };
  }
  const attendance = options.attend(known, exchange.requestId);
  if (!attendance) return { known, answer: createProblem('LEDGER_UNAVAILABLE') };
  const answer = identified.ok
    ? await orInternal(exchange, options, answerAsker(exchange, options, identified.asker, attendance))
    : identified.problem;
  return { known, attendance, answer };
}

async function identify(exchange: Exchange, options: GraphqlRouteOptions): Promise<Identification> {
  try {
    return await options.identify(exchange.request.headersDistinct);
  } catch (err) {
    options.logger.error({ requestId: exchange.requestId, err }, 'request failed');
    return { ok: false, problem: createProblem('INTERNAL') };
  }
}

async function orInternal(
  { request, requestId, signal }: Exchange,
  { logger }: GraphqlRouteOptions,
  answer: Promise<GraphqlAnswer | Problem>,
): Promise<GraphqlAnswer | Problem> {
  try {
    return await answer;
  } catch (err) {
    // A body that ends early because the client went away is nobody's failure.
    if (!signal.aborted && !request.socket.destroyed) logger.error({ requestId, err }, 'request failed');
    return createProblem('INTERNAL');
  }
}

async function answerAsker(
  { request, requestId, signal: gone }: Exchange,
  options: GraphqlRouteOptions,
  asker: Asker,
  attendance: Attendance,
): Promise<GraphqlAnswer | Problem> {
  const reading = await readRequest(request, options.maxBodyBytes);
  if (!reading.ok) return reading.problem;
  const { query, variables, operationName } = reading.operation;
  const { onDenied, explain } = reading.wishes;
  const times = { deadlineMs: options.requestDeadlineMs, gone };
  return await answerInTime(options.gate, times, (signal) =>
    attendance.answer({ query, variables, operationName, onDenied, explain, asker, requestId, signal }),
  );
}

/** Nothing is answered of which nothing is written down. */
export async function keepRecord(
  outcome: Outcome,
  { signal }: Exchange,
  startedAt: number,
): Promise<Outcome> {
  const { attendance, answer } = outcome;
  if (!attendance) return outcome;
  const isKept = await attendance.record({
    status: statusOf(answer, signal),
    codes: ('code' in answer ? [answer.code] : answer.facts?.codes) ?? [],
    durationMs: performance.now() - startedAt,
  });
  return isKept ? outcome : { ...outcome, answer: createProblem('LEDGER_UNAVAILABLE') };
}

/** The status of an answer, for log and ledger. */
export function statusOf({ status }: GraphqlAnswer | Problem, { aborted }: Exchange['signal']): number {
  return aborted ? CLIENT_GONE : status;
}

async function readRequest(request: IncomingMessage, maxBodyBytes: number) {
  const wishes = readWishes(request.headers);
  if (!wishes.ok) return wishes;
  const body = await readJsonBody(request, maxBodyBytes);
  if (!body.ok) return body;
  const reading = readOperation(body.value);
  return reading.ok ? { ...reading, wishes: wishes.wishes } : reading;
}
