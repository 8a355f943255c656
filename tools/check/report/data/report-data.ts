import type { CheckDocument } from '../../../../subgraphs/oversight/check-document.ts';
import type { Previous } from './find-previous.ts';
import type { ExaminedRows } from './read-parts.ts';
import type { ShownFinding } from './shown-finding.ts';
import type { TallyCell } from './tally.ts';

/** All that a report tells, whatever the number of findings. */
export interface ReportData extends ExaminedRows {
  readonly check: CheckDocument;
  /** Findings that stand under this check, counted. */
  readonly cells: readonly TallyCell[];
  /** Undefined for the first check of its scope. */
  readonly previous: Previous | undefined;
  /** Whether findings of this check may stand under a later one by now. */
  readonly isFollowed: boolean;
  /** The part of the findings that the page holds, and how many of a rule and committee there are at most. */
  readonly shown: { readonly rows: readonly ShownFinding[]; readonly atMost: number };
}
