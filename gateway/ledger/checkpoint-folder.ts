import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DeliveredStatement, SecondPlace, StatementKind } from './second-place.ts';

/** A line is some 600 bytes. */
const TAIL_BYTES = 16_384;
const NEW_LINE = 0x0a;

/**
 * Opens a folder as a second place: a file for each chain and kind, `<chain>.jws` and `<chain>.seals.jws`, a statement a
 * line. What was appended is on the disk. A line that was cut off by the end of a process is taken away.
 */
export function openCheckpointFolder(folder: string): SecondPlace {
  return {
    last: async (kind, chain) => {
      const file = await openOrMake(join(folder, fileName(kind, chain)));
      try {
        const line = await readLastLine(file);
        return line === undefined ? undefined : readStatement(line);
      } finally {
        await file.close();
      }
    },
    append: async (kind, chain, statements) => {
      const file = await openOrMake(join(folder, fileName(kind, chain)));
      try {
        const isNew = (await file.stat()).size === 0;
        await file.appendFile(statements.map(({ jws }) => `${jws}\n`).join(''));
        await file.sync();
        if (isNew) await syncFolder(folder);
      } finally {
        await file.close();
      }
    },
  };
}

function fileName(kind: StatementKind, chain: string): string {
  return kind === 'seals' ? `${chain}.seals.jws` : `${chain}.jws`;
}

/** Opens a file for reading and appending. */
async function openOrMake(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true });
  return await open(path, 'a+');
}

/** What a folder lists is on the disk only when the folder itself was synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The last whole line; undefined for an empty file. What comes after it is taken away. */
async function readLastLine(file: FileHandle): Promise<string | undefined> {
  const { size } = await file.stat();
  const start = Math.max(0, size - TAIL_BYTES);
  const tail = Buffer.alloc(size - start);
  await file.read(tail, 0, tail.length, start);
  const end = tail.lastIndexOf(NEW_LINE);
  if (end < 0 && start > 0) throw new Error('The second place holds a file that is none of checkpoints.');
  if (end + 1 < tail.length) {
    await file.truncate(start + end + 1);
    await file.sync();
  }
  if (end < 0) return undefined;
  return tail.toString('utf8', tail.lastIndexOf(NEW_LINE, end - 1) + 1, end);
}

function readStatement(jws: string): DeliveredStatement {
  try {
    const [, payload = ''] = jws.split('.');
    const said: Record<string, unknown> = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const [number, sequence] = [said.number, said.sequence ?? said.through];
    if (typeof number === 'number' && typeof sequence === 'number') return { number, sequence };
  } catch {
    // Told below.
  }
  throw new Error('The second place holds a file whose last line is no statement of the ledger.');
}
