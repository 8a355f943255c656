import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Name of the file, in the folder of the data, that says where a running launcher's embedded store is. */
export const STORE_ADDRESS_FILE = 'store-address';

/**
 * Leaves the address of the embedded store where commands of the same user find it, mode 0600. One that is killed leaves
 * an address at which nobody answers.
 *
 * @returns takes it away
 */
export async function leaveStoreAddress(dataFolder: string, uri: string): Promise<() => Promise<void>> {
  const file = join(dataFolder, STORE_ADDRESS_FILE);
  await rm(file, { force: true });
  await writeFile(file, `${uri}\n`, { mode: 0o600, flag: 'wx' });
  return () => rm(file, { force: true });
}
