import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createProblem } from '../problem.ts';
import { createProblemAnswer } from './problem-answer.ts';
import { refuseConnection } from './refuse-connection.ts';
import type { HttpAnswer, Route } from './route.ts';
import { sendAnswer } from './send-answer.ts';
import { createStopper } from './stopper.ts';

/** What a server is started with. */
export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly routes: readonly Route[];
  readonly maxConnections: number;
  readonly logger: Logger;
  /** Milliseconds for the headers and for the whole request to arrive, 5,000 and 15,000 unless given. */
  readonly arrival?: { readonly headersMs: number; readonly requestMs: number };
}

/** A server that listens. */
export interface HttpServer {
  readonly port: number;
  /** `http://host:port`. */
  readonly url: string;
  /**
   * Stops it so that no request is lost: says for `waitMs` that it is not ready while it still answers, then
   * takes no more connections, then lets the requests in flight end. Those still in flight after `graceMs`
   * are cut off.
   *
   * @returns how many connections were cut off
   */
  readonly drain: (times: { readonly waitMs: number; readonly graceMs: number }) => Promise<number>;
}

/** How far a server has come: it answers; it answers and says that it will stop; it answers no new request. */
type Stage = 'serving' | 'draining' | 'closing';

const MAX_HEADER_BYTES = 16_384;
/** Longer than balancers keep idle connections, so that none is closed just as a request comes on it. */
const KEEP_ALIVE_MS = 65_000;
/** A connection on which nothing moves for so long is closed. */
const STALLED_MS = 90_000;
const SWEEP_MS = 250;

/** A UUID, or a name with so few digits that no number of a person stands in it. */
const REQUEST_ID =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?!.*\d{9}|(?:\D*\d){13})[A-Za-z0-9-]{8,64})$/i;

/** Starts to listen. Rejects when the address is taken or not of this machine. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { host, port, maxConnections, logger, arrival = { headersMs: 5_000, requestMs: 15_000 } } = options;
  const routes = new Map(options.routes.map((route) => [route.path, route]));
  const latest = new WeakMap<Duplex, ServerResponse>();
  let stage: Stage = 'serving';

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    latest.set(request.socket, response);
    const requestId = readRequestId(request);
    const gone = createStopper();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const isDraining = stage !== 'serving';
    const exchange = { request, requestId, signal: gone.signal, isDraining };
    let answer: HttpAnswer;
    try {
      answer =
        stage === 'closing'
          ? createProblemAnswer(createProblem('SHUTTING_DOWN'))
          : await findRoute(routes, request).handle(exchange);
    } catch (err) {
      if (gone.signal.aborted || request.socket.destroyed) return;
      logger.error({ requestId, err }, 'request failed');
      answer = createProblemAnswer(createProblem('INTERNAL'));
    }
    sendAnswer(response, answer, { requestId, isLast: stage !== 'serving' });
  };

  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: arrival.headersMs,
    requestTimeout: arrival.requestMs,
    connectionsCheckingInterval: Math.min(1_000, arrival.headersMs),
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.maxConnections = maxConnections;
  server.setTimeout(STALLED_MS);
  server.on('request', respond);
  server.on('clientError', (error, socket) => {
    if (!socket.writable || !isOwedAnswer(latest.get(socket))) socket.destroy();
    else refuseConnection(error, socket, { limitBytes: MAX_HEADER_BYTES, limitMs: arrival.requestMs });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { port: boundPort } = server.address() as AddressInfo;

  return {
    port: boundPort,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
    drain: async ({ waitMs, graceMs }) => {
      stage = 'draining';
      await wait(waitMs);
      stage = 'closing';
      const closed = once(server, 'close');
      server.close();
      // An answer that was under way may have promised to keep its connection.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
      let cutOff = 0;
      const cut = setTimeout(() => {
        server.getConnections((_, count) => {
          cutOff = count;
          server.closeAllConnections();
        });
      }, graceMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
      return cutOff;
    },
  };
}

/**
 * Says whether what is wrong on a connection may be answered there: not while an answer is under way, of which
 * it would seem to be a part, nor when the request that came too slowly was answered before its end.
 */
function isOwedAnswer(latest: ServerResponse | undefined): boolean {
  return !latest?.headersSent || (latest.writableFinished && latest.req.complete);
}

function findRoute(routes: ReadonlyMap<string, Route>, { url = '', method = '' }: IncomingMessage): Route {
  const [path = ''] = url.split('?', 1);
  const route = routes.get(path);
  if (route?.methods.includes(method)) return route;
  const allowed = route?.methods.join(', ');
  const answer =
    allowed === undefined
      ? createProblemAnswer(createProblem('NOT_FOUND'))
      : createProblemAnswer(createProblem('METHOD_NOT_ALLOWED', { allowed }), { allow: allowed });
  return { path, methods: [method], handle: () => answer };
}

function readRequestId({ headers }: IncomingMessage): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
}
