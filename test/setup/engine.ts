import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEngine } from '../../tools/engine/engine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests find a MongoDB: `inject('mongodbUri')`. They take database names of their own. */
    mongodbUri: string;
  }
}

/** Opens one embedded engine for the whole run, in a folder that is gone afterwards, unless MONGODB_URI names a server. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.MONGODB_URI;
  if (given !== undefined && given !== '') {
    project.provide('mongodbUri', given);
    return async () => {};
  }
  const folder = await mkdtemp(join(tmpdir(), 'simpul-test-'));
  const engine = await startEngine(folder);
  project.provide('mongodbUri', engine.uri);
  return async () => {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
