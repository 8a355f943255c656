import { join } from 'node:path';
import { isLoopback } from '../../gateway/is-loopback.ts';
import { SUBGRAPHS } from '../subgraphs.ts';
import type { LauncherConfig } from './config.ts';
import type { Keys } from './keys.ts';
import { originOf } from './origin.ts';
import type { Program } from './service.ts';

/** Subgraphs answer nobody but the gateway, which is on the same machine. */
const SUBGRAPH_HOST = '127.0.0.1';

/** A place where one of the processes listens. */
export interface Listener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** A program and where it listens. */
export type ListeningProgram = Program & Listener;

/** Where everything listens: the gateway on PORT, the subgraphs on the ports after it. */
export function planListeners({ host, port }: LauncherConfig): {
  readonly gateway: Listener;
  readonly subgraphs: readonly Listener[];
} {
  return {
    gateway: { name: 'gateway', host, port },
    subgraphs: SUBGRAPHS.map(({ name }, index) => ({ name, host: SUBGRAPH_HOST, port: port + 1 + index })),
  };
}

/**
 * Plans the processes: what each one runs and is told.
 *
 * @param folder of the compiled programs
 */
export function planProcesses(
  config: LauncherConfig,
  folder: string,
  keys: Keys,
  mongodbUri: string,
): { readonly gateway: ListeningProgram; readonly subgraphs: readonly ListeningProgram[] } {
  const { gateway, subgraphs } = planListeners(config);
  const shared = {
    ...config.environment,
    NODE_ENV: config.environment.NODE_ENV || 'production',
    LOG_LEVEL: config.logLevel,
  };
  return {
    gateway: {
      ...gateway,
      file: join(folder, 'gateway', 'main.js'),
      environment: {
        ...shared,
        ...addressOf(gateway),
        GRANT_KEY: keys.grant.privateFile,
        ID_KEYS: keys.idKeysFile,
        LEDGER_URI: mongodbUri,
        LEDGER_KEY: keys.ledger.privateFile,
        LEDGER_CHECKPOINTS: config.environment.LEDGER_CHECKPOINTS || join(config.dataFolder, 'checkpoints'),
        SUBGRAPH_URLS: subgraphs
          .map((each) => `${each.name}=${originOf(each.host, each.port)}/graphql`)
          .join(','),
        EXPLORER: 'on',
        ANONYMOUS_AGENCY: config.environment.ANONYMOUS_AGENCY || 'public',
        DEVELOPMENT_JWKS: isLoopback(config.host) ? keys.development.publicFile : undefined,
        DEVELOPMENT_KEY: isLoopback(config.host) ? keys.development.privateFile : undefined,
      },
    },
    subgraphs: subgraphs.map((listener) => ({
      ...listener,
      file: join(folder, 'subgraphs', listener.name, 'main.js'),
      environment: {
        ...shared,
        ...addressOf(listener),
        // Each has its own; the ledger's is where the gateway writes.
        DATABASE: listener.name === 'ledger' ? config.environment.LEDGER_DATABASE : undefined,
        MONGODB_URI: mongodbUri,
        GRANT_JWKS: keys.grant.publicFile,
        SECRET_FILE: keys.subgraphSecrets.get(listener.name),
      },
    })),
  };
}

function addressOf({ host, port }: Listener) {
  return { HOST: host, PORT: String(port) };
}
