import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import mongoose from 'mongoose';
import { readIdKeys } from '../../gateway/execution/id-keys.ts';
import { describeFileProblem } from '../../gateway/registry/file-problem.ts';
import { loadAgencies } from '../../gateway/registry/load-agencies.ts';
import { startEngine } from '../engine/engine.ts';
import { ensureIdKeys } from '../launcher/keys.ts';
import { FEWEST_CITIZENS, MOST_CITIZENS } from './citizen-bounds.ts';
import { type GeneratorConfig, readGeneratorConfig } from './config.ts';
import { generate } from './generate.ts';
import { isComplete, readGeneration } from './generation-state.ts';
import { createProgressBar } from './progress-bar.ts';
import { type IdSource, nameIdKeys } from './store-ids.ts';

const databasePrefix = 'simpul_';

interface Flags {
  readonly citizens: number;
  readonly seed: number;
  readonly ifEmpty?: boolean;
}

const program = new Command('generate')
  .description('Fills the databases of the six agencies with people who do not exist.')
  .option('--citizens <number>', `${FEWEST_CITIZENS} to ${MOST_CITIZENS}`, wholeNumber, 20_000)
  .option('--seed <number>', 'the same seed and number of citizens give the same documents', wholeNumber, 1)
  .option('--if-empty', 'do nothing when a complete data set is there')
  .action(run);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`generate: ${error instanceof Error ? error.message : 'stopped'}\n`);
  process.exitCode = 1;
}

async function run({ citizens, seed, ifEmpty = false }: Flags): Promise<void> {
  const config = readGeneratorConfig(process.env);
  const ids = await readIdSource(config);
  const engine =
    config.mongodbUri === undefined ? await startEngine(join(config.dataDirectory, 'store')) : undefined;
  const uri = config.mongodbUri ?? engine?.uri ?? '';
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Error('stopped; the next run begins anew'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const bar = createProgressBar(process.stdout);
  try {
    if (ifEmpty && (await isFilled(uri, ids))) return;
    const began = performance.now();
    const { documents } = await generate({
      uri,
      citizens,
      seed,
      ids,
      databasePrefix,
      onProgress: bar.show,
      signal: stopping.signal,
    });
    bar.end();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${citizens} citizens (seed ${seed}): ${documents} documents in ${seconds} s\n`);
  } finally {
    bar.end();
    await engine?.stop();
  }
}

async function isFilled(uri: string, ids: IdSource): Promise<boolean> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    return isComplete(await readGeneration(connection.getClient(), databasePrefix), nameIdKeys(ids));
  } finally {
    await connection.close();
  }
}

async function readIdSource({ idKeysFile, dataDirectory, agenciesFile }: GeneratorConfig): Promise<IdSource> {
  const reading = await readIdKeys('ID_KEYS', idKeysFile ?? (await ensureIdKeys(dataDirectory)));
  if (!reading.ok) throw new Error(reading.problem);
  const agencies = await loadAgencies(agenciesFile);
  if (!agencies.ok) throw new Error(agencies.problems.map(describeFileProblem).join('\n'));
  return { keys: reading.keys, providers: agencies.directory.participants.providers };
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('expected a whole number from 0');
  return Number(text);
}
