import { createHmac, hkdfSync } from 'node:crypto';
import type { IdKeys } from './id-keys.ts';

/** Names an officer of an agency where nobody is to read who it is: 43 characters of base64url. */
export type NameOfficer = (agency: string, officer: string) => string;

const KEY_BYTES = 32;

/**
 * Makes what names officers in the ledger: HMAC-SHA-256 of agency and officer, under a key by HKDF from the master of
 * the ids. The agency that knows the officer can have the name made again, and nobody reads the officer out of it.
 */
export function createNameOfficer({ master }: IdKeys): NameOfficer {
  const key = new Uint8Array(hkdfSync('sha256', master, new Uint8Array(), 'ledger-officer', KEY_BYTES));
  return (agency, officer) => createHmac('sha256', key).update(`${agency}\0${officer}`).digest('base64url');
}
