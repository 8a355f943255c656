import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import mongoose from 'mongoose';
import { pino } from 'pino';
import type { Purpose } from '../../gateway/access/agreement.ts';
import { readConfig } from '../../gateway/config.ts';
import { toIdKeysText } from '../../gateway/execution/id-keys.ts';
import { startGateway } from '../../gateway/gateway.ts';
import { createLogger } from '../../gateway/http/log.ts';
import { signDevelopmentToken } from '../../gateway/identity/development-tokens.ts';
import { createCivil } from '../../subgraphs/civil/subgraph.ts';
import { createConsular } from '../../subgraphs/consular/subgraph.ts';
import { createElectoral } from '../../subgraphs/electoral/subgraph.ts';
import { createImmigration } from '../../subgraphs/immigration/subgraph.ts';
import { createLedger } from '../../subgraphs/ledger/subgraph.ts';
import { createMinistry } from '../../subgraphs/ministry/subgraph.ts';
import { createOversight } from '../../subgraphs/oversight/subgraph.ts';
import { startSubgraph } from '../../subgraphs/shared/start-subgraph.ts';
import { createTraining } from '../../subgraphs/training/subgraph.ts';
import { TEST_ID_KEYS } from './test-ids.ts';

/** What is asked of the gateway, and as whom. */
export interface Ask {
  readonly agency: string;
  readonly unit?: string;
  readonly officer?: string;
  readonly purpose: Purpose;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Beside those that say who asks and why. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One error of an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & {
    readonly code: string;
    readonly coordinate?: string;
  };
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of what it asks for.
  readonly data: any;
  readonly errors: readonly AnswerError[];
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly extensions: any;
}

/** The whole federation on free ports: eight subgraphs over one store, and the gateway. */
export interface Federation {
  readonly url: string;
  readonly ask: (ask: Ask) => Promise<Answer>;
  readonly token: (identity: Pick<Ask, 'agency' | 'unit' | 'officer'>) => Promise<string>;
  /** Everything that was logged by the gateway and by the subgraphs, one line each. */
  readonly logLines: readonly string[];
  /** The public key of the ledger's checkpoints. */
  readonly ledgerKeys: { readonly keys: readonly JWK[] };
  readonly stop: () => Promise<void>;
}

/** What a federation is started with. */
export interface FederationOptions {
  readonly mongodbUri: string;
  /** In front of each subgraph's name: `t1_` gives `t1_civil`. Dropped at the end. */
  readonly databasePrefix: string;
  /** Documents to store first: subgraph to collection to documents. */
  readonly documents?: ReadonlyMap<string, ReadonlyMap<string, readonly object[]>>;
  /** Variables of the gateway, beside those that start it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Addresses that the gateway calls instead of these subgraphs'. */
  readonly subgraphUrls?: Readonly<Record<string, string>>;
  /** Puts something between the gateway and a subgraph. @returns the address that is called instead. */
  readonly through?: (subgraph: string, url: string) => Promise<string>;
  /** What day it is for agreements. Default: now. */
  readonly now?: () => Date;
  /** Whether the gateway writes its ledger, into the database `ledger` with the prefix. Default: it does not. */
  readonly ledger?: boolean;
}

const SUBGRAPHS = [
  createCivil,
  createMinistry,
  createConsular,
  createTraining,
  createElectoral,
  createImmigration,
  createLedger,
  createOversight,
];

