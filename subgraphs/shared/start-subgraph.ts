import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { SubgraphConfig } from './config.ts';
import { createCursorMaker } from './cursor.ts';
import { openDatabase } from './database.ts';
import { type SubgraphErrorCode, subgraphError } from './errors.ts';
import { createGrantCheck, GRANT_HEADER } from './grant.ts';
import { startGraphqlServer } from './graphql-server.ts';
import { createHttpServer, type HttpAnswer } from './http-server.ts';
import { readRequest } from './read-request.ts';
import { createStatistics } from './statistics.ts';
import type { Subgraph } from './subgraph.ts';
import { createTokenMaker } from './token.ts';

/** A subgraph that listens. */
export interface RunningSubgraph {
  /** Where it answers: `http://127.0.0.1:4001/graphql`. */
  readonly url: string;
  /** Whether its database is connected and indexed, so that it may be sent requests. */
  readonly isReady: () => boolean;
  /** Settles when it is ready for the first time, or stopped before. */
  readonly ready: Promise<void>;
  /** Answers the requests in flight, takes no new ones, and closes everything. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/** How long requests in flight may take once the subgraph is to stop, in milliseconds. */
const GRACE_MS = 10_000;
const SWEEP_MS = 50;

/**
 * Starts a subgraph: it listens at once, and answers 503 on `/health/ready` until its database is there.
 *
 * @throws Error when the address is taken
 */
export async function startSubgraph(
  subgraph: Subgraph,
  config: SubgraphConfig,
  logger: Logger,
): Promise<RunningSubgraph> {
  const database = openDatabase(config, logger);
  const open = subgraph.open(database.connection);
  const statistics = createStatistics({
    models: open.models,
    sources: open.statisticsSources,
    maxAgeMs: config.statisticsMaxAgeMs,
    logger,
  });
  const createCursors = createCursorMaker(subgraph.name, config.secret);
  const createToken = createTokenMaker(subgraph.name, config.secret);
  const graphql = await startGraphqlServer(subgraph, logger);
  const checkGrant = createGrantCheck(subgraph.name, config.grantKeys);
  let isStopping = false;
  const isReady = () => database.isReady() && !isStopping;

  const server = createHttpServer({
    isReady,
    refuse: (status, expected) => refusal(status, 'BAD_REQUEST', `Expected ${expected}.`),
    answer: async (body, headers) => {
      const request = readRequest(body);
      if (!request) return refusal(400, 'BAD_REQUEST');
      const check = await checkGrant(readGrantHeader(headers), request.query);
      if (!check.isValid) return refusal(401, check.code);
      if (!database.isReady()) return refusal(503, 'UNAVAILABLE');
      const context = open.createContext({ grant: check.grant, statistics, createCursors, createToken });
      return { status: 200, body: await graphql.answer(request, context) };
    },
  });
  await new Promise<void>((resolve, reject) => {
    server
      .once('error', reject)
      .listen(config.port, config.host, () => resolve(void server.off('error', reject)));
  });
  const { port } = server.address() as AddressInfo;
  const ready = database.connect(open.models).then(() => {
    if (!isStopping) statistics.start();
  });

  const stop = async () => {
    isStopping = true;
    const closed = new Promise((resolve) => server.close(resolve));
    // A connection whose last answer was on its way becomes idle only after `close` looked for idle ones.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const grace = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    await closed;
    clearInterval(sweep);
    clearTimeout(grace);
    const counting = statistics.stop();
    await graphql.stop();
    await database.close();
    await counting;
  };
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}/graphql`,
    isReady,
    ready,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function readGrantHeader(headers: IncomingMessage['headers']): string | undefined {
  const value = headers[GRANT_HEADER];
  return typeof value === 'string' ? value : undefined;
}

function refusal(status: number, code: SubgraphErrorCode, message?: string): HttpAnswer {
  const error = subgraphError(code, message === undefined ? {} : { message });
  const { extensions } = error;
  return { status, body: JSON.stringify({ errors: [{ message: error.message, extensions }] }) };
}
