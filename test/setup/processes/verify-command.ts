import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProjectRoot } from '../../../gateway/project-root.ts';
import type { MortalFederation } from './mortal-federation.ts';

/**
 * Runs `npm run ledger -- verify` over the store and the second place.
 *
 * @returns what it printed. Rejects when the ledger does not hold.
 */
export async function runVerify({
  agencies,
  store,
}: Pick<MortalFederation, 'agencies' | 'store'>): Promise<string> {
  const keys = join(agencies.folder, 'ledger.jwks.json');
  const jwk = { ...agencies.publicKey.export({ format: 'jwk' }), kid: 'ledger', alg: 'EdDSA' };
  await writeFile(keys, JSON.stringify({ keys: [jwk] }));
  const program = join(findProjectRoot(), 'dist', 'tools', 'ledger', 'main.js');
  const parts = [program, 'verify', '--keys', keys, '--checkpoints', agencies.checkpoints];
  const env = { PATH: process.env.PATH, DATA_DIR: agencies.folder, LEDGER_URI: store.uri };
  const { stdout } = await promisify(execFile)(process.execPath, parts, { env });
  return stdout;
}
