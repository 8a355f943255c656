import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findProjectRoot } from '../project-root.ts';

/** One built file of the page, ready to be sent. */
export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** The same bytes for a client that takes gzip; absent where it would save nothing. */
  readonly gzipped?: Buffer;
}

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.woff2', 'font/woff2'],
]);

/** Where the build puts the page, and where the gateway finds it. */
export function findExplorerAssets(): string {
  return join(findProjectRoot(), 'dist', 'explorer');
}

/**
 * Reads the built page into memory, once. What is served is then found by its whole name in a map, so that no
 * name that a client sends can reach the file system.
 *
 * @returns names relative to the folder, with `/`, to what is sent
 * @throws when the folder is not there or holds a file of a kind that the page does not have
 */
export function loadAssets(folder: string): ReadonlyMap<string, Asset> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).replaceAll(sep, '/'), readAsset(path)];
    }),
  );
}

function readAsset(path: string): Asset {
  const type = TYPES.get(extname(path));
  if (type === undefined) throw new Error(`The explorer has no files like ${path}: build it again.`);
  const body = readFileSync(path);
  const gzipped = gzipSync(body);
  return { type, body, ...(gzipped.length < body.length * 0.9 && { gzipped }) };
}
