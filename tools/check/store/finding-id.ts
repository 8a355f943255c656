import { createHash } from 'node:crypto';
import type { FindingSubject } from '../../../subgraphs/oversight/finding-document.ts';

/** Characters that say 16 bytes in base64url. */
const ID_BYTES = 16;

/**
 * The id of a finding, which follows from what it is: found twice, it is one. 128 bits of SHA-256 in base64url, the form
 * of all ids of the graph. Pure.
 *
 * @param key Bawaslu's id of the row or person, code of the committee, or `<committee>:<polling point>`
 */
export function findingId(election: string, rule: string, subject: FindingSubject, key: string): string {
  const digest = createHash('sha256').update(`${election}\n${rule}\n${subject}\n${key}`).digest();
  return digest.toString('base64url', 0, ID_BYTES);
}
