import type { FindingDocument } from '../../../subgraphs/oversight/finding-document.ts';
import { writeCsvRow } from '../../ledger/breach/csv-row.ts';
import { writeEvidence } from './data/evidence-text.ts';

/** The columns of `findings.csv`. */
export const COLUMNS = [
  'finding',
  'rule',
  'rule_version',
  'subject',
  'committee',
  'committee_city',
  'country',
  'polling_point',
  'voter',
  'citizen',
  'evidence',
  'state',
  'response',
  'first_check',
  'found_at',
] as const;

/**
 * Writes a finding as a row of `findings.csv`, without its end. What a spreadsheet would run begins with an apostrophe; ids
 * stand as they are. Pure.
 */
export function writeFindingRow(finding: FindingDocument, cities: ReadonlyMap<string, string>): string {
  const { ppln } = finding;
  return writeCsvRow([
    finding._id,
    finding.rule,
    finding.ruleVersion,
    finding.subject,
    ppln,
    ppln === undefined ? undefined : cities.get(ppln),
    finding.country,
    finding.pollingPoint,
    finding.voterId,
    finding.citizenId,
    writeEvidence(finding.evidence),
    finding.state,
    finding.steps.findLast(({ code }) => code !== undefined)?.code,
    finding.firstCheck,
    finding.foundAt.toISOString(),
  ]);
}
