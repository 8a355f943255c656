import {
  createChoiceVariable,
  createNumberVariable,
  createPathVariable,
  createTextVariable,
  createVariable,
  MALFORMED,
  orUnset,
  type Variable,
  withFallback,
} from './environment-variable.ts';
import { isLoopback } from './is-loopback.ts';
import { LEDGER_VARIABLES } from './ledger-variables.ts';
import { LIMIT_VARIABLES } from './limits.ts';
import { findProjectRoot } from './project-root.ts';

/**
 * Every variable that the gateway reads, under the name that its value has in the configuration. README.md
 * shows this table; a test keeps the two alike.
 */
export const VARIABLES = {
  port: createNumberVariable('PORT', 4000, [0, 65_535], 'Port of the gateway; 0 takes a free one.'),
  host: withFallback('127.0.0.1', createTextVariable('HOST', 'Address to listen on.')),
  supergraphFile: withFallback(
    'schema/supergraph.graphql',
    createPathVariable('SUPERGRAPH', 'The composed graph.'),
  ),
  agreementsFolder: withFallback(
    'schema/agreements',
    createPathVariable('AGREEMENTS', 'Folder of the agreement files.'),
  ),
  agenciesFile: withFallback(
    'schema/agencies.yaml',
    createPathVariable('AGENCIES', 'Who takes part, and whose tokens count.'),
  ),
  subgraphUrls: withFallback(
    '',
    createVariable(
      'SUBGRAPH_URLS',
      'pairs name=url of http or https addresses, separated by commas',
      parseSubgraphUrls,
      'Addresses of subgraphs, `name=url,...`, where they are not those in the supergraph.',
    ),
  ),
  grantKeyFile: createPathVariable(
    'GRANT_KEY',
    'File of the private Ed25519 JWK that signs the grants to subgraphs.',
    'the path of a private Ed25519 JWK, as `npm run keys` makes it',
  ),
  idKeysFile: createPathVariable(
    'ID_KEYS',
    'File of the keys by which each agency has ids of its own. Every gateway of a federation has the same.',
    'the path of the keys of ids, as `npm run keys` makes it',
  ),
  ...LEDGER_VARIABLES,
  anonymousAgency: orUnset(
    createTextVariable(
      'ANONYMOUS_AGENCY',
      'Agency that requests without a token count as; unset, they are refused.',
    ),
  ),
  developmentJwksFile: orUnset(
    createPathVariable(
      'DEVELOPMENT_JWKS',
      'File of the JWKS whose tokens count for every agency. Never in production.',
    ),
  ),
  developmentKeyFile: orUnset(
    createPathVariable(
      'DEVELOPMENT_KEY',
      'File of the private JWK with which the explorer hands out development tokens. Asks for a loopback `HOST`.',
    ),
  ),
  allowWildcardAgreements: createChoiceVariable(
    'ALLOW_WILDCARD_AGREEMENTS',
    ['false', 'true'],
    'Whether an agreement may give everything of its provider by `*`. For tests and benchmarks over foreign graphs; never in production.',
  ),
  explorer: createChoiceVariable('EXPLORER', ['off', 'on'], 'Whether `/` is the explorer.'),
  corsOrigins: withFallback(
    '',
    createVariable(
      'CORS_ORIGINS',
      'origins such as https://dashboard.example, separated by commas',
      parseOrigins,
      'Origins, separated by commas, whose pages may call the gateway.',
    ),
  ),
  logLevel: createChoiceVariable(
    'LOG_LEVEL',
    ['info', 'debug', 'warn', 'error', 'silent'],
    'The least weight of a log line: `debug`, `info`, `warn`, `error` or `silent`.',
  ),
  ...LIMIT_VARIABLES,
} as const;

type ValueOf<V> = V extends Variable<infer Value> ? Value : never;

/** The configuration of the gateway, frozen. Paths are absolute. */
export type Config = { readonly [Key in keyof typeof VARIABLES]: ValueOf<(typeof VARIABLES)[Key]> };

/** The configuration, or everything that is wrong with the environment, one sentence each. */
export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the environment, once, at start. Nothing else of the gateway does. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ConfigReading {
  const values = new Map<string, unknown>();
  const problems: string[] = [];
  for (const [key, variable] of Object.entries<Variable<unknown>>(VARIABLES)) {
    // An empty variable counts as unset: compose files and shells can hardly unset one.
    const given = environment[variable.name] || undefined;
    const text = given ?? variable.fallback;
    if (text === undefined) {
      if (variable.isRequired) problems.push(`${variable.name} must be set to ${variable.expected}.`);
      continue;
    }
    const value = variable.parse(text, given === undefined ? findProjectRoot() : process.cwd());
    if (value === MALFORMED)
      problems.push(`${variable.name} must be ${variable.expected}; it is "${hidePassword(text)}".`);
    else values.set(key, value);
  }
  // The keys are those of the table by the loop above; a missing one is among the problems, or may be unset.
  const config = Object.freeze(Object.fromEntries(values)) as unknown as Config;
  problems.push(...findContradictions(config));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config };
}

/** An address may hold a password, and what is wrong goes to the log. */
function hidePassword(text: string): string {
  return text.replace(/\/[^/@]*@/g, '/…@');
}

/** Finds values that are good alone and bad together. A value that was malformed is left out of the comparison. */
function findContradictions(config: Partial<Config>): readonly string[] {
  const problems: string[] = [];
  const { subgraphDeadlineMs = 0, requestDeadlineMs = Number.POSITIVE_INFINITY, host = '' } = config;
  if (subgraphDeadlineMs > requestDeadlineMs) {
    problems.push(
      'SUBGRAPH_DEADLINE_MS must be at most REQUEST_DEADLINE_MS: no call may outlive its request.',
    );
  }
  if (config.developmentKeyFile !== undefined && !isLoopback(host)) {
    problems.push(
      'DEVELOPMENT_KEY asks for a loopback HOST: it hands out tokens to whoever reaches the gateway.',
    );
  }
  if (config.ledger === 'on') {
    const missing = [
      ...(config.ledgerUri === undefined ? ['LEDGER_URI'] : []),
      ...(config.ledgerKeyFile === undefined ? ['LEDGER_KEY'] : []),
    ];
    problems.push(
      ...missing.map(
        (name) => `${name} must be set, or LEDGER to off: then nothing that is asked is written down.`,
      ),
    );
  }
  return problems;
}

function parseSubgraphUrls(text: string): ReadonlyMap<string, string> | typeof MALFORMED {
  const urls = new Map<string, string>();
  for (const pair of text.split(',').filter((each) => each !== '')) {
    const [, name, url] = /^\s*([A-Za-z][\w-]*)=(https?:\/\/\S+?)\s*$/.exec(pair) ?? [];
    if (name === undefined || url === undefined || !URL.canParse(url) || urls.has(name)) return MALFORMED;
    urls.set(name, url);
  }
  return urls;
}

function parseOrigins(text: string): ReadonlySet<string> | typeof MALFORMED {
  const origins = text.split(',').flatMap((each) => each.trim() || []);
  const areOrigins = origins.every((each) => URL.canParse(each) && new URL(each).origin === each);
  return areOrigins ? new Set(origins) : MALFORMED;
}
