import { createHash } from 'node:crypto';
import { type CanonicalValue, writeCanonicalJson } from './canonical-json.ts';
import { ENTRY_VERSION, type Entry, type LedgerEvent } from './entry.ts';

/** What stands where the hash of an entry before would, in the first one. */
export const NO_ENTRY = '0'.repeat(64);

/** Writes an event as canonical JSON. */
export function writeEvent(event: LedgerEvent): string {
  return writeCanonicalJson(event as unknown as CanonicalValue);
}

/** Writes an entry as canonical JSON, its names in their order already. @param eventText what `writeEvent` gives. */
export function writeEntry(entry: Omit<Entry, 'event' | 'version'>, eventText: string): string {
  const { chain, previous, sequence, time } = entry;
  return `{"chain":${JSON.stringify(chain)},"event":${eventText},"previous":"${previous}","sequence":${sequence},"time":"${time}","version":${ENTRY_VERSION}}`;
}

/** The hash of an entry: SHA-256 over the UTF-8 of its text, 64 hexadecimal digits. */
export function hashEntry(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
