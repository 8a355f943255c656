import type { JWTVerifyGetKey } from 'jose';
import { createFileKeySet } from './file-key-set.ts';
import { createRemoteKeySet } from './remote-key-set.ts';

/** Where the public keys of an issuer are: a JWKS file, or the https address of one. */
export type KeySource = { readonly file: string } | { readonly url: string };

/** The public keys of one issuer. */
export interface KeySet {
  /**
   * Gives the keys as they are now, with a state: as long as that is the same value, what the keys verified
   * still counts. Rejects when there are none that may still be used.
   */
  readonly current: () => Promise<{ readonly getKey: JWTVerifyGetKey; readonly state: unknown }>;
}

/**
 * Opens the keys at a source. Reads nothing before the first token comes.
 *
 * @param onUnreadable told of a reading that failed while older keys still serve
 */
export function createKeySet(source: KeySource, onUnreadable: (error: unknown) => void): KeySet {
  return 'file' in source
    ? createFileKeySet(source.file, onUnreadable)
    : createRemoteKeySet(source.url, onUnreadable);
}
