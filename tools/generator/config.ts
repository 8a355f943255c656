import { join } from 'node:path';
import { findProjectRoot } from '../../gateway/project-root.ts';

/** Where the generator writes. */
export interface GeneratorConfig {
  /** `MONGODB_URI`; absent when the embedded engine is to be opened. */
  readonly mongodbUri?: string;
  /** Folder of the embedded engine's store, `store`, and of the keys: `DATA_DIR` (default `data`). */
  readonly dataDirectory: string;
  /** `ID_KEYS`; absent when the keys of ids are those in the folder of the data, and made there if need be. */
  readonly idKeysFile?: string;
  /** `AGENCIES`: whose database is whose. */
  readonly agenciesFile: string;
}

/** Reads the environment. */
export function readGeneratorConfig(environment: NodeJS.ProcessEnv): GeneratorConfig {
  const { MONGODB_URI: uri, DATA_DIR: directory, ID_KEYS: idKeysFile, AGENCIES: agenciesFile } = environment;
  return {
    ...(uri ? { mongodbUri: uri } : {}),
    dataDirectory: directory || join(findProjectRoot(), 'data'),
    ...(idKeysFile ? { idKeysFile } : {}),
    agenciesFile: agenciesFile || join(findProjectRoot(), 'schema', 'agencies.yaml'),
  };
}
