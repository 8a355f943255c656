import type { LastCheckpoint } from './checkpoint.ts';
import type { Opened } from './entry.ts';
import { insertDurably } from './insert-durably.ts';
import type { LedgerStore } from './ledger-store.ts';
import { type ChainEnd, EMPTY_CHAIN, linkEntries } from './link-entries.ts';
import { readChainEnd, readChainFrom } from './read-chain.ts';
import { readLastCheckpoint } from './read-checkpoints.ts';
import type { RefusedCount } from './refused-count.ts';
import type { SecondPlace } from './second-place.ts';
import { ENTRIES } from './stored-entry.ts';
import type { UnconfirmedEntries } from './unconfirmed-entries.ts';
import { writeEvent } from './write-entry.ts';

/** What is known of the chain before it is opened. */
export interface ChainKnowledge {
  readonly chain: string;
  /** The last entry that was confirmed to this process; undefined before it ever wrote. */
  readonly confirmed: ChainEnd | undefined;
  readonly unconfirmed: UnconfirmedEntries;
  /** Requests that were refused since, and that no entry tells of yet. */
  readonly refused: RefusedCount;
  /** What is read of it says, like the store's own checkpoints, how far the chain went at least. */
  readonly place: SecondPlace | undefined;
}

/** How opening went; `taken` says that another process writes the chain, `broken` that nothing but a person can help. */
export type Opening =
  | { readonly kind: 'open'; readonly end: ChainEnd; readonly checkpoint: LastCheckpoint | undefined }
  | { readonly kind: 'taken' }
  | { readonly kind: 'broken'; readonly problem: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A process that writes the same chain without a pause may be first many times. */
const MAX_TRIES = 100;

/**
 * Finds the end of a chain and writes an `opened` after it, which makes the chain this process's own: another one that
 * still writes it finds that entry where its next would stand. Entries that were sent before and not confirmed may
 * stand in the store or not; the chain goes on from whatever is there. Never rejects.
 */
export async function openChain(
  store: LedgerStore,
  knowledge: ChainKnowledge,
  { timeoutMs, now }: { readonly timeoutMs: number; readonly now: () => Date },
): Promise<Opening> {
  const { chain, confirmed, unconfirmed, refused, place } = knowledge;
  try {
    // The place may be out of reach, and that stops nothing.
    const delivered = await place?.last('checkpoints', chain).catch(() => undefined);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      // Before the entries: another process may be writing both.
      const checkpoint = await readLastCheckpoint(store, chain, timeoutMs);
      const found = await (confirmed ? follow(confirmed) : readLast());
      if ('kind' in found) return found;
      const covered = Math.max(checkpoint?.sequence ?? 0, delivered?.sequence ?? 0);
      if (covered > found.sequence) return cutOff(chain, found, covered);
      const event: Opened = {
        kind: 'opened',
        reason: confirmed ? 'recovered' : 'started',
        refused: refused.count(),
      };
      const { documents, end } = linkEntries(chain, found, [{ event, text: writeEvent(event) }], now());
      const insertion = await insertDurably(store, ENTRIES, documents, timeoutMs);
      if (insertion.kind === 'durable') {
        refused.told(event.refused);
        unconfirmed.clear();
        return { kind: 'open', end, checkpoint };
      }
      if (insertion.kind === 'failed') {
        unconfirmed.addOpened(end.hash, event.refused);
        return insertion;
      }
    }
    return { kind: 'failed', error: new Error('Another process was always first to write the chain.') };
  } catch (error) {
    return { kind: 'failed', error };
  }

  async function readLast(): Promise<ChainEnd> {
    const last = (await readChainEnd(store, chain, timeoutMs)) ?? EMPTY_CHAIN;
    refused.told(unconfirmed.takeRefused(last));
    return last;
  }

  /** From the last confirmed entry on, everything must be this process's own. */
  async function follow(from: ChainEnd): Promise<ChainEnd | Opening> {
    const [first, ...later] = await readChainFrom(store, chain, from.sequence, timeoutMs);
    if (first?.sequence !== from.sequence) return lost(chain, from);
    if (first.hash !== from.hash || !later.every(unconfirmed.has)) return { kind: 'taken' };
    for (const entry of later) refused.told(unconfirmed.takeRefused(entry));
    return later.at(-1) ?? first;
  }
}

function lost(chain: string, { sequence }: ChainEnd): Opening {
  return {
    kind: 'broken',
    problem: `The store no longer holds entry ${sequence} of the chain ${chain}, which it had confirmed: it was emptied or put back to an earlier state. Keep it as it is for an inquiry, and start this gateway with another LEDGER_INSTANCE.`,
  };
}

function cutOff(chain: string, { sequence }: ChainEnd, covered: number): Opening {
  return {
    kind: 'broken',
    problem: `The chain ${chain} ends with entry ${sequence}, before entry ${covered}, which a checkpoint covers: entries were removed, or the store was put back to an earlier state. Keep it as it is for an inquiry, and start this gateway with another LEDGER_INSTANCE.`,
  };
}
