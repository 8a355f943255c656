import { join } from 'node:path';
import { VARIABLES as GATEWAY_VARIABLES } from '../../gateway/config.ts';
import {
  createPathVariable,
  createVariable,
  MALFORMED,
  orUnset,
  type Variable,
  withFallback,
} from '../../gateway/environment-variable.ts';
import { readLauncherConfig } from '../launcher/config.ts';

/** What `npm run check` is told by the environment; what is unset is as the launcher has it. Paths are absolute. */
export interface CheckSettings {
  /** Address of the gateway, without a path after the host unless it has one. */
  readonly gateway: URL;
  readonly dataFolder: string;
  /** MongoDB of Bawaslu. Undefined: the embedded one of the launcher. */
  readonly mongodbUri: string | undefined;
  /** Bawaslu's database. */
  readonly database: string;
  /** Database of the ground truth, which a score is made against. */
  readonly truthDatabase: string;
  /** File of a token of Bawaslu. Undefined: tokens are signed with this clone's development key. */
  readonly tokenFile: string | undefined;
  /** Keys of ids, which a score needs. */
  readonly idKeysFile: string;
}

const parseDatabase = (text: string) => (/^\w{1,60}$/.test(text) ? text : MALFORMED);
const databaseName = 'a name of 1 to 60 letters, digits and _';

/** The variables that the check reads beside `PORT`, `DATA_DIR`, `MONGODB_URI` and `ID_KEYS`. README.md shows them. */
export const CHECK_VARIABLES = {
  gateway: orUnset(
    createVariable(
      'GATEWAY',
      'an address that begins with http:// or https://',
      (text) => (/^https?:\/\/./.test(text) && URL.canParse(text) ? new URL(text) : MALFORMED),
      'Address of the gateway. Default: `http://127.0.0.1:` and `PORT`.',
    ),
  ),
  database: withFallback(
    'simpul_oversight',
    createVariable(
      'DATABASE',
      databaseName,
      parseDatabase,
      "Bawaslu's database, that of the oversight subgraph.",
    ),
  ),
  truthDatabase: withFallback(
    'simpul_truth',
    createVariable(
      'TRUTH_DATABASE',
      databaseName,
      parseDatabase,
      'Database of the ground truth, for `--score`.',
    ),
  ),
  tokenFile: orUnset(
    createPathVariable(
      'TOKEN_FILE',
      "File with a token of Bawaslu's issuer, read again when it changes. Default: development tokens of this clone.",
    ),
  ),
} as const;

/** Reads the settings. @throws Error that says of every variable what it must be */
export function readSettings(variables?: Readonly<Record<string, string | undefined>>): CheckSettings {
  const reading = readLauncherConfig(variables);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const { environment, port, dataFolder, mongodbUri } = reading.config;
  const problems: string[] = [];
  const read = <Value>(variable: Variable<Value>): Value | undefined => {
    const text = environment[variable.name] || variable.fallback;
    const value = text === undefined ? undefined : variable.parse(text, process.cwd());
    if (value !== MALFORMED) return value;
    problems.push(`${variable.name} must be ${variable.expected}.`);
    return undefined;
  };
  const gateway = read(CHECK_VARIABLES.gateway);
  const database = read(CHECK_VARIABLES.database);
  const truthDatabase = read(CHECK_VARIABLES.truthDatabase);
  const tokenFile = read(CHECK_VARIABLES.tokenFile);
  const idKeys = environment[GATEWAY_VARIABLES.idKeysFile.name]
    ? read(GATEWAY_VARIABLES.idKeysFile)
    : undefined;
  if (database === undefined || truthDatabase === undefined || problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  return {
    gateway: gateway ?? new URL(`http://127.0.0.1:${port}`),
    dataFolder,
    mongodbUri,
    database,
    truthDatabase,
    tokenFile,
    idKeysFile: idKeys ?? join(dataFolder, 'keys', 'ids.json'),
  };
}
