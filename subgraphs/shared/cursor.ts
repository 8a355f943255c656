import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { subgraphError } from './errors.ts';
import type { Grant } from './grant-claims.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Cursors of one list as one consumer sees it: neither holds good for another list, filter, agency, unit or person. */
export interface Cursors {
  /** Hides the id of a row. The same row gives the same cursor. */
  readonly encode: (id: string) => string;
  /** Gives the id that {@link encode} hid. @throws GraphQLError `BAD_CURSOR` for anything that it did not make */
  readonly decode: (cursor: string) => string;
}

/** The list that cursors belong to. */
export interface ListIdentity {
  /** Coordinate of the list, `Query.citizens`. */
  readonly field: string;
  /** The client's filter, after coercion. */
  readonly filter: unknown;
  readonly grant: Grant;
}

/** Makes the cursors of a list. */
export type CreateCursors = (list: ListIdentity) => Cursors;

/**
 * Makes cursors with AES-256-GCM under a key of this subgraph: an id is hidden, and a cursor that was changed or made
 * for another list does not open. The nonce is a keyed hash of list and id, so that it repeats only with the same text.
 *
 * @param secret 32 or more random bytes
 */
export function createCursorMaker(subgraph: string, secret: Uint8Array): CreateCursors {
  const encryptionKey = deriveKey(secret, `simpul cursor encryption ${subgraph}`);
  const nonceKey = deriveKey(secret, `simpul cursor nonce ${subgraph}`);
  return ({ field, filter, grant }) => {
    const { agency, unit = null, subject = null } = grant;
    const list = Buffer.from(JSON.stringify([subgraph, field, agency, unit, subject, filter ?? null]));
    return {
      encode: (id) => {
        const hash = createHmac('sha256', nonceKey).update(list).update('\0').update(id).digest();
        const nonce = hash.subarray(0, NONCE_BYTES);
        const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce).setAAD(list);
        const hidden = Buffer.concat([nonce, cipher.update(id, 'utf8'), cipher.final()]);
        return Buffer.concat([hidden, cipher.getAuthTag()]).toString('base64url');
      },
      decode: (cursor) => {
        try {
          const bytes = Buffer.from(cursor, 'base64url');
          const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, NONCE_BYTES), {
            authTagLength: TAG_BYTES,
          })
            .setAAD(list)
            .setAuthTag(bytes.subarray(-TAG_BYTES));
          const hidden = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
          return decipher.update(hidden, undefined, 'utf8') + decipher.final('utf8');
        } catch {
          throw badCursor();
        }
      },
    };
  };
}

function deriveKey(secret: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), purpose, 32));
}

function badCursor(): Error {
  return subgraphError('BAD_CURSOR', {
    message: 'after: expected a cursor that this list gave to this agency with the same filter.',
    field: 'after',
    expected: 'a cursor that this list gave to this agency with the same filter',
    remedy: 'Take endCursor or an edge cursor of the page before, or leave `after` out to begin anew.',
  });
}
