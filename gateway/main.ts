import { readConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import { drainOnSignals } from './http/drain.ts';
import { createLogger } from './http/log.ts';

/** Ends the process and says all that is wrong, one line each. */
function refuse(problems: readonly string[]): never {
  process.stderr.write(`The gateway cannot start:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  process.exit(1);
}

const reading = readConfig();
if (!reading.ok) refuse(reading.problems);
const { config } = reading;
const logger = createLogger(config.logLevel);
process.on('uncaughtException', (err) => {
  logger.fatal({ err }, 'the process ends after an unexpected error');
  process.exit(1);
});

const start = await startGateway(config, logger);
if (!start.ok) refuse(start.problems);
const { gateway } = start;
logger.info({ url: gateway.url }, 'listening');
if (config.developmentJwksFile) logger.info('development tokens are trusted for every agency');
if (config.developmentKeyFile) logger.info('the explorer hands out development tokens');
if (config.anonymousAgency)
  logger.info({ agency: config.anonymousAgency }, 'requests without a token are answered');

drainOnSignals({ signals: process, exit: (code) => process.exit(code), drain: gateway.drain, logger });
// A process that was forked ends with the one that forked it.
if (process.send) process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
