import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { findProjectRoot } from '../../gateway/project-root.ts';
import { checkAgreements } from './check-agreements.ts';
import { compareFiles } from './compare-files.ts';

/**
 * `npm run agreements -- diff OLD NEW` and `npm run agreements -- check [FOLDER]`. Ends with 0 when it could compare,
 * or found nothing wrong; with 1 when files cannot be read or do not check; with 2 when it was called wrongly.
 */
async function main(): Promise<void> {
  const program = new Command('agreements')
    .description('Compare agreements, and check them.')
    .exitOverride((error) => {
      throw error;
    });
  program
    .command('diff')
    .description('Tell in sentences who gains and who loses what: two files, or two folders.')
    .argument('<old>', 'the agreement or agreements as they were; an empty file stands for none')
    .argument('<new>', 'the same as they are to be')
    .option('--json', 'print the differences as data, with their sentences', false)
    .action((before: string, after: string, { json }: { json: boolean }) => diff(before, after, json));
  const schema = join(findProjectRoot(), 'schema');
  program
    .command('check')
    .description('Check every agreement of a folder, alone, beside the others and against the graph.')
    .argument('[folder]', 'the folder of the files', join(schema, 'agreements'))
    .option('--agencies <file>', 'who takes part', join(schema, 'agencies.yaml'))
    .option('--supergraph <file>', 'the composed graph', join(schema, 'supergraph.graphql'))
    .action((folder: string, files: { agencies: string; supergraph: string }) => check(folder, files));
  await program.parseAsync();
}

async function diff(before: string, after: string, isJson: boolean): Promise<void> {
  const comparison = await compareFiles(before, after);
  if (!comparison.ok) return fail(comparison.problems);
  const { agreements } = comparison;
  if (isJson) return print(JSON.stringify({ agreements }, undefined, 2));
  if (agreements.length === 0) return print('They give the same to the same, on the same terms.');
  for (const [index, { id, sentences }] of agreements.entries()) {
    print(`${index === 0 ? '' : '\n'}${id}`);
    for (const sentence of sentences) print(`  ${sentence}`);
  }
}

async function check(folder: string, files: { agencies: string; supergraph: string }): Promise<void> {
  const { count, problems } = await checkAgreements({
    agreementsFolder: folder,
    agenciesFile: files.agencies,
    supergraphFile: files.supergraph,
  });
  if (problems.length > 0) {
    fail([
      ...problems,
      `${problems.length === 1 ? 'One problem' : `${problems.length} problems`} in ${folder}.`,
    ]);
    return;
  }
  print(count === 0 ? `${folder} holds no agreements: nothing is given.` : `${count} agreements check.`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(problems: readonly string[]): void {
  for (const problem of problems) process.stderr.write(`agreements: ${problem}\n`);
  process.exitCode = 1;
}

await main().catch((error: unknown) => {
  // What is wrong with the call, and help that was asked for, has been printed.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else fail([error instanceof Error ? error.message : String(error)]);
});
