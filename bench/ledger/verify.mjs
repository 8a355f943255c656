import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** As `npm run ledger` has it: room for what lives as long as a batch. */
const NODE_OPTIONS = ['--max-semi-space-size=32'];

/**
 * Verifies a ledger by the command that everybody has, in a process of its own.
 *
 * @param environment that says which: the variables of the ledger, and DATA_DIR
 * @returns what the command says
 * @throws when the ledger does not hold
 */
export async function verifyLedger(root, environment) {
  const program = join(root, 'dist', 'tools', 'ledger', 'main.js');
  const { PATH, HOME } = process.env;
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [...NODE_OPTIONS, program, 'verify'], {
      env: { PATH, HOME, NODE_ENV: 'production', ...environment },
    });
    return stdout.trim();
  } catch (error) {
    throw new Error(`The ledger does not verify.\n${error.stdout}${error.stderr}`, { cause: error });
  }
}
