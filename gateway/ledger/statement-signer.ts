import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import type { JWK } from 'jose';
import { type CanonicalValue, writeCanonicalJson } from './canonical-json.ts';

/** What a statement about a chain is, as its header says. */
export type StatementType = 'simpul-checkpoint+jwt' | 'simpul-seal+jwt';

/** Signs a statement as a compact JWS. */
export type SignStatement = (
  type: StatementType,
  payload: { readonly [name: string]: CanonicalValue },
) => string;

/**
 * Makes what signs with the ledger's key.
 *
 * @param key private Ed25519 JWK with its `kid`
 * @throws Error in a sentence, for any other key
 * @see https://www.rfc-editor.org/rfc/rfc7515 and https://www.rfc-editor.org/rfc/rfc8037
 */
export function createStatementSigner(key: JWK): SignStatement {
  const { kid } = key;
  const privateKey = readPrivateKey(key);
  if (kid === undefined || privateKey === undefined) {
    throw new Error('The key of the ledger must be a private Ed25519 JWK with a kid.');
  }
  return (type, payload) => {
    const header = encode({ alg: 'EdDSA', kid, typ: type });
    const signed = `${header}.${encode(payload)}`;
    return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
  };
}

function readPrivateKey(key: JWK): KeyObject | undefined {
  try {
    const found = createPrivateKey({ key: { ...key }, format: 'jwk' });
    return found.asymmetricKeyType === 'ed25519' ? found : undefined;
  } catch {
    return undefined;
  }
}

function encode(value: CanonicalValue): string {
  return Buffer.from(writeCanonicalJson(value)).toString('base64url');
}
