import { join } from 'node:path';
import { findProjectRoot } from '../../gateway/project-root.ts';

/** Where the generator writes. */
export interface GeneratorConfig {
  /** `MONGODB_URI`; absent when the embedded engine is to be opened. */
  readonly mongodbUri?: string;
  /** Folder of the embedded engine's store: `store` in `DATA_DIR` (default `data`). */
  readonly storeDirectory: string;
}

/** Reads the environment. */
export function readGeneratorConfig(environment: NodeJS.ProcessEnv): GeneratorConfig {
  const { MONGODB_URI: uri, DATA_DIR: directory } = environment;
  return {
    ...(uri ? { mongodbUri: uri } : {}),
    storeDirectory: join(directory || join(findProjectRoot(), 'data'), 'store'),
  };
}
