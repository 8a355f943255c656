import { pino } from 'pino';
import { readSubgraphConfig } from './config.ts';
import { describeFailure } from './describe-failure.ts';
import { startSubgraph } from './start-subgraph.ts';
import type { Subgraph } from './subgraph.ts';

/** By when a process that is to end has ended, whatever still runs, in milliseconds. */
const MAX_STOP_MS = 15_000;

/**
 * Runs a subgraph as a process of its own: configured by the environment, logging JSON lines to standard output,
 * stopped by SIGTERM, by SIGINT, or by the end of the process that forked it.
 *
 * @param problems of files that the subgraph was made from, which keep it from starting
 */
export async function runSubgraph(subgraph: Subgraph, problems: readonly string[] = []): Promise<void> {
  const reading = readSubgraphConfig(subgraph.name, undefined, subgraph.database);
  if (!reading.isValid || problems.length > 0) {
    const all = reading.isValid ? problems : [...reading.problems, ...problems];
    process.stderr.write(`The subgraph ${subgraph.name} cannot start:\n  ${all.join('\n  ')}\n`);
    process.exitCode = 1;
    return;
  }
  const logger = pino({ level: reading.config.logLevel, base: { subgraph: subgraph.name } });
  process.on('uncaughtException', (error) => {
    logger.fatal({ failure: describeFailure(error) }, 'the process ends after an unexpected error');
    process.exit(1);
  });
  const running = await startSubgraph(subgraph, reading.config, logger);
  const stop = (reason: string) => {
    logger.info({ reason }, 'stopping');
    setTimeout(() => process.exit(1), MAX_STOP_MS).unref();
    running.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (process.send) process.once('disconnect', () => stop('the parent process ended'));
  logger.info({ url: running.url }, 'listening');
  await running.ready;
  if (running.isReady()) logger.info('ready');
}
