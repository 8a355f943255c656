import { readFile, stat } from 'node:fs/promises';
import { createLocalJWKSet } from 'jose';
import type { KeySet } from './key-set.ts';

/** How often the file is looked at, at most, in milliseconds. */
const RECHECK_MS = 1_000;

/**
 * Keys in a JWKS file, read again within a second of a change. A change that leaves no readable JWKS leaves the
 * keys as they were.
 */
export function createFileKeySet(file: string, onUnreadable: (error: unknown) => void): KeySet {
  let keys: Awaited<ReturnType<KeySet['current']>> | undefined;
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  let checking: Promise<void> = Promise.resolve();

  const check = async () => {
    try {
      const { ino, size, mtimeMs } = await stat(file);
      const state = `${ino} ${size} ${mtimeMs}`;
      if (state === keys?.state) return;
      keys = { getKey: createLocalJWKSet(JSON.parse(await readFile(file, 'utf8'))), state };
    } catch (error) {
      if (keys === undefined) throw error;
      onUnreadable(error);
    }
  };

  return {
    current: async () => {
      if (keys === undefined || Date.now() - checkedAtMs >= RECHECK_MS) {
        checkedAtMs = Date.now();
        checking = checking.catch(() => {}).then(check);
      }
      await checking;
      if (keys === undefined) throw new Error('The JWKS file was not read.');
      return keys;
    },
  };
}
