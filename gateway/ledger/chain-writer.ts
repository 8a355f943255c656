import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LastCheckpoint } from './checkpoint.ts';
import type { LedgerEvent } from './entry.ts';
import { createEntryQueue, type EntryQueueOptions } from './entry-queue.ts';
import { insertDurably } from './insert-durably.ts';
import type { LedgerStore } from './ledger-store.ts';
import { type ChainEnd, linkEntries } from './link-entries.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type Opening, openChain } from './open-chain.ts';
import type { RefusedCount } from './refused-count.ts';
import type { SecondPlace } from './second-place.ts';
import { ENTRIES } from './stored-entry.ts';
import { createUnconfirmedEntries } from './unconfirmed-entries.ts';
import { writeEvent } from './write-entry.ts';

/** What a chain is written with. */
export interface ChainWriterOptions extends EntryQueueOptions {
  readonly chain: string;
  readonly store: LedgerStore;
  readonly refused: RefusedCount;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly place: SecondPlace | undefined;
  /** Makes the store ready before each try to open the chain. */
  readonly prepare: () => Promise<void>;
  /** The chain is this process's own, and this was its last checkpoint. */
  readonly onOpen: (checkpoint: LastCheckpoint | undefined) => void;
  /** So many entries more are durable. */
  readonly onWritten: (count: number) => void;
}

/** The one writer of a chain. */
export interface ChainWriter {
  readonly state: () => 'on' | 'unavailable' | 'instance-taken';
  readonly add: (event: LedgerEvent) => Promise<number | undefined>;
  /** The end of the chain as it was last confirmed; undefined while it cannot be written. */
  readonly end: () => ChainEnd | undefined;
  /** Opens the chain. Fulfils after the first try, and goes on trying. */
  readonly open: () => Promise<void>;
  /** The store may not hold what it confirmed: opens the chain again, unless a batch is on its way and will tell. */
  readonly doubt: () => void;
  /** Writes what waits and ends. */
  readonly stop: () => Promise<void>;
}

const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 1_000;

/**
 * Makes the writer of a chain. While one batch is being inserted the next gathers; an event has its sequence, time and
 * hash when its batch is taken. After any doubt about a batch nothing is written until the chain was opened again.
 */
export function createChainWriter(options: ChainWriterOptions): ChainWriter {
  const { chain, store, refused, place, now, logger, deadlineMs: timeoutMs } = options;
  const queue = createEntryQueue(options);
  const unconfirmed = createUnconfirmedEntries();
  let state: ReturnType<ChainWriter['state']> = 'unavailable';
  let end: ChainEnd | undefined;
  let isStopped = false;

  const writeText = (event: LedgerEvent): string | undefined => {
    try {
      return writeEvent(event);
    } catch (err) {
      logger.error({ err, from: chain }, 'an event is not in the form of the ledger');
      return undefined;
    }
  };

  const batches = oneAtATime(async () => {
    while (state === 'on' && queue.size() > 0) {
      // What comes in the same turn goes together. Waiting longer saves the processor less than it costs those who wait.
      await nextTurn();
      await writeBatch();
    }
  });

  const writeBatch = async () => {
    // Those who asked may have run out of time while the batch gathered.
    if (end === undefined || queue.size() === 0) return;
    const batch = queue.take();
    const linked = linkEntries(chain, end, batch, now());
    const insertion = await insertDurably(store, ENTRIES, linked.documents, timeoutMs);
    if (insertion.kind === 'durable') {
      queue.confirm(end.sequence + 1);
      end = linked.end;
      options.onWritten(batch.length);
      return;
    }
    linked.documents.forEach(({ hash }, place) => {
      const event = batch[place]?.event;
      if (event?.kind === 'opened') unconfirmed.addOpened(hash, event.refused);
      else unconfirmed.addInBatch(hash);
    });
    const err = insertion.kind === 'failed' ? insertion.error : undefined;
    logger.error(
      { err, from: chain },
      'entries could not be written: no data is given until the ledger is back',
    );
    if (!isStopped) void open();
  };

  const open = async () => {
    state = 'unavailable';
    queue.refuse();
    let told: Opening['kind'] | undefined;
    const tryOnce = async (): Promise<boolean> => {
      const opening = await tryToOpen();
      if (isStopped) return true;
      if (opening.kind === 'open') {
        end = opening.end;
        state = 'on';
        logger.info({ from: chain, sequence: end.sequence }, 'the ledger is written');
        options.onOpen(opening.checkpoint);
        return true;
      }
      if (opening.kind === 'taken') {
        state = 'instance-taken';
        const problems = `Another process writes the chain ${chain} in the same store. Give each gateway a LEDGER_INSTANCE of its own, and start this one again.`;
        logger.error({ problems }, 'the ledger is written by another process: no data is given');
        return true;
      }
      const why = opening.kind === 'broken' ? { problems: opening.problem } : { err: opening.error };
      if (opening.kind !== told) logger.error(why, 'the ledger cannot be written, trying again');
      told = opening.kind;
      store.reset();
      return false;
    };
    if (!(await tryOnce())) void keepTrying(tryOnce);
  };

  const keepTrying = async (tryOnce: () => Promise<boolean>) => {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
      await wait(pauseMs, undefined, { ref: false });
      if (isStopped || (await tryOnce())) return;
    }
  };

  const tryToOpen = async (): Promise<Opening> => {
    try {
      await options.prepare();
    } catch (error) {
      return { kind: 'failed', error };
    }
    return await openChain(store, { chain, confirmed: end, unconfirmed, refused, place }, { timeoutMs, now });
  };

  return {
    state: () => state,
    end: () => (state === 'on' ? end : undefined),
    add: (event) => {
      const text = state === 'on' && !isStopped ? writeText(event) : undefined;
      if (text === undefined) return Promise.resolve(undefined);
      const added = queue.push(event, text);
      void batches.start();
      return added;
    },
    open,
    doubt: () => {
      if (state === 'on' && !batches.isRunning() && !isStopped) void open();
    },
    stop: async () => {
      isStopped = true;
      await batches.start();
      queue.refuse();
    },
  };
}
