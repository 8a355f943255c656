import type { Moves } from '../shared/move-row.ts';
import type { FindingState } from './finding-document.ts';

/**
 * How a finding goes on: KPU answers it or corrects the list, Bawaslu takes that or does not, and then it is KPU's turn
 * again. A check alone opens one.
 */
export const FINDING_MOVES: Moves<FindingState> = {
  OPEN: [],
  ANSWERED: ['OPEN', 'REJECTED'],
  ACCEPTED: ['ANSWERED'],
  REJECTED: ['ANSWERED', 'CORRECTED'],
  CORRECTED: ['OPEN', 'REJECTED'],
  CONFIRMED: ['CORRECTED'],
};