/** Starts the whole federation in this process and waits until it is ready. */
export async function startFederation(options: FederationOptions): Promise<Federation> {
  const { mongodbUri, databasePrefix } = options;
  const folder = await mkdtemp(join(tmpdir(), 'simpul-federation-'));
  const grantKey = await createKey('grant');
  const developmentKey = await createKey('development');
  const ledgerKey = await createKey('ledger');
  await writeFile(join(folder, 'grant.jwk.json'), JSON.stringify(grantKey.privateJwk));
  await writeFile(join(folder, 'ledger.jwk.json'), JSON.stringify(ledgerKey.privateJwk));
  await writeFile(join(folder, 'ids.json'), toIdKeysText(TEST_ID_KEYS));
  await writeFile(
    join(folder, 'development.jwks.json'),
    JSON.stringify({ keys: [developmentKey.publicJwk] }),
  );
  if (options.documents) await store(options.documents, mongodbUri, databasePrefix);

  const logLines: string[] = [];
  const destination = { write: (line: string) => void logLines.push(line) };
  const subgraphs = await Promise.all(
    SUBGRAPHS.map(async (create) => {
      const subgraph = create();
      const config = {
        mongodbUri,
        database: `${databasePrefix}${subgraph.name}`,
        host: '127.0.0.1',
        port: 0,
        grantKeys: { keys: [grantKey.publicJwk] },
        secret: Buffer.alloc(32, subgraph.name),
        logLevel: 'info' as const,
        statisticsMaxAgeMs: 600_000,
      };
      const running = await startSubgraph(subgraph, config, pino({ level: 'info' }, destination));
      await running.ready;
      const url = (await options.through?.(subgraph.name, running.url)) ?? running.url;
      return { ...running, name: subgraph.name, url };
    }),
  );

  const reading = readConfig({
    PORT: '0',
    GRANT_KEY: join(folder, 'grant.jwk.json'),
    ID_KEYS: join(folder, 'ids.json'),
    DEVELOPMENT_JWKS: join(folder, 'development.jwks.json'),
    SUBGRAPH_URLS: subgraphs
      .map(({ name, url }) => `${name}=${options.subgraphUrls?.[name] ?? url}`)
      .join(','),
    ...(options.ledger
      ? {
          LEDGER_URI: mongodbUri,
          LEDGER_DATABASE: `${databasePrefix}ledger`,
          LEDGER_KEY: join(folder, 'ledger.jwk.json'),
        }
      : { LEDGER: 'off' }),
    DRAIN_WAIT_MS: '0',
    // Test files run side by side on few cores: a plan may have to wait for one.
    PLAN_DEADLINE_MS: '10000',
    ...options.environment,
  });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const start = await startGateway(reading.config, createLogger('info', destination), options.now);
  if (!start.ok) throw new Error(start.problems.join('\n'));
  const { gateway } = start;

  const token: Federation['token'] = async ({ agency, unit, officer = 'officer-1' }) =>
    await signDevelopmentToken(developmentKey.privateJwk, { agency, ...(unit && { unit }), officer }, 15);

  return {
    url: gateway.url,
    token,
    logLines,
    ledgerKeys: { keys: [ledgerKey.publicJwk] },
    async ask({ query, variables, purpose, headers, ...identity }) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await token(identity)}`,
          'x-purpose': purpose,
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      const { data, errors = [], extensions } = JSON.parse(text);
      return { status: response.status, headers: response.headers, text, data, errors, extensions };
    },
    async stop() {
      await gateway.drain();
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
      await drop(mongodbUri, databasePrefix);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createKey(kid: string): Promise<{ readonly privateJwk: JWK; readonly publicJwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const about = { kid, alg: 'EdDSA', use: 'sig' };
  return {
    privateJwk: { ...(await exportJWK(privateKey)), ...about },
    publicJwk: { ...(await exportJWK(publicKey)), ...about },
  };
}

async function store(
  documents: NonNullable<FederationOptions['documents']>,
  mongodbUri: string,
  databasePrefix: string,
): Promise<void> {
  const connection = await mongoose.createConnection(mongodbUri).asPromise();
  for (const [name, collections] of documents) {
    const database = connection.useDb(`${databasePrefix}${name}`);
    for (const [collection, rows] of collections) await database.collection(collection).insertMany([...rows]);
  }
  await connection.close();
}

async function drop(mongodbUri: string, databasePrefix: string): Promise<void> {
  const connection = await mongoose.createConnection(mongodbUri).asPromise();
  const names = new Set([...SUBGRAPHS.map((create) => create().name), 'ledger']);
  for (const name of names) await connection.useDb(`${databasePrefix}${name}`).dropDatabase();
  await connection.close();
}
