import type { FindingDocument } from '../../../../subgraphs/oversight/finding-document.ts';
import { writeEvidence } from './evidence-text.ts';

/** A finding in the page: rule, committee, country, state, subject, id or number of the subject, evidence, 1 when new. */
export type ShownFinding = readonly [
  rule: string,
  ppln: string,
  country: string,
  state: string,
  subject: string,
  reference: string,
  evidence: string,
  isNew: 0 | 1,
];

/** What the page holds of a finding. Pure. */
export function toShown(finding: FindingDocument, isNew: boolean): ShownFinding {
  const { rule, ppln = '', country, state, subject, voterId, citizenId, pollingPoint } = finding;
  const reference = voterId ?? citizenId ?? pollingPoint ?? '';
  return [rule, ppln, country, state, subject, reference, writeEvidence(finding.evidence), isNew ? 1 : 0];
}
