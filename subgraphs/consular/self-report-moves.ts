import type { Moves } from '../shared/move-row.ts';
import type { SelfReportStatus } from './self-report-document.ts';

/** How a mission decides on a report that was handed in; every other state is the citizen's or the calendar's doing. */
export const SELF_REPORT_MOVES: Moves<SelfReportStatus> = {
  DRAFT: [],
  SUBMITTED: [],
  VERIFIED: ['SUBMITTED'],
  REJECTED: ['SUBMITTED'],
  EXPIRED: [],
  LEFT: [],
};
