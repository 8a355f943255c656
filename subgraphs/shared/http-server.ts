import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readBody } from './read-body.ts';

/** An answer of the HTTP server; the body is JSON text. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** What an HTTP server of a subgraph answers with. */
export interface HttpRoutes {
  /** `POST /graphql`. Must not throw. */
  readonly answer: (body: Buffer, headers: IncomingMessage['headers']) => Promise<HttpAnswer>;
  /** For a request that is none: what was wrong with it. */
  readonly refuse: (status: number, expected: string) => HttpAnswer;
  /** `GET /health/ready`: whether it may be sent requests. */
  readonly isReady: () => boolean;
}

/** Size of a request body at most, in bytes. */
const MAX_BODY_BYTES = 2_000_000;
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 15_000;
/** Longer than the gateway keeps an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/** Makes the HTTP server of a subgraph: `POST /graphql`, `GET /health/live`, `GET /health/ready`, nothing else. */
export function createHttpServer(routes: HttpRoutes): Server {
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    (request, response) => {
      route(routes, request).then(
        (answer) => send(response, answer),
        () => response.destroy(),
      );
    },
  );
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  return server;
}

async function route(routes: HttpRoutes, request: IncomingMessage): Promise<HttpAnswer> {
  const { url, method, headers } = request;
  if (url === '/health/live') return health(true);
  if (url === '/health/ready') return health(routes.isReady());
  if (url !== '/graphql') return routes.refuse(404, 'the path /graphql');
  if (method !== 'POST') return routes.refuse(405, 'the method POST');
  if (headers['content-encoding'] !== undefined) return routes.refuse(415, 'a body without content-encoding');
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return routes.refuse(415, 'the content type application/json');
  }
  const body = await readBody(request, MAX_BODY_BYTES);
  return body
    ? await routes.answer(body, headers)
    : routes.refuse(413, `a body of at most ${MAX_BODY_BYTES} bytes`);
}

function health(isWell: boolean): HttpAnswer {
  return { status: isWell ? 200 : 503, body: JSON.stringify({ status: isWell ? 'ok' : 'unavailable' }) };
}

function send(response: ServerResponse, { status, body }: HttpAnswer): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
