import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { JSONWebKeySet, JWK } from 'jose';
import type { StatementType } from '../statement-signer.ts';

/** What a checkpoint says: after this entry, the chain had this hash. */
export interface Checkpoint {
  readonly chain: string;
  readonly hash: string;
  readonly number: number;
  /** SHA-256 of the text of the checkpoint before; zeros for the first. */
  readonly previous: string;
  readonly sequence: number;
  readonly time: string;
  readonly version: 1;
}

/** What a seal says: so many entries were replaced by stubs, and these were their hashes. */
export interface Seal {
  readonly chain: string;
  readonly count: number;
  /** SHA-256 over the hashes of the sealed entries, as hexadecimal texts one after the other. */
  readonly digest: string;
  /** SHA-256 of the file that they went to. */
  readonly export: string;
  readonly from: number;
  readonly number: number;
  readonly previous: string;
  readonly through: number;
  readonly time: string;
  readonly version: 1;
}

/** Reads signed statements, and believes those of its keys alone. Gives undefined for whatever is not one. */
export interface StatementReader {
  readonly checkpoint: (jws: string) => Checkpoint | undefined;
  readonly seal: (jws: string) => Seal | undefined;
}

const HASH = '"[0-9a-f]{64}"';
const NUMBER = '[1-9]\\d{0,11}';
const TIME = '"\\d{4}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d\\.\\d{3}Z"';
const CHAIN = '"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"';

const CHECKPOINT = new RegExp(
  `^\\{"chain":${CHAIN},"hash":${HASH},"number":${NUMBER},"previous":${HASH},"sequence":${NUMBER},"time":${TIME},"version":1\\}$`,
);
const SEAL = new RegExp(
  `^\\{"chain":${CHAIN},"count":${NUMBER},"digest":${HASH},"export":${HASH},"from":${NUMBER},"number":${NUMBER},` +
    `"previous":${HASH},"through":${NUMBER},"time":${TIME},"version":1\\}$`,
);
const HEADER = /^\{"alg":"EdDSA","kid":"([^"\\]{1,200})","typ":"([a-z+-]{1,40})"\}$/;

/** What a chain's first checkpoint and first seal have in place of the hash of the one before. */
export const NO_STATEMENT = '0'.repeat(64);

/**
 * Makes the reader for one key set.
 *
 * @throws Error in a sentence, when there is no Ed25519 key with a `kid` in it
 * @see https://www.rfc-editor.org/rfc/rfc8037
 */
export function createStatementReader({ keys }: JSONWebKeySet): StatementReader {
  const known = new Map<string, KeyObject>();
  for (const key of keys) {
    if (key.kid !== undefined && key.kty === 'OKP' && key.crv === 'Ed25519') {
      known.set(key.kid, toPublicKey(key));
    }
  }
  if (known.size === 0) throw new Error('The key set holds no public Ed25519 key with a kid.');
  const read = (jws: string, type: StatementType, shape: RegExp): unknown => {
    const [head = '', body = '', signature = '', ...rest] = jws.split('.');
    const [, kid = '', typ] = HEADER.exec(decode(head) ?? '') ?? [];
    const key = known.get(kid);
    const payload = decode(body);
    if (!key || typ !== type || payload === undefined || rest.length > 0 || !shape.test(payload)) return;
    const bytes = Buffer.from(signature, 'base64url');
    if (bytes.toString('base64url') !== signature) return;
    return verify(null, Buffer.from(`${head}.${body}`), key, bytes) ? JSON.parse(payload) : undefined;
  };
  return {
    checkpoint: (jws) => read(jws, 'simpul-checkpoint+jwt', CHECKPOINT) as Checkpoint | undefined,
    seal: (jws) => read(jws, 'simpul-seal+jwt', SEAL) as Seal | undefined,
  };
}

/** By what the next statement names this one: SHA-256 of its text, 64 hexadecimal digits. */
export function hashStatement(jws: string): string {
  return createHash('sha256').update(jws).digest('hex');
}

function toPublicKey({ kty, crv, x }: JWK): KeyObject {
  try {
    return createPublicKey({ key: { kty, crv, x } as JWK & { kty: string }, format: 'jwk' });
  } catch {
    throw new Error('The key set holds an Ed25519 key that is none.');
  }
}

/** Base64url is read leniently: what is not written again the same is refused. */
function decode(part: string): string | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes.toString('utf8') : undefined;
}
