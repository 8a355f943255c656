import { Command, InvalidArgumentError } from 'commander';
import { readIdKeys } from '../../gateway/execution/id-keys.ts';
import { createNameOfficer } from '../../gateway/execution/officer-names.ts';
import { breach } from './breach/breach.ts';
import { deliverStatements } from './deliver.ts';
import { exportLedger } from './export.ts';
import { readMoment } from './moment.ts';
import { openSigning } from './open-signing.ts';
import { openStore } from './open-store.ts';
import { readChains } from './read-store.ts';
import { type Duration, readDuration } from './seal/duration.ts';
import { seal } from './seal/seal.ts';
import { type LedgerSettings, readSettings } from './settings.ts';
import { signTails } from './sign-tails.ts';
import { verify } from './verify.ts';

const TIME = 'a time (2026-11-22T03:00Z), or a day, which begins at midnight in Jakarta';

/**
 * `npm run ledger -- VERB`: see gateway/ledger/README.md. Ends with 0 when all is well, with 1 when the ledger does not
 * hold or something is not as it should be, with 2 when it was called wrongly.
 */
async function main(): Promise<void> {
  const program = new Command('ledger')
    .description('Prove the ledger, export it, answer for a breach, and seal what is old.')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'ledger: ')) })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  program
    .command('verify')
    .description('Recompute everything, and name the first fault of each chain.')
    .option('--from <time>', `${TIME}; verification begins at the last checkpoint before it`, moment)
    .option('--to <time>', 'the same, for the end: at the first checkpoint after it', moment)
    .option('--export <file>', 'verify an export instead of the store')
    .option('--keys <file>', "JWKS of the operator (default: this clone's)")
    .option('--checkpoints <folder>', 'where the second place keeps checkpoints')
    .action(async (wish) => {
      if (!(await verify(readSettings(), wish, print))) process.exitCode = 1;
    });
  program
    .command('export')
    .description('Write the ledger to a file that can be verified with the public key alone.')
    .requiredOption('--out <file>', 'the file')
    .option('--from <time>', `${TIME}; the file begins at the last checkpoint before it`, moment)
    .option('--to <time>', 'the same, for the end: at the first checkpoint after it', moment)
    .action((wish) => exportLedger(readSettings(), wish, print));
  program
    .command('breach')
    .description(
      'Write whose data, which and when, went to an agency: what a notice needs, for one provider.',
    )
    .requiredOption('--consumer <agency>', 'the agency at which data may have come into wrong hands')
    .requiredOption('--provider <agency>', 'whose data; persons are told by its own ids')
    .requiredOption('--from <time>', TIME, moment)
    .requiredOption('--to <time>', 'the first moment that is no part of it any more', moment)
    .requiredOption('--out <folder>', 'folder of the four files')
    .option('--export <file...>', 'sealed parts to search besides the store', [])
    .action(({ export: exports, ...wish }) => breach(readSettings(), { ...wish, exports }, print));
  program
    .command('seal')
    .description('Move entries whose retention has passed to files, and leave their hashes.')
    .option(
      '--before <time>',
      `${TIME}; all entries before it are due, whatever their agreements say`,
      moment,
    )
    .option('--retention <duration>', 'of entries without an agreement, as in P5Y', duration, {
      months: 60,
      days: 0,
    })
    .option('--out <folder>', 'folder of the files (default: sealed, in the folder of the data)')
    .action((wish) => seal(readSettings(), wish, print));
  program
    .command('officer')
    .description('Print how an officer is called in the ledger.')
    .argument('<agency>', 'the agency, as its tokens name it')
    .argument('<sub>', 'the officer, as its tokens name them')
    .action(async (agency: string, sub: string) => {
      const reading = await readIdKeys('ID_KEYS', readSettings().idKeysFile);
      if (!reading.ok) throw new Error(reading.problem);
      print(createNameOfficer(reading.keys)(agency, sub));
    });
  program
    .command('checkpoint')
    .description('Make the last checkpoint of chains whose gateway ended without it.')
    .action(() => checkpoint(readSettings()));
  await program.parseAsync();
}

async function checkpoint(settings: LedgerSettings): Promise<void> {
  const { store, close } = await openStore(settings);
  try {
    await signTails(await openSigning(settings, store), print);
    for (const chain of (await readChains(store.database())).chains) {
      await deliverStatements(store, settings.secondPlace, 'checkpoints', chain);
    }
  } finally {
    await close();
  }
}

function moment(text: string): Date {
  const found = readMoment(text);
  if (found === undefined) throw new InvalidArgumentError(`expected ${TIME}`);
  return found;
}

function duration(text: string): Duration {
  const found = readDuration(text);
  if (found === undefined)
    throw new InvalidArgumentError('expected years, months, weeks or days, as in P5Y or P30D');
  return found;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main().catch((error: unknown) => {
  process.stderr.write(`ledger: ${error instanceof Error ? error.message : 'it failed.'}\n`);
  process.exitCode = 1;
});
