import { subgraphError } from './errors.ts';
import type { Grant } from './grant-claims.ts';

/** Subgraph, or part of its records, to the agencies whose work they are. What is not named here takes no changes. */
const OWNERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['consular', ['kemlu']],
  ['training', ['dki-jakarta', 'bontang', 'flores-timur', 'probolinggo', 'jember', 'hipki', 'pelita']],
  ['oversight', ['bawaslu']],
  ['oversight answers', ['kpu']],
]);

/**
 * Refuses a change to records by an agency whose work they do not record: no agreement can give that.
 *
 * @throws GraphQLError `FORBIDDEN`
 */
export function requireOwner(records: string, { agency }: Grant): void {
  if (OWNERS.get(records)?.includes(agency)) return;
  throw subgraphError('FORBIDDEN', {
    message: 'Only the agencies whose work these records are can change them.',
    remedy: 'Ask the agency that owns the record to change it.',
  });
}
