import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file that is there whole, or not at all. */
export interface WholeFile {
  /** Appends lines, each of which gets its line feed. Waits for the disk when it is slow. */
  readonly write: (lines: readonly string[]) => Promise<void>;
  /** Brings it to the disk under its name. @returns SHA-256 of it, 64 hexadecimal digits */
  readonly keep: () => Promise<string>;
  /** Takes away what was written, unless it was kept. */
  readonly drop: () => Promise<void>;
}

/**
 * Begins a file, mode 0600, under another name, which it keeps until it is whole and on the disk.
 *
 * @throws Error in a sentence, when it cannot be made
 */
export async function beginFile(path: string): Promise<WholeFile> {
  const partial = join(dirname(path), `.${basename(path)}.partial-${process.pid}`);
  const hash = createHash('sha256');
  let handle: FileHandle;
  try {
    handle = await open(partial, 'w', 0o600);
  } catch (error) {
    throw new Error(
      `${path} cannot be written: ${(error as NodeJS.ErrnoException).code}. Name another place.`,
    );
  }
  let isKept = false;
  return {
    write: async (lines) => {
      if (lines.length === 0) return;
      const text = `${lines.join('\n')}\n`;
      hash.update(text);
      await handle.appendFile(text);
    },
    keep: async () => {
      await handle.sync();
      await handle.close();
      await rename(partial, path);
      isKept = true;
      const folder = await open(dirname(path), 'r');
      await folder.sync().finally(() => folder.close());
      return hash.digest('hex');
    },
    drop: async () => {
      if (isKept) return;
      await handle.close().catch(() => {});
      await rm(partial, { force: true });
    },
  };
}
