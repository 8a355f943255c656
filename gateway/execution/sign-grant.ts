import { importJWK, type JWK, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { fillRows, type RowAsker } from '../access/row-filter.ts';
import type { Inquiry } from './inquiry.ts';
import type { PairwiseIds } from './pairwise-ids.ts';
import { revealOrNobody } from './translate-variables.ts';

/** The header that carries a grant. */
export const GRANT_HEADER = 'simpul-grant';

const LIFETIME_SECONDS = 60;
/** A grant is used for half its life, so that each one that is sent still holds for the other half. */
const REUSE_MS = (LIFETIME_SECONDS * 1000) / 2;
const KEPT_GRANTS = 10_000;

/** Signs what one subgraph may do for one inquiry: `(inquiry, subgraph, SHA-256 of the document, base64url) -> JWT`. */
export type GrantSigner = (inquiry: Inquiry, subgraph: string, document: string) => Promise<string>;

/**
 * Makes the signer of grants: Ed25519 JWTs that name the subgraph, who asks and why, the agreements, the rows
 * of each type, and the SHA-256 of the document that they are good for. They hold for 60 seconds.
 *
 * Signing costs more than a small fetch, so grants are kept for half their life under all that they depend on.
 *
 * Whoever asks about themself is named to each subgraph by the id that its own agency knows.
 *
 * @param privateJwk an Ed25519 key with its `kid`.
 * @throws Error when the key is no private Ed25519 key.
 */
export async function createGrantSigner(privateJwk: JWK, ids: PairwiseIds): Promise<GrantSigner> {
  // jose takes public, shared and other keys here, and fails on them only when it signs.
  if (privateJwk.kty !== 'OKP' || privateJwk.crv !== 'Ed25519' || typeof privateJwk.d !== 'string') {
    throw new Error(
      'The key that signs grants must be a private Ed25519 key in JWK format (OKP, Ed25519, d).',
    );
  }
  const key = await importJWK(privateJwk, 'EdDSA');
  const header = { alg: 'EdDSA', typ: 'simpul-grant+jwt', ...(privateJwk.kid && { kid: privateJwk.kid }) };
  const kept = new LRUCache<string, Promise<string>>({
    max: KEPT_GRANTS,
    ttl: REUSE_MS,
    // The clock by which the claims are made: a machine that slept must not hand out what is long over.
    perf: { now: () => Date.now() },
  });

  function sign(inquiry: Inquiry, subgraph: string, document: string): Promise<string> {
    const { purpose, view } = inquiry;
    const asker = nameSubject(inquiry.asker, view.providerOf(subgraph), ids);
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      agency: asker.agency.id,
      ...(asker.unit !== undefined && { unit: asker.unit }),
      ...(asker.subject !== undefined && { subject: asker.subject }),
      purpose,
      agreements: view.agreements(subgraph),
      doc: document,
      rows: fillRows(view.rows(subgraph), asker),
    })
      .setProtectedHeader(header)
      .setIssuer('simpul-gateway')
      .setAudience(subgraph)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFETIME_SECONDS)
      .sign(key);
  }

  return (inquiry, subgraph, document) => {
    const { asker, view } = inquiry;
    // Only the last part is a text that others chose, so no two inquiries have one name.
    const name = `${document}|${subgraph}|${view.key}|${asker.unit ?? ''}|${asker.subject ?? ''}`;
    const known = kept.get(name);
    if (known) return known;
    const signed = sign(inquiry, subgraph, document);
    kept.set(name, signed);
    return signed;
  };
}

/** Who asks, with the person who asks about themself as another agency knows them; a text that is no id is nobody. */
function nameSubject(asker: RowAsker, agency: string, ids: PairwiseIds): RowAsker {
  if (asker.subject === undefined) return asker;
  const [spine = null] = revealOrNobody(ids, asker.agency.id, [asker.subject]);
  const [subject] = ids.conceal(agency, [spine]);
  return { ...asker, subject: subject ?? '' };
}
