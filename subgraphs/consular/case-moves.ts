import type { Moves } from '../shared/move-row.ts';
import type { ConsularCaseStatus } from './case-document.ts';

/** How a case goes on: forward step by step, and from RESOLVED back to work when the outcome is contested. */
export const CASE_MOVES: Moves<ConsularCaseStatus> = {
  OPEN: [],
  IN_PROGRESS: ['OPEN', 'RESOLVED'],
  RESOLVED: ['IN_PROGRESS'],
  CLOSED: ['RESOLVED'],
};
