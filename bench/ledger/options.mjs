import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `npm run bench -- ledger [options]
  --entries N      how many entries (10,000,000: an hour, and 15 GB of disk)
  --folder DIR     where the store is kept, and found again (a folder for temporary files)
  --requests N     how many of each query (300)
  --keep           leave the store there`;

/** Reads the command line after `ledger`; ends the process with a sentence when it says something else. */
export function readLedgerOptions(parameters) {
  let values;
  try {
    ({ values } = parseArgs({
      args: parameters,
      options: {
        entries: { type: 'string', default: '10000000' },
        folder: { type: 'string', default: join(tmpdir(), 'simpul-ledger-bench') },
        requests: { type: 'string', default: '300' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    refuse(error.message);
  }
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    process.exit(0);
  }
  const [entries, requests] = ['entries', 'requests'].map((name) => {
    const number = Number(values[name]);
    if (!(Number.isSafeInteger(number) && number > 0)) refuse(`--${name} must be a whole number from 1 on`);
    return number;
  });
  return { entries, requests, folder: resolve(values.folder), isKept: values.keep };
}

function refuse(sentence) {
  process.stderr.write(`bench: ${sentence}\n${USAGE}\n`);
  process.exit(2);
}
