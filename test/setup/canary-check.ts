import type { CheckDocument } from '../../subgraphs/oversight/check-document.ts';
import type { PartDocument } from '../../subgraphs/oversight/part-document.ts';

/** The id of the check that found the findings of the canary data. */
export const CHECK = 'check-of-the-data-set';

const check: CheckDocument = {
  _id: CHECK,
  election: 'PEMILU-2024',
  state: 'COMPLETE',
  isOfWholeList: true,
  committees: ['990501', '992001'].map((code) => ({ code, name: code, city: code, country: 'MY' })),
  rules: [{ code: 'B01', version: 1, outcome: 'CHECKED', findings: 6, newFindings: 6 }],
  startedBy: 'officer-17',
  startedAt: new Date('2026-11-20T04:00:00Z'),
  finishedAt: new Date('2026-11-20T04:10:00Z'),
  pageSize: 1_000,
  votersInAll: 6,
  votersChecked: 6,
};

const { finishedAt: _end, ...begun } = check;
const running: CheckDocument = {
  ...begun,
  _id: 'check-that-still-runs',
  state: 'RUNNING',
  startedAt: new Date('2026-11-21T04:00:00Z'),
  votersChecked: 0,
};

const part: PartDocument = {
  _id: `${CHECK}:VOTERS:990501:TPSLN`,
  check: CHECK,
  kind: 'VOTERS',
  ppln: '990501',
  isDone: true,
  rows: 6,
  findings: { B01: 6 },
  newFindings: { B01: 6 },
};

/** Two checks of a voter list, which are about nobody: database, collection and document. */
export const CHECK_ROWS: readonly (readonly [database: string, collection: string, document: object])[] = [
  ['oversight', 'supervisions', { _id: 'PEMILU-2024', since: new Date('2025-12-02T00:00:00Z') }],
  ['oversight', 'checks', check],
  ['oversight', 'checks', running],
  ['oversight', 'check-parts', part],
];
