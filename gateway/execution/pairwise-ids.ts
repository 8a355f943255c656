import { type Cipher, createCipheriv, createDecipheriv, type Decipher } from 'node:crypto';
import { BLOCK_BYTES, ID_LENGTH, ID_STRIDE, readId, readSpine, writeIds } from './id-blocks.ts';
import { deriveIdKey, type IdKeys } from './id-keys.ts';

/**
 * Ids of agencies, and the spine form that nobody but the gateway knows: 16 latin1 characters, one for each byte.
 *
 * An agency sees the 128 bits of a spine id as one AES block under its own key, in base64url. That is a permutation:
 * every canonical text of 22 characters is an id of every agency, no two persons share one, and without the keys
 * nothing leads from the id of one agency to that of another.
 */
export interface PairwiseIds {
  /** Ids of an agency to their spine forms; null for whatever is no canonical id. Never throws. */
  readonly reveal: (agency: string, ids: readonly unknown[]) => (string | null)[];
  /** Spine forms to ids of an agency, 22 base64url characters; null for whatever is no spine form. Never throws. */
  readonly conceal: (agency: string, spines: readonly (string | null)[]) => (string | null)[];
}

/** One agency's key, both ways. Without padding no block waits for the next call, so both live as long as the keys. */
interface Ciphers {
  readonly encrypt: Cipher;
  readonly decrypt: Decipher;
}

/** Reads a value into 16 bytes at an offset, or says that it is none. */
type ReadBlock = (value: unknown, blocks: Uint8Array, offset: number) => boolean;

/** Makes the translation between the ids of all agencies. Give it many ids at once: a call costs more than an id. */
export function createPairwiseIds(keys: IdKeys): PairwiseIds {
  const known = new Map<string, Ciphers>();
  const ciphersOf = (agency: string): Ciphers => {
    const made = known.get(agency);
    if (made) return made;
    const key = deriveIdKey(keys, agency);
    const ciphers = {
      encrypt: createCipheriv('aes-128-ecb', key, null).setAutoPadding(false),
      decrypt: createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false),
    };
    known.set(agency, ciphers);
    return ciphers;
  };
  return {
    reveal: (agency, ids) =>
      translate(ids, readId, BLOCK_BYTES, BLOCK_BYTES, (blocks) =>
        ciphersOf(agency).decrypt.update(blocks).toString('latin1'),
      ),
    conceal: (agency, spines) =>
      translate(spines, readSpine, ID_LENGTH, ID_STRIDE, (blocks) =>
        writeIds(ciphersOf(agency).encrypt.update(blocks)),
      ),
  };
}

/** Turns what can be read into texts that stand one after the other in one text, a stride apart; null for the rest. */
function translate(
  values: readonly unknown[],
  read: ReadBlock,
  length: number,
  stride: number,
  toText: (blocks: Uint8Array) => string,
): (string | null)[] {
  const found: (string | null)[] = [];
  const blocks = Buffer.allocUnsafe(values.length * BLOCK_BYTES);
  let end = 0;
  for (const value of values) {
    const isRead = read(value, blocks, end);
    found.push(isRead ? '' : null);
    if (isRead) end += BLOCK_BYTES;
  }
  if (end === 0) return found;
  const text = toText(blocks.subarray(0, end));
  let at = 0;
  for (let index = 0; index < found.length; index++) {
    if (found[index] === null) continue;
    found[index] = text.substring(at, at + length);
    at += stride;
  }
  return found;
}
