import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptCheckpoints } from '../../gateway/ledger/verify/kept-check.ts';
import { readLines } from './read-lines.ts';

const FILE = /^([a-z0-9-]+)\.jws$/;

/**
 * Opens a folder of checkpoints as it is now: what comes later is not read. A line that is not finished is being written.
 *
 * @returns undefined when there is no such folder
 */
export async function openKeptFolder(folder: string): Promise<KeptCheckpoints | undefined> {
  const sizes = new Map<string, number>();
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return undefined;
  for (const name of names) {
    const [, chain] = FILE.exec(name) ?? [];
    if (chain !== undefined) sizes.set(chain, (await stat(join(folder, name))).size);
  }
  return {
    chains: async () => [...sizes.keys()],
    read: async function* (chain) {
      const size = sizes.get(chain) ?? 0;
      if (size === 0) return;
      for await (const { lines, isTorn } of readLines(join(folder, `${chain}.jws`), size)) {
        if (!isTorn) yield* lines;
      }
    },
  };
}
