import type { IdKeys } from '../../gateway/execution/id-keys.ts';
import { createPairwiseIds } from '../../gateway/execution/pairwise-ids.ts';

/** The keys of ids of every federation under test, so that tests know the ids of each agency. */
export const TEST_ID_KEYS: IdKeys = {
  master: Buffer.alloc(32, 'keys for tests alone'),
  generations: new Map(),
};

/** The ids of {@link TEST_ID_KEYS}. */
export const testIds = createPairwiseIds(TEST_ID_KEYS);

/** Subgraph to the agency or group whose ids its database holds, as in schema/agencies.yaml. */
export const OWNERS: ReadonlyMap<string, string> = new Map([
  ['civil', 'dukcapil'],
  ['ministry', 'kp2mi'],
  ['consular', 'kemlu'],
  ['training', 'pemda'],
  ['electoral', 'kpu'],
  ['immigration', 'imigrasi'],
  ['ledger', 'operator'],
  ['oversight', 'bawaslu'],
]);

/** The id by which an agency knows a person or record. */
export function idAt(agency: string, { spine }: { readonly spine: string }): string {
  const [id] = testIds.conceal(agency, [spine]);
  if (!id) throw new Error('A spine form has 16 latin1 characters.');
  return id;
}

/** The id by which a subgraph's database holds a person or record. */
export function storedId(subgraph: string, about: { readonly spine: string }): string {
  return idAt(OWNERS.get(subgraph) ?? '', about);
}

/** The spine form of an id, for whoever has to know one record by the ids of several agencies. */
export function spineOf(agency: string, id: string): string {
  const [spine] = testIds.reveal(agency, [id]);
  if (!spine) throw new Error('An id has 22 base64url characters.');
  return spine;
}

/** What one agency's id is at another. */
export function translateId(id: string, from: string, to: string): string {
  return idAt(to, { spine: spineOf(from, id) });
}
