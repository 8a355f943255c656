import { describe, expect, it } from 'vitest';
import { countRules, unregisteredTable } from '../../../../subgraphs/oversight/check-counts.ts';
import type { CheckDocument } from '../../../../subgraphs/oversight/check-document.ts';
import type { PartDocument } from '../../../../subgraphs/oversight/part-document.ts';

const rule = { version: 1, outcome: 'CHECKED', findings: 3, newFindings: 2 } as const;
const check: CheckDocument = {
  _id: 'check-1',
  election: 'PEMILU-2024',
  state: 'COMPLETE',
  isOfWholeList: true,
  committees: [],
  rules: [
    { code: 'B01', ...rule },
    { code: 'B10', ...rule },
  ],
  startedBy: 'officer-17',
  startedAt: new Date('2026-11-20T04:00:00Z'),
  finishedAt: new Date('2026-11-20T04:10:00Z'),
  pageSize: 1_000,
  votersInAll: 10,
  votersChecked: 10,
};

const part = (kind: PartDocument['kind'], code: string): PartDocument => ({
  _id: `check-1:${kind}`,
  check: 'check-1',
  kind,
  isDone: true,
  rows: 10,
  findings: { [code]: 3 },
  newFindings: { [code]: 2 },
  ...(kind === 'WORKERS' && { byCountry: { MY: 3 } }),
});
const parts = [part('VOTERS', 'B01'), part('WORKERS', 'B10')];

describe('how many persons without a row a rule found', () => {
  const countsOf = (state: CheckDocument['state'], seesPersons: boolean) =>
    countRules({ ...check, state }, parts, seesPersons).map(({ findings, newFindings }) => [
      findings,
      newFindings,
    ]);

  it('is told, so far and in the end, to who sees the findings', () => {
    for (const state of ['RUNNING', 'COMPLETE'] as const) {
      expect(countsOf(state, true)).toEqual([
        [3, 2],
        [3, 2],
      ]);
    }
  });

  it('is not told to others, who have it by country and without small counts', () => {
    for (const state of ['RUNNING', 'COMPLETE'] as const) {
      expect(countsOf(state, false)).toEqual([
        [3, 2],
        [null, null],
      ]);
    }
    expect(unregisteredTable(check, parts)).toMatchObject({ total: null, cells: [] });
  });

  it('is not zero where a check did not look for them', () => {
    expect(unregisteredTable(check, [part('VOTERS', 'B01')])).toBeNull();
    const none = { ...part('WORKERS', 'B10'), findings: {}, byCountry: {} };
    expect(unregisteredTable(check, [none])).toMatchObject({ total: 0, cells: [] });
  });
});
