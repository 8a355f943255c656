import type { JWK } from 'jose';
import type { Logger } from 'pino';
import { createChainWriter } from './chain-writer.ts';
import { createCheckpointer } from './checkpointer.ts';
import { type Delivery, deliverCheckpoints } from './deliver-checkpoints.ts';
import { ensureLedgerIndexes } from './ensure-ledger-indexes.ts';
import { inTime } from './in-time.ts';
import { isInstanceName } from './instance-name.ts';
import type { Ledger } from './ledger.ts';
import { openLedgerStore } from './ledger-store.ts';
import { createRefusedCount } from './refused-count.ts';
import { openSecondPlace, type SecondPlaceTarget } from './second-place.ts';
import { createStatementSigner } from './statement-signer.ts';
import { createTurnedAwayCount } from './turned-away.ts';
import { watchChain } from './watch-chain.ts';
import { writeCounts } from './write-counts.ts';

/** What a gateway writes its ledger with. */
export interface LedgerOptions {
  /** Of MongoDB. */
  readonly uri: string;
  /** Name of the database. */
  readonly database: string;
  /** Name of the gateway instance, and of its chain: no two that run may have the same. */
  readonly instance: string;
  /** Private Ed25519 JWK with its `kid`, which signs checkpoints. */
  readonly key: JWK;
  /** Where checkpoints go besides the store. */
  readonly checkpoints: SecondPlaceTarget | undefined;
  /** Milliseconds within which an entry is durable or its asker is told that it is not. */
  readonly deadlineMs: number;
  /** Entries that may wait to be written. */
  readonly maxQueued: number;
  readonly maxQueuedBytes: number;
  /** The clock. Default: the machine's. */
  readonly now?: () => Date;
  readonly logger: Logger;
}

/**
 * Opens the ledger of a gateway. A store that cannot be reached gives a ledger that is unavailable and recovers by
 * itself.
 *
 * @throws Error in a sentence, for what no waiting heals: a name, key or address that is none
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { instance: chain, deadlineMs: timeoutMs, logger, now = () => new Date() } = options;
  if (!isInstanceName(chain)) {
    throw new Error(
      'The name of a gateway instance must be 1 to 63 lower-case letters, digits and hyphens, with none at its ends.',
    );
  }
  const signStatement = createStatementSigner(options.key);
  const store = await openLedgerStore({ uri: options.uri, database: options.database, timeoutMs });
  const place = options.checkpoints && openSecondPlace(options.checkpoints, store, timeoutMs);
  const refused = createRefusedCount();
  const turnedAway = createTurnedAwayCount(now);
  let delivery: Delivery | undefined;

  const writer = createChainWriter({
    chain,
    store,
    refused,
    now,
    logger,
    place,
    deadlineMs: timeoutMs,
    maxEntries: options.maxQueued,
    maxBytes: options.maxQueuedBytes,
    prepare: async () => {
      await store.connect();
      // Before the first entry: building them holds up writes. Where they are there it costs a command.
      await inTime(ensureLedgerIndexes(store), timeoutMs).catch((err: unknown) => {
        logger.warn({ err, from: chain }, 'the indexes of the ledger are not built yet');
      });
    },
    onOpen: (checkpoint) => checkpointer.resume(checkpoint),
    onWritten: (count) => checkpointer.wrote(count),
  });
  const checkpointer = createCheckpointer({
    chain,
    store,
    signStatement,
    end: writer.end,
    now,
    timeoutMs,
    logger,
    onKept: () => delivery?.notice(),
  });
  if (place) {
    const { lastNumber } = checkpointer;
    delivery = deliverCheckpoints({ chain, store, place, lastNumber, timeoutMs, logger });
  }

  const counts = writeCounts({ add: writer.add, refused, turnedAway });
  await writer.open();
  const endWatch = watchChain({ chain, store, end: writer.end, timeoutMs, onDoubt: writer.doubt });
  return {
    isWritable: () => writer.state() === 'on',
    state: writer.state,
    add: writer.add,
    countTurnedAway: (code) => {
      turnedAway.add(code);
      counts.notice();
    },
    countRefused: () => {
      refused.add();
      counts.notice();
    },
    undelivered: () => delivery?.undelivered() ?? 0,
    stop: async () => {
      endWatch();
      await counts.stop();
      await writer.stop();
      await checkpointer.stop();
      await delivery?.stop();
      await store.close();
    },
  };
}
