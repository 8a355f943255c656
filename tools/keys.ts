import { Command } from 'commander';
import type { Participants } from '../gateway/access/agency.ts';
import { readIdKeys } from '../gateway/execution/id-keys.ts';
import { describeFileProblem } from '../gateway/registry/file-problem.ts';
import { loadAgencies } from '../gateway/registry/load-agencies.ts';
import { type LauncherConfig, readLauncherConfig } from './launcher/config.ts';
import { ensureIdKeys, ensureKeys } from './launcher/keys.ts';
import { listIdKeys, rotateIdKey } from './launcher/rotate-id-key.ts';

/**
 * `npm run keys`: makes the keys that are missing in DATA_DIR and prints where each one is, never what it is; of those
 * by which agencies have ids of their own, the generation and a fingerprint. `rotate AGENCY` gives an agency another.
 * Ends with 1 when a key cannot be made or rotated.
 */
async function main(): Promise<void> {
  const program = new Command('keys')
    .description(
      'Make the keys that are missing, and say where they are. Those that are there stay as they are.',
    )
    .action(() => showKeys(readConfig()));
  program
    .command('rotate')
    .description('Give an agency another key for its ids, by which those that it has had are void.')
    .argument('<agency>', 'its id in schema/agencies.yaml')
    .option(
      '--demo-store',
      'for the owner of a subgraph: the store is generated anew at the next start',
      false,
    )
    .action((agency: string, { demoStore }: { demoStore: boolean }) =>
      rotate(readConfig(), agency, demoStore),
    );
  await program.parseAsync();
}

async function showKeys(config: LauncherConfig): Promise<void> {
  const { grant, development, ledger, idKeysFile, subgraphSecrets } = await ensureKeys(config.dataFolder);
  const reading = await readIdKeys('ids.json', idKeysFile);
  if (!reading.ok) throw new Error(reading.problem);
  const lines = [
    `signs grants to subgraphs            ${grant.privateFile}`,
    `verifies grants, for the subgraphs   ${grant.publicFile}`,
    `signs development tokens             ${development.privateFile}`,
    `verifies development tokens          ${development.publicFile}`,
    `signs checkpoints of the ledger      ${ledger.privateFile}`,
    `verifies them, for anybody           ${ledger.publicFile}`,
    ...[...subgraphSecrets].map(([name, file]) => `${`seals the cursors of ${name}`.padEnd(36)} ${file}`),
    `makes the ids of each agency         ${idKeysFile}`,
    ...listIdKeys(reading.keys, await readParticipants(config)).map((line) => `  ${line}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function rotate(config: LauncherConfig, agency: string, isDemoStore: boolean): Promise<void> {
  const file = await ensureIdKeys(config.dataFolder);
  const rotation = await rotateIdKey(file, await readParticipants(config), { agency, isDemoStore });
  if (!rotation.ok) throw new Error(rotation.problem);
  const { generation, next } = rotation;
  process.stdout.write(`${agency} has a new key for its ids, generation ${generation}.\n${next}\n`);
}

function readConfig(): LauncherConfig {
  const reading = readLauncherConfig();
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
}

async function readParticipants({ agenciesFile }: LauncherConfig): Promise<Participants> {
  const agencies = await loadAgencies(agenciesFile);
  if (!agencies.ok) throw new Error(agencies.problems.map(describeFileProblem).join('\n'));
  return agencies.directory.participants;
}

await main().catch((error: unknown) => {
  process.stderr.write(`keys: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
