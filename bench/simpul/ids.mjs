import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A module of the built gateway. */
export function importGateway(root, path) {
  return import(pathToFileURL(join(root, 'dist', 'gateway', path)).href);
}

/**
 * Makes what turns ids as the demo data have them, which stand for those that nobody but the gateway knows, into those of
 * an agency: with the gateway's own code and keys.
 *
 * @returns {Promise<(ids: readonly string[], agency: string) => readonly string[]>}
 */
export async function createTranslateIds(root, keysFile) {
  const [{ readIdKeys }, { createPairwiseIds }] = await Promise.all([
    importGateway(root, 'execution/id-keys.js'),
    importGateway(root, 'execution/pairwise-ids.js'),
  ]);
  const reading = await readIdKeys('ID_KEYS', keysFile);
  if (!reading.ok) throw new Error(reading.problem);
  const { conceal } = createPairwiseIds(reading.keys);
  return (ids, agency) =>
    conceal(
      agency,
      ids.map((id) => Buffer.from(id, 'base64url').toString('latin1')),
    );
}
