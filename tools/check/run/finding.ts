import type { FindingDocument, FindingSubject } from '../../../subgraphs/oversight/finding-document.ts';
import type { Evidence, Rule } from '../rules/rule.ts';
import { findingId } from '../store/finding-id.ts';
import type { CheckRun } from './check-run.ts';

/** Whom or what a finding is about. */
type About = Pick<FindingDocument, 'voterId' | 'citizenId' | 'ppln' | 'country' | 'pollingPoint'>;

/** Makes the document of a finding, as if it had never been found before. */
export function createFinding(
  { check }: Pick<CheckRun, 'check'>,
  rule: Rule,
  subject: FindingSubject,
  key: string,
  about: About,
  evidence: Evidence,
): FindingDocument {
  return {
    _id: findingId(check.election, rule.code, subject, key),
    election: check.election,
    rule: rule.code,
    ruleVersion: rule.version,
    firstCheck: check._id,
    check: check._id,
    subject,
    ...about,
    evidence,
    state: 'OPEN',
    steps: [],
    foundAt: check.startedAt,
  };
}
