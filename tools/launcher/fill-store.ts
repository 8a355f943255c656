import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LauncherConfig } from './config.ts';

/**
 * Runs the generator, which does nothing when the store holds a complete data set, and shows its progress otherwise.
 *
 * @param folder of the compiled programs
 * @param stopping ends the generator; what it had written is made anew at the next start
 * @throws Error when the data could not be generated
 */
export async function fillStore(
  config: LauncherConfig,
  folder: string,
  mongodbUri: string,
  idKeysFile: string,
  stopping: AbortSignal,
): Promise<void> {
  stopping.throwIfAborted();
  const { citizens, seed } = config;
  const generator = spawn(
    process.execPath,
    [join(folder, 'tools/generator/main.js'), '--citizens', `${citizens}`, '--seed', `${seed}`, '--if-empty'],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...config.environment, MONGODB_URI: mongodbUri, ID_KEYS: idKeysFile },
    },
  );
  const stop = () => generator.kill('SIGTERM');
  stopping.addEventListener('abort', stop, { once: true });
  const [code] = await once(generator, 'exit');
  stopping.removeEventListener('abort', stop);
  stopping.throwIfAborted();
  if (code !== 0) throw new Error('The data could not be generated; why stands above.');
}
