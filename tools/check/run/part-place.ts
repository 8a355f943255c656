import type { FindingDocument } from '../../../subgraphs/oversight/finding-document.ts';
import type { PartDocument } from '../../../subgraphs/oversight/part-document.ts';
import { collectionsOf } from '../store/collections.ts';
import type { CheckStore } from '../store/open-store.ts';

/** How far a part has come, while it goes on. */
export interface PartPlace {
  after: string | undefined;
  rows: number;
  findings: Record<string, number>;
  newFindings: Record<string, number>;
  byCountry: Record<string, number>;
  byCommittee: Record<string, number>;
  tooSmall: Record<string, number>;
}

/** Where a part stands in the store, or its beginning. */
export function placeOf(part?: PartDocument): PartPlace {
  return {
    after: part?.after,
    rows: part?.rows ?? 0,
    findings: { ...part?.findings },
    newFindings: { ...part?.newFindings },
    byCountry: { ...part?.byCountry },
    byCommittee: { ...part?.byCommittee },
    tooSmall: { ...part?.tooSmall },
  };
}

/** Counts findings that are stored. @param fresh ids of those that no earlier check had found */
export function countFindings(
  place: PartPlace,
  found: readonly FindingDocument[],
  fresh: ReadonlySet<string>,
): void {
  for (const { _id, rule, subject, country, ppln } of found) {
    add(place.findings, rule);
    if (fresh.has(_id)) add(place.newFindings, rule);
    if (subject === 'PERSON') add(place.byCountry, country);
    else if (subject !== 'VOTER' && ppln !== undefined) add(place.byCommittee, ppln);
  }
}

/** Keeps a place with its counts in one write, by which everything written before holds too. */
export async function savePlace(
  store: CheckStore,
  { _id, kind }: Pick<PartDocument, '_id' | 'kind'>,
  { after, rows, findings, newFindings, byCountry, byCommittee, tooSmall }: PartPlace,
  isDone: boolean,
): Promise<void> {
  const place = {
    isDone,
    rows,
    findings,
    newFindings,
    ...(after !== undefined && { after }),
    ...(kind === 'WORKERS' && { byCountry }),
    ...(kind === 'COMMITTEES' && { byCommittee, tooSmall }),
  };
  await store.persist(
    async () =>
      await collectionsOf(store).parts.updateOne({ _id }, { $set: place }, { writeConcern: store.durable }),
  );
}

/** Codes of rules, countries and committees: nothing that somebody else chose. */
function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
