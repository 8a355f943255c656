import { describe, expect, it } from 'vitest';
import { TRAINING_RESULTS } from '../../../../subgraphs/training/models.ts';
import { RESULT_MOVES } from '../../../../subgraphs/training/result-moves.ts';

describe('the moves of a training result', () => {
  it('give one result, and a second chance to who is not yet competent', () => {
    const moves = TRAINING_RESULTS.flatMap((to) => RESULT_MOVES[to].map((from) => `${from} -> ${to}`));
    expect(moves).toEqual([
      'null -> COMPETENT',
      'NOT_YET_COMPETENT -> COMPETENT',
      'null -> NOT_YET_COMPETENT',
      'null -> DROPPED',
    ]);
  });
});
