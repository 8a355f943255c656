import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Agency } from '../gateway/access/agency.ts';
import {
  createGraphqlRoute,
  type GraphqlAnswer,
  type GraphqlRequest,
  type RequestOutcome,
} from '../gateway/http/graphql-route.ts';
import { createHealthRoutes, type Readiness } from '../gateway/http/health-routes.ts';
import { createLogger } from '../gateway/http/log.ts';
import { createRequestGate } from '../gateway/http/request-gate.ts';
import type { Route } from '../gateway/http/route.ts';
import { type HttpServer, startHttpServer } from '../gateway/http/start-http-server.ts';
import { createIdentify, type Known } from '../gateway/identity/identify.ts';

/** What a test may choose of the server it starts. */
export interface TestServerOptions {
  readonly answer?: (request: GraphqlRequest) => Promise<GraphqlAnswer>;
  readonly readiness?: Readiness;
  /** Whether anything can be written down. Default: yes. */
  readonly isWritable?: () => boolean;
  /** Writes down what became of a request. Default: it can be done. */
  readonly record?: () => Promise<boolean>;
  readonly routes?: readonly Route[];
  readonly maxInside?: number;
  readonly maxWaiting?: number;
  readonly deadlineMs?: number;
  readonly corsOrigins?: readonly string[];
  readonly arrival?: { readonly headersMs: number; readonly requestMs: number };
}

/** A server on a free port, its log, and how often it was asked. */
export interface TestServer extends HttpServer {
  readonly logLines: readonly string[];
  readonly asked: readonly GraphqlRequest[];
  /** What was written down, in order. */
  readonly recorded: readonly Recorded[];
  /** Codes by which nobody known was refused. */
  readonly turnedAway: readonly string[];
}

/** What became of a request, and whose it was. */
export interface Recorded extends RequestOutcome {
  readonly known: Known;
  readonly requestId: string;
}

const PUBLIC: Agency = { id: 'public', name: 'Public', isSubjectAccess: false };

/** Starts the server as the gateway does, with an answer of the test's own. It is stopped after the test. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const logLines: string[] = [];
  const asked: GraphqlRequest[] = [];
  const recorded: Recorded[] = [];
  const turnedAway: string[] = [];
  const logger = createLogger('debug', { write: (line) => logLines.push(line) });
  const { answer = async () => ({ status: 200, body: '{"data":{}}' }) } = options;
  const graphql = createGraphqlRoute({
    // Without a token a request is of the agency "public"; any token is a bad one.
    identify: createIdentify({
      verifyToken: async () => {
        throw new Error('These tests send no tokens.');
      },
      participants: () => ({
        agencies: new Map([['public', PUBLIC]]),
        groups: new Map(),
        providers: new Map(),
      }),
      anonymousAgency: 'public',
    }),
    attend: (known, requestId) => {
      if (options.isWritable?.() === false) return undefined;
      return {
        answer: async (request) => {
          asked.push(request);
          return await answer(request);
        },
        record: async (outcome) => {
          recorded.push({ ...outcome, known, requestId });
          return (await options.record?.()) ?? true;
        },
      };
    },
    turnAway: (code) => void turnedAway.push(code),
    gate: createRequestGate(options.maxInside ?? 10, options.maxWaiting ?? 10),
    maxBodyBytes: 1_000,
    requestDeadlineMs: options.deadlineMs ?? 5_000,
    corsOrigins: new Set(options.corsOrigins),
    logger,
  });
  const readiness = options.readiness ?? {
    reasons: [],
    supergraph: 'abc',
    agreements: 'def',
    ledger: 'on',
    undeliveredCheckpoints: 0,
  };
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    routes: [graphql, ...createHealthRoutes(() => readiness), ...(options.routes ?? [])],
    maxConnections: 100,
    logger,
    ...(options.arrival && { arrival: options.arrival }),
  });
  onTestFinished(async () => {
    await server.drain({ waitMs: 0, graceMs: 0 });
  });
  return { ...server, logLines, asked, recorded, turnedAway };
}

/** Posts an operation as a well-behaved client does. */
export async function post(
  server: HttpServer,
  body: unknown = { query: '{ a }' },
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<Response> {
  return await fetch(`${server.url}/graphql`, {
    method: 'POST',
    ...init,
    headers: { 'content-type': 'application/json', 'x-purpose': 'STATISTICS', ...init.headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
}

/** The code of the one error in an answer. */
export async function readCode(response: Response): Promise<unknown> {
  const { errors } = (await response.json()) as { errors: { extensions: { code: unknown } }[] };
  return errors.length === 1 ? errors[0]?.extensions.code : errors;
}

/** Sends bytes as they are and gives all that comes until the server closes. */
export async function sendRaw(server: HttpServer, ...parts: readonly (string | number)[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (text) => {
    received += text;
  });
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve()).once('error', () => resolve());
  });
  for (const part of parts) {
    // A number is a pause in milliseconds.
    if (typeof part === 'number') await new Promise((resolve) => setTimeout(resolve, part));
    else socket.write(part);
  }
  await closed;
  return received;
}
