import { Command } from 'commander';
import { readLauncherConfig } from './launcher/config.ts';
import { ensureKeys } from './launcher/keys.ts';

/**
 * `npm run keys`: makes the keys that are missing in DATA_DIR and prints where each one is, never what it is. Ends
 * with 1 when one cannot be made.
 */
async function main(): Promise<void> {
  new Command('keys')
    .description(
      'Make the keys that are missing, and say where they are. Those that are there stay as they are.',
    )
    .parse();
  const reading = readLauncherConfig();
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const { grant, development, subgraphSecrets } = await ensureKeys(reading.config.dataFolder);
  const lines = [
    `signs grants to subgraphs            ${grant.privateFile}`,
    `verifies grants, for the subgraphs   ${grant.publicFile}`,
    `signs development tokens             ${development.privateFile}`,
    `verifies development tokens          ${development.publicFile}`,
    ...[...subgraphSecrets].map(([name, file]) => `${`seals the cursors of ${name}`.padEnd(36)} ${file}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

await main().catch((error: unknown) => {
  process.stderr.write(`keys: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
