import { createHash } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** What is watched, and who is told. */
export interface FilesWatch {
  /** Files, and folders with the files directly in them. Any of them may be missing, and come later. */
  readonly paths: readonly string[];
  /** Called after their content changed and settled; never twice at a time. What it throws goes to `onError`. */
  readonly onChange: () => void | Promise<void>;
  readonly onError: (error: unknown) => void;
  /** How long the content has to stay the same before it counts, in milliseconds. Default 100. */
  readonly settleMs?: number;
  /** How often the content is read where the system tells of no change, in milliseconds. Default 2000. */
  readonly pollMs?: number;
}

/**
 * Watches files by their content: what is saved without a change tells nobody, and a file that is written, replaced
 * by renaming, removed, or reached through a symbolic link that was turned elsewhere (as mounted configuration is)
 * counts all the same.
 *
 * The system's own notices only make it quick. They are missing on network and container file systems and for links,
 * so the content is read at intervals too.
 *
 * @returns what stops it (no call begins after that), once the content is known against which changes are told:
 *   whoever reads what is watched after that misses nothing
 */
export async function watchFiles(options: FilesWatch): Promise<() => void> {
  const { paths, onChange, onError, settleMs = 100, pollMs = 2_000 } = options;
  const watchers = new Map<string, FSWatcher>();
  let isStopped = false;
  let isLooking = true;
  let isNoticed = false;
  let timer: NodeJS.Timeout | undefined;
  openWatchers();
  let known = await fingerprint(paths);
  isLooking = false;
  schedule(isNoticed ? settleMs : pollMs);

  return () => {
    isStopped = true;
    clearTimeout(timer);
    closeWatchers();
  };

  function notice(): void {
    if (!isLooking && !isNoticed) schedule(settleMs);
    isNoticed = true;
  }

  function schedule(delayMs: number): void {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(look, delayMs).unref();
  }

  async function look(): Promise<void> {
    isLooking = true;
    isNoticed = false;
    try {
      openWatchers();
      const before = known;
      let now = await fingerprint(paths);
      // Half of a file, or half of a set of files, may be good YAML and mean something else.
      for (let settled = before === now; !settled && !isStopped; ) {
        await new Promise((done) => setTimeout(done, settleMs).unref());
        const later = await fingerprint(paths);
        settled = later === now;
        now = later;
      }
      known = now;
      if (now === before || isStopped) return;
      // What a watcher is on may have been replaced, and then it hears nothing more.
      closeWatchers();
      openWatchers();
      await onChange();
    } catch (error) {
      onError(error);
    } finally {
      isLooking = false;
      schedule(isNoticed ? settleMs : pollMs);
    }
  }

  function closeWatchers(): void {
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
  }

  /** Watches each path's folder, since a watch of a file ends with the file; and the path itself, if it is one. */
  function openWatchers(): void {
    for (const path of new Set(paths.flatMap((each) => [dirname(resolve(each)), resolve(each)]))) {
      if (isStopped || watchers.has(path)) continue;
      try {
        const watcher = watch(path, { persistent: false }, notice);
        watcher.on('error', () => watcher.close());
        watchers.set(path, watcher);
      } catch {
        // Not there yet, or no more watches to be had: reading at intervals goes on.
      }
    }
  }
}

/** A hash of the names and contents of all files; what cannot be read counts as absent. */
async function fingerprint(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const names = await readdir(path).catch(() => undefined);
    // Hidden names are editors' and mounted volumes' own.
    const visible = names?.filter((name) => !name.startsWith('.')).sort();
    const files = visible?.map((name) => join(path, name)) ?? [path];
    for (const file of files) {
      const content = await readFile(file).catch(() => undefined);
      hash.update(`${file}\0${content?.length ?? 'absent'}\0`).update(content ?? '');
    }
  }
  return hash.digest('base64');
}
