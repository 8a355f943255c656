import type { FindingDocument } from './finding-document.ts';

/** Codes of evidence that KPU holds itself. What is not named here may be KP2MI's, which KPU is not given. */
const OF_THE_LIST: readonly string[] = [
  'addressQuality',
  'age',
  'capacity',
  'committees',
  'dpk',
  'dpt',
  'letters',
  'method',
  'nikState',
  'persons',
  'reason',
  'rows',
  'token',
  'voters',
];

/** One part of what makes a finding one, as GraphQL resolves it. */
export interface Evidence {
  readonly code: string;
  readonly value: string;
}

/** Gives the evidence that comes from the voter list, ordered by code. Pure. */
export function listEvidence(finding: Pick<FindingDocument, 'evidence'>): readonly Evidence[] {
  return evidence(finding).filter(({ code }) => OF_THE_LIST.includes(code));
}

/** Gives all other evidence, ordered by code: what KP2MI holds of a worker. Pure. */
export function workerEvidence(finding: Pick<FindingDocument, 'evidence'>): readonly Evidence[] {
  return evidence(finding).filter(({ code }) => !OF_THE_LIST.includes(code));
}

function evidence(finding: Pick<FindingDocument, 'evidence'>): readonly Evidence[] {
  return Object.entries(finding.evidence)
    .map(([code, value]) => ({ code, value: String(value) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}
