import { Command, InvalidArgumentError } from 'commander';
import { type CheckWish, check } from './check.ts';
import { chooseRules } from './choose-rules.ts';
import { describeCheck } from './describe-check.ts';
import { createOutput } from './output.ts';
import { describeScore } from './score/describe-score.ts';
import { scoreCheck } from './score/score-check.ts';
import { readSettings } from './settings.ts';
import { writeCheckReport } from './write-check-report.ts';

const [MOST_ROWS, MOST_PARTS, DEFAULT_PARTS] = [1_000, 16, 3];

interface Flags {
  readonly election?: string;
  readonly ppln?: readonly string[];
  readonly all?: true;
  readonly resume?: string | true;
  readonly rules?: readonly string[];
  readonly pageSize: number;
  readonly concurrency: number;
  readonly score?: true;
}

/** What the report is told, after a check or alone. */
interface ReportFlags {
  readonly out?: string;
  readonly open: boolean;
}

/**
 * `npm run check`: see tools/check/README.md. Ends with 0 when the check is complete, with 1 when it could not be made or
 * did not come to its end, with 2 when it was called wrongly, and with 130 or 143 when it was stopped.
 */
async function main(): Promise<void> {
  const program = new Command('check')
    .description('Check the overseas voter list as Bawaslu, through the gateway, and write a report.')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'check: ')) })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .enablePositionalOptions()
    .option('--election <code>', 'the election (default: the one whose list KPU keeps)')
    .option('--ppln <committee...>', 'committees to check, by city, name or code')
    .option('--all', 'check all committees')
    .option('--resume [check]', 'go on with a check that was interrupted; the latest where none is named')
    .option('--rules <codes>', 'codes of rules with commas between (default: all)', list)
    .option('--page-size <rows>', `rows on a page, 1 to ${MOST_ROWS}`, wholeNumber(MOST_ROWS), MOST_ROWS)
    .option(
      '--concurrency <parts>',
      `parts of the list at once, 1 to ${MOST_PARTS}`,
      wholeNumber(MOST_PARTS),
      DEFAULT_PARTS,
    )
    .option('--score', 'compare what the check, or the latest that is complete, found with the ground truth');
  withReport(program).action((flags: Flags & ReportFlags) => run(flags, program));
  withReport(program.command('report'))
    .description('Write the report of a check again.')
    .argument('[check]', 'the check; the latest that is complete where none is named')
    .action((checked: string | undefined, flags: ReportFlags) => report(checked, flags));
  await program.parseAsync();
}

function withReport(command: Command): Command {
  return command
    .option('--out <folder>', 'folder of the report (default: one of its own in the folder of the data)')
    .option('--no-open', 'show the report in no browser; none is opened without a terminal');
}

async function report(checked: string | undefined, { out, open }: ReportFlags): Promise<void> {
  const opens = open && process.stdout.isTTY === true;
  await writeCheckReport(readSettings(), { check: checked, out, opens }, print);
}

async function run(flags: Flags & ReportFlags, program: Command): Promise<void> {
  const scopes = [flags.ppln, flags.all, flags.resume].filter((each) => each !== undefined);
  if (scopes.length > 1 || (scopes.length === 0 && !flags.score)) {
    program.error('error: Say what to check: one of --ppln, --all and --resume.', { exitCode: 2 });
  }
  if (flags.resume !== undefined && flags.rules !== undefined) {
    program.error('error: A check that is resumed keeps its rules: leave out --rules, or begin another.', {
      exitCode: 2,
    });
  }
  const settings = readSettings();
  let checked: string | undefined;
  if (scopes.length === 1) {
    const stopping = new AbortController();
    for (const [name, exitCode] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      process.once(name, () => {
        process.exitCode = exitCode;
        stopping.abort(new Error('The check was stopped.'));
      });
    }
    const result = await check(settings, toWish(flags), createOutput(process.stdout), stopping.signal);
    checked = result.check._id;
    const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
    for (const line of describeCheck(result, memoryMb)) print(line);
    await report(checked, flags);
  }
  if (flags.score) {
    for (const line of describeScore(await scoreCheck(settings, checked, flags.election))) print(line);
  }
}

function toWish({ election, ppln, all, resume, rules, pageSize, concurrency }: Flags): CheckWish {
  const scope: CheckWish['scope'] = all
    ? { kind: 'all' }
    : ppln
      ? { kind: 'committees', typed: ppln }
      : { kind: 'resume', check: typeof resume === 'string' ? resume : undefined };
  return { scope, election, rules, pageSize, concurrency };
}

function list(text: string): readonly string[] {
  const codes = text
    .split(',')
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== '');
  try {
    return chooseRules(codes).map(({ code }) => code);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : '');
  }
}

function wholeNumber(most: number) {
  return (text: string): number => {
    const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
    if (value < 1 || value > most)
      throw new InvalidArgumentError(`expected a whole number from 1 to ${most}`);
    return value;
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : 'it failed.';
  process.stderr.write(`check: ${message}\n`);
  process.exitCode ??= 1;
});
