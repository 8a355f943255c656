import { describe, expect, it } from 'vitest';
import { CONSULAR_CASE_STATUSES } from '../../../../subgraphs/consular/case-document.ts';
import { CASE_MOVES } from '../../../../subgraphs/consular/case-moves.ts';

describe('the moves of a consular case', () => {
  it('are these and no others', () => {
    const moves = CONSULAR_CASE_STATUSES.flatMap((to) => CASE_MOVES[to].map((from) => `${from} -> ${to}`));
    expect(moves.sort()).toEqual([
      'IN_PROGRESS -> RESOLVED',
      'OPEN -> IN_PROGRESS',
      'RESOLVED -> CLOSED',
      'RESOLVED -> IN_PROGRESS',
    ]);
  });

  it('lead from the status of a new case to every other', () => {
    const reached = new Set<string | null>(['OPEN']);
    for (const _ of CONSULAR_CASE_STATUSES) {
      for (const to of CONSULAR_CASE_STATUSES) {
        if (CASE_MOVES[to].some((from) => reached.has(from))) reached.add(to);
      }
    }
    expect([...reached].sort()).toEqual([...CONSULAR_CASE_STATUSES].sort());
  });

  it('never leave a closed case', () => {
    expect(Object.values(CASE_MOVES).flat()).not.toContain('CLOSED');
  });
});
