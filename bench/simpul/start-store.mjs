import { fileURLToPath } from 'node:url';
import { startProcess } from '../processes.mjs';

/**
 * Starts the embedded engine in a process of its own.
 *
 * @returns `uri`, `pid` and `stop`, after which the folder is as the death of the process left it
 */
export async function startStore(root, folder) {
  const store = startProcess([fileURLToPath(new URL('store.mjs', import.meta.url))], {
    ROOT: root,
    FOLDER: folder,
  });
  const uri = await Promise.race([store.firstMessage, store.exited]);
  if (typeof uri !== 'string') throw new Error(`The store did not start.\n${store.output()}`);
  return { uri, pid: store.pid, stop: store.stop };
}
