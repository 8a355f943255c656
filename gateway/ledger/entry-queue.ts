import type { LedgerEvent } from './entry.ts';

/** An event that waits to be written, or is being written. */
export interface WaitingEvent {
  readonly event: LedgerEvent;
  /** Canonical JSON. */
  readonly text: string;
  readonly bytes: number;
  /** When its asker is told that it could not be had, by the clock of `performance`. */
  readonly expiresMs: number;
  readonly settle: (sequence: number | undefined) => void;
}

/** Bounds of what waits. */
export interface EntryQueueOptions {
  readonly maxEntries: number;
  readonly maxBytes: number;
  readonly deadlineMs: number;
}

/** Events in the order of their coming. Those that were taken and not settled yet are the batch. */
export interface EntryQueue {
  /** Gives undefined at once when the queue is full. */
  readonly push: (event: LedgerEvent, text: string) => Promise<number | undefined>;
  readonly size: () => number;
  /** Takes as many as one command may write, in order. */
  readonly take: () => readonly WaitingEvent[];
  /** Settles the batch: its first event has this sequence. */
  readonly confirm: (firstSequence: number) => void;
  /** Settles all there is, the batch too: it could not be had. */
  readonly refuse: () => void;
}

/** What one command may write: MongoDB takes 48,000,000 bytes, and 16 MiB for one document. */
const MAX_BATCH_ENTRIES = 1_000;
const MAX_BATCH_BYTES = 16_000_000;
/** An event above that is refused. */
const MAX_EVENT_BYTES = 8_000_000;

/** What an entry is found by stands in the store beside its text: for each provider, everybody whom it is about. */
function searchBytesOf(event: LedgerEvent): number {
  if (event.kind !== 'operation') return 0;
  return event.disclosures.reduce((sum, { provider, persons }) => sum + persons * (provider.length + 35), 0);
}

/** Makes an empty queue. */
export function createEntryQueue({ maxEntries, maxBytes, deadlineMs }: EntryQueueOptions): EntryQueue {
  let waiting: WaitingEvent[] = [];
  let waitingBytes = 0;
  let batch: readonly WaitingEvent[] = [];
  let timer: NodeJS.Timeout | undefined;

  /** All have the same time, so the oldest is the first to run out of it: one timer does for all. */
  const expire = () => {
    timer = undefined;
    const nowMs = performance.now();
    for (const { settle, expiresMs } of batch) if (expiresMs <= nowMs) settle(undefined);
    const late = waiting.findIndex(({ expiresMs }) => expiresMs > nowMs);
    for (const { settle } of waiting.slice(0, late < 0 ? undefined : late)) settle(undefined);
    remove(late < 0 ? waiting.length : late);
    const next = batch.find(({ expiresMs }) => expiresMs > nowMs) ?? waiting[0];
    if (next) timer = setTimeout(expire, next.expiresMs - nowMs + 1);
  };

  const remove = (count: number): readonly WaitingEvent[] => {
    const removed = count === waiting.length ? waiting : waiting.splice(0, count);
    if (removed === waiting) waiting = [];
    for (const { bytes } of removed) waitingBytes -= bytes;
    return removed;
  };

  return {
    push: (event, text) => {
      const bytes = Buffer.byteLength(text) + searchBytesOf(event);
      const isFull = waiting.length >= maxEntries || waitingBytes + bytes > maxBytes;
      if (isFull || bytes > MAX_EVENT_BYTES) return Promise.resolve(undefined);
      return new Promise((settle) => {
        waiting.push({ event, text, bytes, settle, expiresMs: performance.now() + deadlineMs });
        waitingBytes += bytes;
        timer ??= setTimeout(expire, deadlineMs);
      });
    },
    size: () => waiting.length,
    take: () => {
      let count = 0;
      for (let bytes = 0; count < Math.min(waiting.length, MAX_BATCH_ENTRIES); count++) {
        bytes += waiting[count]?.bytes ?? 0;
        if (bytes > MAX_BATCH_BYTES) break;
      }
      batch = remove(count);
      return batch;
    },
    confirm: (firstSequence) => {
      const confirmed = batch;
      batch = [];
      confirmed.forEach(({ settle }, place) => {
        settle(firstSequence + place);
      });
    },
    refuse: () => {
      clearTimeout(timer);
      timer = undefined;
      const refused = [...batch, ...remove(waiting.length)];
      batch = [];
      for (const { settle } of refused) settle(undefined);
    },
  };
}
