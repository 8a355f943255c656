import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import { projectRoot } from './project-root.ts';

/** What a subgraph process is told at its start. Frozen. */
export interface SubgraphConfig {
  readonly mongodbUri: string;
  readonly database: string;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Public keys of the gateway's grants. */
  readonly grantKeys: JSONWebKeySet;
  /** At least 32 random bytes, from which the key of the cursors is derived. */
  readonly secret: Uint8Array;
  readonly logLevel: LogLevel;
  /** Age in milliseconds at which the stored counts are counted anew. */
  readonly statisticsMaxAgeMs: number;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment variables of a subgraph process, each with its unit and default. */
export const SUBGRAPH_VARIABLES = {
  MONGODB_URI: 'Connection string of the MongoDB that holds the data. Required.',
  DATABASE: 'Name of the database. Default: simpul_ and the name of the subgraph; for ledger: ledger.',
  HOST: 'Address to listen on. Default: 127.0.0.1.',
  PORT: 'TCP port to listen on, 0 to 65535. Required.',
  GRANT_JWKS: 'Path of the JWKS file with the public grant keys of the gateway. Required.',
  SECRET_FILE: 'Path of a file with 32 or more random bytes in hexadecimal. Required.',
  LOG_LEVEL: `One of ${LOG_LEVELS.join(', ')}. Default: info.`,
  STATISTICS_MAX_AGE: 'Seconds after which counts are made anew, 1 to 86400. Default: 600.',
} as const;

/** The configuration, or everything that is wrong with the environment, together. */
export type ConfigReading =
  | { readonly isValid: true; readonly config: SubgraphConfig }
  | { readonly isValid: false; readonly problems: readonly string[] };

/**
 * Reads the configuration of the subgraph `name`. Reads the two files that it names and nothing else.
 *
 * @param database that is meant where the environment names none
 */
export function readSubgraphConfig(
  name: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  database = `simpul_${name}`,
): ConfigReading {
  const problems: string[] = [];
  const read = <Value>(
    variable: keyof typeof SUBGRAPH_VARIABLES,
    parse: (text: string) => Value | undefined,
    fallback?: string,
  ): Value | undefined => {
    const text = environment[variable] || fallback;
    const value = text === undefined ? undefined : parse(text);
    if (value === undefined) problems.push(`${variable}: ${SUBGRAPH_VARIABLES[variable]}`);
    return value;
  };
  const config = {
    mongodbUri: read('MONGODB_URI', (text) => (/^mongodb(\+srv)?:\/\/./.test(text) ? text : undefined)),
    database: read('DATABASE', (text) => (/^\w{1,60}$/.test(text) ? text : undefined), database),
    host: read('HOST', (text) => text, '127.0.0.1'),
    port: read('PORT', (text) => wholeNumber(text, 0, 65_535)),
    grantKeys: read('GRANT_JWKS', readKeySet),
    secret: read('SECRET_FILE', readSecret),
    logLevel: read('LOG_LEVEL', (text) => LOG_LEVELS.find((level) => level === text), 'info'),
    statisticsMaxAgeMs: read('STATISTICS_MAX_AGE', seconds, '600'),
  };
  if (problems.length > 0) return { isValid: false, problems };
  return { isValid: true, config: Object.freeze(config as SubgraphConfig) };
}

/** Paths of the files that the ledger subgraph takes its words from; every other subgraph ignores them. */
export function readWordFiles(environment: Readonly<Record<string, string | undefined>> = process.env): {
  readonly agencies: string;
  readonly words: string;
} {
  const folder = join(projectRoot, 'schema');
  return {
    agencies: environment.AGENCIES_FILE || join(folder, 'agencies.yaml'),
    words: environment.WORDS_FILE || join(folder, 'words.yaml'),
  };
}

function seconds(text: string): number | undefined {
  const value = wholeNumber(text, 1, 86_400);
  return value === undefined ? undefined : value * 1000;
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

function readKeySet(path: string): JSONWebKeySet | undefined {
  try {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Partial<JSONWebKeySet>;
    return Array.isArray(content.keys) && content.keys.length > 0 ? (content as JSONWebKeySet) : undefined;
  } catch {
    return undefined;
  }
}

function readSecret(path: string): Uint8Array | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return /^([0-9a-f]{2}){32,}$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
  } catch {
    return undefined;
  }
}
