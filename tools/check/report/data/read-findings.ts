import type { FindingDocument } from '../../../../subgraphs/oversight/finding-document.ts';
import type { OversightModels } from '../../../../subgraphs/oversight/models.ts';
import { readBatches } from '../../../ledger/read-cursor.ts';

/** Findings a request to the store: few enough to be forgotten while they are young. */
const BATCH = 500;

/**
 * Reads the findings whose latest check is the given one, by rule, committee, country and id, batch by batch. The store
 * sorts, on its disk where they are many: here there is never more than a batch or two.
 */
export function readFindings(
  { findings }: OversightModels,
  checkId: string,
): AsyncGenerator<FindingDocument[], void, undefined> {
  const cursor = findings.collection
    .find<FindingDocument>(
      { check: checkId },
      // What nobody reads need not be sorted.
      { projection: { election: 0, check: 0, 'steps.at': 0 }, allowDiskUse: true, batchSize: BATCH },
    )
    .sort({ rule: 1, ppln: 1, country: 1, _id: 1 });
  return readBatches(cursor);
}
