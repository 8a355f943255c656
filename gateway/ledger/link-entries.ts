import type { LedgerEvent } from './entry.ts';
import { entryId, type StoredEntry, searchFieldsOf } from './stored-entry.ts';
import { hashEntry, NO_ENTRY, writeEntry } from './write-entry.ts';

/** The last entry of a chain. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** Where a chain begins: before its first entry. */
export const EMPTY_CHAIN: ChainEnd = { sequence: 0, hash: NO_ENTRY };

/** Makes the entries that come after the end of a chain, as they are stored, and the new end. Pure. */
export function linkEntries(
  chain: string,
  end: ChainEnd,
  events: readonly { readonly event: LedgerEvent; readonly text: string }[],
  time: Date,
): { readonly documents: readonly StoredEntry[]; readonly end: ChainEnd } {
  const at = time.toISOString();
  let { sequence, hash } = end;
  const documents = events.map(({ event, text: eventText }) => {
    sequence++;
    const text = writeEntry({ chain, previous: hash, sequence, time: at }, eventText);
    hash = hashEntry(text);
    return { _id: entryId(chain, sequence), hash, text, ...searchFieldsOf({ event, time: at }) };
  });
  return { documents, end: { sequence, hash } };
}
