import { randomBytes } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { type DestinationStream, pino } from 'pino';
import { inject } from 'vitest';
import type { SubgraphConfig } from '../../subgraphs/shared/config.ts';
import { type RunningSubgraph, startSubgraph } from '../../subgraphs/shared/start-subgraph.ts';
import type { Subgraph } from '../../subgraphs/shared/subgraph.ts';
import { type GrantOffice, type GrantWishes, openGrantOffice } from './grants.ts';

/** What a subgraph answers, as far as tests look at it. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
  }[];
  /** The body as it came. */
  readonly text: string;
}

/** A subgraph under test, over a database of its own. */
export interface TestSubgraph {
  readonly name: string;
  readonly running: RunningSubgraph;
  readonly office: GrantOffice;
  /** To the database of the subgraph; it is empty at first. */
  readonly connection: Connection;
  /** Tells every command that the subgraph sends to its database. @returns what ends it */
  readonly onCommand: (
    listener: (command: string, collection: string, args: readonly unknown[]) => void,
  ) => () => void;
  /** All log lines so far. */
  readonly log: () => string;
  /** Sends an operation with a grant for it. */
  readonly ask: (
    operation: string,
    wishes?: GrantWishes,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<Answer>;
  /** Sends a body as it is. */
  readonly send: (body: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** Removes the database and stops. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a subgraph on a free port, over a database that is there for this test file alone.
 *
 * @param fill is given the database before the subgraph starts
 */
export async function startTestSubgraph(
  subgraph: Subgraph,
  fill: (connection: Connection) => Promise<void> = async () => {},
  changes: Partial<SubgraphConfig> = {},
): Promise<TestSubgraph> {
  const office = await openGrantOffice();
  const database = `test_${subgraph.name}_${randomBytes(6).toString('hex')}`;
  const connection = await mongoose.createConnection(inject('mongodbUri'), { dbName: database }).asPromise();
  await fill(connection);
  const lines: string[] = [];
  const sink: DestinationStream = { write: (line) => void lines.push(line) };
  const running = await startSubgraph(
    subgraph,
    {
      mongodbUri: inject('mongodbUri'),
      database,
      host: '127.0.0.1',
      port: 0,
      grantKeys: office.keys,
      secret: randomBytes(32),
      logLevel: 'debug',
      statisticsMaxAgeMs: 600_000,
      ...changes,
    },
    pino({ level: 'debug' }, sink),
  );
  await running.ready;

  const send: TestSubgraph['send'] = async (body, headers = {}) => {
    const response = await fetch(running.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    return { ...(JSON.parse(text) as object), status: response.status, text };
  };
  return {
    name: subgraph.name,
    running,
    office,
    connection,
    onCommand: (listener) => {
      const own = mongoose.connections.find((each) => each.name === database && each !== connection);
      own?.set('debug', (collection: string, command: string, ...args: readonly unknown[]) =>
        listener(command, collection, args),
      );
      return () => void own?.set('debug', false);
    },
    log: () => lines.join(''),
    send,
    ask: async (query, wishes, variables) =>
      send(JSON.stringify({ query, variables }), {
        'simpul-grant': await office.grant(subgraph.name, query, wishes),
      }),
    stop: async () => {
      await running.stop();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
