import { resolve } from 'node:path';
import {
  createChoiceVariable,
  createNumberVariable,
  createPathVariable,
  createTextVariable,
  createVariable,
  MALFORMED,
  orUnset,
  withFallback,
} from './environment-variable.ts';
import { isLoopback } from './is-loopback.ts';
import { isInstanceName } from './ledger/instance-name.ts';
import type { SecondPlaceTarget } from './ledger/second-place.ts';

/** The settings of the ledger: name in the configuration to variable. */
export const LEDGER_VARIABLES = {
  ledger: createChoiceVariable(
    'LEDGER',
    ['on', 'off'],
    'Whether every operation is written down before it is answered. `off` answers without a trace: for benchmarks, never over data of persons.',
  ),
  ledgerUri: orUnset(
    createVariable(
      'LEDGER_URI',
      'a MongoDB address that begins with mongodb:// or mongodb+srv://',
      (text) => (/^mongodb(\+srv)?:\/\/\S+$/.test(text) ? text : MALFORMED),
      'MongoDB that the ledger is written to. Required unless `LEDGER` is `off`.',
    ),
  ),
  ledgerDatabase: withFallback('ledger', createTextVariable('LEDGER_DATABASE', 'Database of the ledger.')),
  ledgerKeyFile: orUnset(
    createPathVariable(
      'LEDGER_KEY',
      'File of the private Ed25519 JWK that signs the checkpoints of the ledger. Required unless `LEDGER` is `off`.',
      'the path of a private Ed25519 JWK, as `npm run keys` makes it',
    ),
  ),
  ledgerInstance: withFallback(
    'gateway',
    createVariable(
      'LEDGER_INSTANCE',
      '1 to 63 lower-case letters, digits and hyphens, with none at its ends',
      (text) => (isInstanceName(text) ? text : MALFORMED),
      'Name of this gateway in the ledger, under which it has a chain of its own. Each gateway of a federation has another.',
    ),
  ),
  ledgerCheckpoints: orUnset(
    createVariable(
      'LEDGER_CHECKPOINTS',
      'a folder, or an https address (http on this machine only)',
      parseSecondPlace,
      'Where checkpoints are kept a second time: a folder, or an https address of another agency.',
    ),
  ),
  ledgerDeadlineMs: createNumberVariable(
    'LEDGER_DEADLINE_MS',
    2_000,
    [50, 60_000],
    'Milliseconds until an entry must be durable; after that the request gets `LEDGER_UNAVAILABLE`.',
  ),
  ledgerQueueEntries: createNumberVariable(
    'LEDGER_QUEUE_ENTRIES',
    10_000,
    [10, 1_000_000],
    'Entries that wait to be written, at most; further requests get `LEDGER_UNAVAILABLE`.',
  ),
  ledgerQueueBytes: createNumberVariable(
    'LEDGER_QUEUE_BYTES',
    33_554_432,
    [65_536, 1_073_741_824],
    'Bytes of those entries, at most.',
  ),
} as const;

function parseSecondPlace(text: string, folder: string): SecondPlaceTarget | typeof MALFORMED {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return { folder: resolve(folder, text) };
  if (!URL.canParse(text)) return MALFORMED;
  const url = new URL(text);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return isSafe && url.username === '' ? { url: url.href } : MALFORMED;
}
