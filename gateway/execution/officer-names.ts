import { createHmac, hkdfSync } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { IdKeys } from './id-keys.ts';

/** Names an officer of an agency where nobody is to read who it is: 43 characters of base64url. */
export type NameOfficer = (agency: string, officer: string) => string;

const KEY_BYTES = 32;
/** Names that are kept, of the officers who asked last. */
const MAX_KNOWN = 5_000;

/**
 * Makes what names officers in the ledger: HMAC-SHA-256 of agency and officer, under a key by HKDF from the master of
 * the ids. The agency that knows the officer can have the name made again, and nobody reads the officer out of it.
 */
export function createNameOfficer({ master }: IdKeys): NameOfficer {
  const key = new Uint8Array(hkdfSync('sha256', master, new Uint8Array(), 'ledger-officer', KEY_BYTES));
  const known = new LRUCache<string, string>({ max: MAX_KNOWN });
  return (agency, officer) => {
    const told = `${agency}\0${officer}`;
    const name = known.get(told) ?? createHmac('sha256', key).update(told).digest('base64url');
    known.set(told, name);
    return name;
  };
}
