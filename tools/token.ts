import { Command } from 'commander';
import { readIdKeys } from '../gateway/execution/id-keys.ts';
import { ownPersonId } from '../gateway/execution/own-person-id.ts';
import { createPairwiseIds } from '../gateway/execution/pairwise-ids.ts';
import { signDevelopmentToken } from '../gateway/identity/development-tokens.ts';
import { describeFileProblem } from '../gateway/registry/file-problem.ts';
import { loadAgencies } from '../gateway/registry/load-agencies.ts';
import { readLauncherConfig } from './launcher/config.ts';
import { ensureDevelopmentKey, ensureIdKeys } from './launcher/keys.ts';
import { readIdentity, type TokenWish } from './read-identity.ts';

/** The longest that a gateway takes. */
const MOST_MINUTES = 15;

/**
 * `npm run --silent token -- AGENCY`: prints a token signed with this clone's development key, and nothing else on
 * standard output. Ends with 2 when it was called wrongly, with 1 when files are not as they should be.
 */
async function main(): Promise<void> {
  const command = new Command('token')
    .description(
      'Print a development token, which only a gateway started by `npm start` in this folder believes.',
    )
    .argument('[agency]', 'who asks, by its id in schema/agencies.yaml')
    .option('--unit <code>', 'the unit that the officer belongs to: a mission, a PPLN')
    .option('--purpose <code>', 'make the token good for this purpose only')
    .option(
      '--officer <id>',
      'who asks there; for `citizen` the id of the person, or AGENCY:ID as that agency knows it',
    )
    .option('--minutes <number>', `how long it holds, up to ${MOST_MINUTES}`, String(MOST_MINUTES))
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse();
  const { minutes, ...options } = command.opts<Omit<TokenWish, 'agency'> & { minutes: string }>();
  if (!/^\d{1,2}$/.test(minutes) || Number(minutes) < 1 || Number(minutes) > MOST_MINUTES) {
    return fail(2, `--minutes must be a whole number from 1 to ${MOST_MINUTES}.`);
  }
  const reading = readLauncherConfig();
  if (!reading.ok) return fail(2, ...reading.problems);
  const agencies = await loadAgencies(reading.config.agenciesFile);
  if (!agencies.ok) return fail(1, ...agencies.problems.map(describeFileProblem));
  const agency = command.args[0] ?? '';
  const identity = readIdentity({ agency, ...options }, agencies.directory.participants.agencies);
  if (!identity.ok) return fail(2, identity.problem);
  const { dataFolder } = reading.config;
  const idKeys = await readIdKeys('ids.json', await ensureIdKeys(dataFolder));
  if (!idKeys.ok) return fail(1, idKeys.problem);
  const ids = createPairwiseIds(idKeys.keys);
  const asker = { ...identity.identity, officer: ownPersonId(identity.identity.officer, agency, ids) };
  const key = await ensureDevelopmentKey(dataFolder);
  process.stdout.write(`${await signDevelopmentToken(key, asker, Number(minutes))}\n`);
}

function fail(exitCode: number, ...sentences: readonly string[]): void {
  for (const sentence of sentences) process.stderr.write(`token: ${sentence}\n`);
  process.exitCode = exitCode;
}

await main().catch((error: unknown) => fail(1, error instanceof Error ? error.message : String(error)));
