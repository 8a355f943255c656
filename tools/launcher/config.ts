import { VARIABLES as GATEWAY_VARIABLES } from '../../gateway/config.ts';
import {
  createNumberVariable,
  createPathVariable,
  createTextVariable,
  createVariable,
  MALFORMED,
  orUnset,
  type Variable,
  withFallback,
} from '../../gateway/environment-variable.ts';
import { findProjectRoot } from '../../gateway/project-root.ts';
import { FEWEST_CITIZENS, MOST_CITIZENS } from '../generator/citizen-bounds.ts';
import { SUBGRAPHS } from '../subgraphs.ts';

const DEFAULT_CITIZENS = 20_000;

/**
 * Every variable that the launcher reads, under the name that its value has in the configuration. README.md shows this
 * table; those of the gateway and the subgraphs that stand in the environment reach them too.
 */
export const LAUNCHER_VARIABLES = {
  port: createNumberVariable(
    'PORT',
    4000,
    [1, 65_535 - SUBGRAPHS.length],
    'Port of the gateway; the subgraphs take the eight after it.',
  ),
  host: withFallback(
    '127.0.0.1',
    createTextVariable('HOST', 'Address the gateway listens on; the subgraphs stay on loopback.'),
  ),
  dataFolder: withFallback(
    'data',
    createPathVariable('DATA_DIR', 'Folder of the embedded store and the keys.'),
  ),
  mongodbUri: orUnset(
    createVariable(
      'MONGODB_URI',
      'a connection string that begins with mongodb:// or mongodb+srv://',
      (text) => (/^mongodb(\+srv)?:\/\/./.test(text) ? text : MALFORMED),
      'MongoDB to use; unset, the embedded one is opened.',
    ),
  ),
  citizens: createNumberVariable(
    'CITIZENS',
    DEFAULT_CITIZENS,
    [FEWEST_CITIZENS, MOST_CITIZENS],
    'How many citizens are generated when the store is empty.',
  ),
  seed: createNumberVariable('SEED', 1, [0, 4_294_967_295], 'What the generated data are drawn from.'),
  logLevel: withFallback(
    'warn',
    createVariable(
      'LOG_LEVEL',
      GATEWAY_VARIABLES.logLevel.expected,
      GATEWAY_VARIABLES.logLevel.parse,
      'As for the gateway.',
    ),
  ),
  agenciesFile: GATEWAY_VARIABLES.agenciesFile,
} as const;

type ValueOf<V> = V extends Variable<infer Value> ? Value : never;

/** The configuration of the launcher and the tools beside it, frozen. Paths are absolute. */
export type LauncherConfig = {
  readonly [Key in keyof typeof LAUNCHER_VARIABLES]: ValueOf<(typeof LAUNCHER_VARIABLES)[Key]>;
} & {
  /** What child processes inherit. */
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** The configuration, or everything that is wrong with the environment, one sentence each. */
export type LauncherConfigReading =
  | { readonly ok: true; readonly config: LauncherConfig }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the environment, once, at start. Nothing else of the tools does. */
export function readLauncherConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): LauncherConfigReading {
  const values = new Map<string, unknown>([['environment', environment]]);
  const problems: string[] = [];
  for (const [key, variable] of Object.entries<Variable<unknown>>(LAUNCHER_VARIABLES)) {
    const given = environment[variable.name] || undefined;
    const text = given ?? variable.fallback;
    if (text === undefined) continue;
    const value = variable.parse(text, given === undefined ? findProjectRoot() : process.cwd());
    // The URI may hold a password: no value is repeated.
    if (value === MALFORMED) problems.push(`${variable.name} must be ${variable.expected}.`);
    else values.set(key, value);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, config: Object.freeze(Object.fromEntries(values)) as unknown as LauncherConfig };
}
