import type { JWK } from 'jose';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { UnreadyReason } from './http/health-routes.ts';
import { type KeyReading, readKey } from './identity/read-key.ts';
import { LEDGER_OFF, type Ledger } from './ledger/ledger.ts';
import { openLedger } from './ledger/open-ledger.ts';

/** What a state of the ledger says about being ready. */
export const LEDGER_REASONS: Readonly<Record<ReturnType<Ledger['state']>, readonly UnreadyReason[]>> = {
  on: [],
  off: [],
  unavailable: ['LEDGER_UNAVAILABLE'],
  'instance-taken': ['LEDGER_INSTANCE_TAKEN'],
};

/** Reads the key that signs checkpoints; undefined where nothing is written down. */
export async function readLedgerKey({ ledger, ledgerKeyFile }: Config): Promise<KeyReading | undefined> {
  return ledger === 'on' && ledgerKeyFile !== undefined
    ? await readKey('LEDGER_KEY', ledgerKeyFile)
    : undefined;
}

/** Opens the ledger that the configuration asks for. A store that cannot be reached is waited for. */
export async function startLedger(
  config: Config,
  key: JWK | undefined,
  now: () => Date,
  logger: Logger,
): Promise<Ledger> {
  if (config.ledger === 'off' || config.ledgerUri === undefined || key === undefined) {
    logger.warn('the ledger is off, nothing that is asked is written down');
    return LEDGER_OFF;
  }
  return await openLedger({
    uri: config.ledgerUri,
    database: config.ledgerDatabase,
    instance: config.ledgerInstance,
    key,
    checkpoints: config.ledgerCheckpoints,
    deadlineMs: config.ledgerDeadlineMs,
    maxQueued: config.ledgerQueueEntries,
    maxQueuedBytes: config.ledgerQueueBytes,
    now,
    logger,
  });
}
