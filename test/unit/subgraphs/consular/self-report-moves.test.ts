import { describe, expect, it } from 'vitest';
import { SELF_REPORT_STATUSES } from '../../../../subgraphs/consular/self-report-document.ts';
import { SELF_REPORT_MOVES } from '../../../../subgraphs/consular/self-report-moves.ts';

describe('the moves of a self-report', () => {
  it('are the two decisions on a report that was handed in', () => {
    const moves = SELF_REPORT_STATUSES.flatMap((to) =>
      SELF_REPORT_MOVES[to].map((from) => `${from} -> ${to}`),
    );
    expect(moves).toEqual(['SUBMITTED -> VERIFIED', 'SUBMITTED -> REJECTED']);
  });
});
