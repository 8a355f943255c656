import { join } from 'node:path';
import { VARIABLES as GATEWAY_VARIABLES } from '../../gateway/config.ts';
import { MALFORMED, type Variable } from '../../gateway/environment-variable.ts';
import type { SecondPlaceTarget } from '../../gateway/ledger/second-place.ts';
import { LEDGER_VARIABLES } from '../../gateway/ledger-variables.ts';
import { findProjectRoot } from '../../gateway/project-root.ts';
import { readLauncherConfig } from '../launcher/config.ts';

/** What the commands of the ledger are told by the environment; what is unset is as the launcher has it. Paths are absolute. */
export interface LedgerSettings {
  readonly dataFolder: string;
  /** Undefined: the store of the launcher. */
  readonly uri: string | undefined;
  readonly database: string;
  /** Private Ed25519 JWK. */
  readonly keyFile: string;
  /** Its public half. */
  readonly publicKeysFile: string;
  readonly secondPlace: SecondPlaceTarget;
  readonly idKeysFile: string;
  readonly agenciesFile: string;
  readonly agreementsFolder: string;
}

/** Reads the settings. @throws Error that says of every variable what it must be */
export function readSettings(): LedgerSettings {
  const reading = readLauncherConfig();
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const { environment, dataFolder, mongodbUri, agenciesFile } = reading.config;
  const problems: string[] = [];
  const read = <Value>(variable: Variable<Value>): Value | undefined => {
    const text = environment[variable.name] || undefined;
    const value = text === undefined ? undefined : variable.parse(text, process.cwd());
    if (value !== MALFORMED) return value;
    problems.push(`${variable.name} must be ${variable.expected}.`);
    return undefined;
  };
  const uri = read(LEDGER_VARIABLES.ledgerUri);
  const database = read(LEDGER_VARIABLES.ledgerDatabase) ?? 'ledger';
  const keyFile = read(LEDGER_VARIABLES.ledgerKeyFile);
  const secondPlace = read(LEDGER_VARIABLES.ledgerCheckpoints);
  const idKeysFile = read(GATEWAY_VARIABLES.idKeysFile);
  const agreementsFolder = read(GATEWAY_VARIABLES.agreementsFolder);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const keys = join(dataFolder, 'keys');
  return {
    dataFolder,
    uri: uri ?? mongodbUri,
    database,
    keyFile: keyFile ?? join(keys, 'ledger.jwk.json'),
    publicKeysFile: keyFile?.replace(/\.jwk\.json$/, '.jwks.json') ?? join(keys, 'ledger.jwks.json'),
    secondPlace: secondPlace ?? { folder: join(dataFolder, 'checkpoints') },
    idKeysFile: idKeysFile ?? join(keys, 'ids.json'),
    agenciesFile,
    agreementsFolder: agreementsFolder ?? join(findProjectRoot(), 'schema', 'agreements'),
  };
}
