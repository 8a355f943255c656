import type { CheckDocument } from '../../../subgraphs/oversight/check-document.ts';
import type { OversightModels } from '../../../subgraphs/oversight/models.ts';
import { writeCsvRow } from '../../ledger/breach/csv-row.ts';
import type { WholeFile } from '../../ledger/write-file.ts';
import { findPrevious, isFollowed } from './data/find-previous.ts';
import { readFindings } from './data/read-findings.ts';
import { readParts } from './data/read-parts.ts';
import type { ReportData } from './data/report-data.ts';
import { createSample } from './data/sample.ts';
import { type ShownFinding, toShown } from './data/shown-finding.ts';
import { createTally } from './data/tally.ts';
import { COLUMNS, writeFindingRow } from './write-csv.ts';

/** Findings that the page holds, together; some 150 bytes each. */
const MOST_SHOWN = 10_000;
/** RFC 4180 ends rows with both; the file adds the line feed. */
const END = '\r';

/** Goes through the findings of a check once: writes them to a CSV file, counts them, and keeps those that the page shows. */
export async function gather(
  models: OversightModels,
  check: CheckDocument,
  csv: Pick<WholeFile, 'write'>,
): Promise<ReportData> {
  const tally = createTally();
  const sample = createSample<ShownFinding>(MOST_SHOWN);
  const cities = new Map(check.committees.map(({ code, city }) => [code, city]));
  await csv.write([writeCsvRow(COLUMNS) + END]);
  for await (const batch of readFindings(models, check._id)) {
    for (const finding of batch) {
      const isNew = finding.firstCheck === check._id;
      tally.add({ ...finding, isNew });
      sample.add(`${finding.rule}|${finding.ppln ?? finding.country}`, () => toShown(finding, isNew));
    }
    await csv.write(batch.map((finding) => writeFindingRow(finding, cities) + END));
  }
  const [examined, previous, followed] = await Promise.all([
    readParts(models, check._id),
    findPrevious(models, check),
    isFollowed(models, check),
  ]);
  return { check, cells: tally.cells(), ...examined, previous, isFollowed: followed, shown: sample.take() };
}
