import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the package: the nearest one above this module that holds `package.json`, which is the same
 * for the sources and for what is compiled to `dist/`. Schemas and agreements are read from there.
 */
export function findProjectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('No package.json above the gateway: it was installed in part.');
    folder = parent;
  }
  return folder;
}
