import type { Moves } from '../shared/move-row.ts';
import type { TrainingResult } from './models.ts';

/** How a training ends: once, except that who is not yet competent may pass a later test. */
export const RESULT_MOVES: Moves<TrainingResult> = {
  COMPETENT: [null, 'NOT_YET_COMPETENT'],
  NOT_YET_COMPETENT: [null],
  DROPPED: [null],
};
