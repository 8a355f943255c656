import type { CheckDocument } from '../../subgraphs/oversight/check-document.ts';
import type { FindingDocument } from '../../subgraphs/oversight/finding-document.ts';
import type { PartDocument } from '../../subgraphs/oversight/part-document.ts';
import { type CanaryPerson, createCanaryData } from './canary-data.ts';
import { storedId } from './test-ids.ts';

/** Findings of each kind, for tests of who sees and who moves them. */

const { persons, documents } = createCanaryData();
const [somebody = nobody(), other = nobody(), third = nobody(), unlisted = nobody()] = persons;

/** The persons whom the findings are about: of Kuala Lumpur, of Manila, of Kuala Lumpur again, and without a row. */
export const CONCERNED = { somebody, other, third, unlisted };

/** The committee whose officer asks, and another. */
export const KUALA_LUMPUR = '990501';
export const MANILA = '990201';

const shared = {
  election: 'PEMILU-2024',
  ruleVersion: 1,
  firstCheck: 'check-1',
  check: 'check-2',
  country: 'MY',
  state: 'OPEN',
  steps: [],
  foundAt: new Date('2026-11-20T05:00:00Z'),
} as const;

const voter = (person: CanaryPerson, ppln: string) =>
  ({
    subject: 'VOTER',
    citizenId: storedId('oversight', person),
    voterId: findingId(`voter of ${person.name}`),
    ppln,
  }) as const;

/** Findings by what is tested with them; the ids are those that Bawaslu has. */
export const FINDINGS = {
  young: {
    ...shared,
    _id: findingId('young'),
    rule: 'B01',
    ...voter(somebody, KUALA_LUMPUR),
    evidence: { age: 16 },
  },
  returned: {
    ...shared,
    _id: findingId('returned'),
    rule: 'B08',
    ...voter(third, KUALA_LUMPUR),
    evidence: { returnedMonth: '2024-05' },
  },
  elsewhere: { ...shared, _id: findingId('elsewhere'), rule: 'B17', ...voter(other, MANILA), evidence: {} },
  unlisted: {
    ...shared,
    _id: findingId('unlisted'),
    rule: 'B10',
    subject: 'PERSON',
    citizenId: storedId('oversight', unlisted),
    // As it is where a country has one committee only.
    ppln: KUALA_LUMPUR,
    evidence: {},
  },
  surge: {
    ...shared,
    _id: findingId('surge'),
    rule: 'B20',
    subject: 'COMMITTEE',
    ppln: KUALA_LUMPUR,
    evidence: { dpt: 12, dpk: 340 },
  },
  crowded: {
    ...shared,
    _id: findingId('crowded'),
    rule: 'B18',
    subject: 'POLLING_POINT',
    ppln: MANILA,
    pollingPoint: 'POS-001',
    evidence: { method: 'POS', voters: 900, capacity: 500 },
  },
} as const satisfies Record<string, FindingDocument>;

const check: CheckDocument = {
  _id: 'check-2',
  election: 'PEMILU-2024',
  state: 'COMPLETE',
  isOfWholeList: true,
  committees: [
    { code: KUALA_LUMPUR, name: 'PPLN Kuala Lumpur', city: 'Kuala Lumpur', country: 'MY' },
    { code: MANILA, name: 'PPLN Manila', city: 'Manila', country: 'PH' },
  ],
  rules: [
    { code: 'B10', version: 1, outcome: 'CHECKED', findings: 61, newFindings: 61 },
    { code: 'B01', version: 1, outcome: 'CHECKED', findings: 5, newFindings: 1 },
    { code: 'B07', version: 1, outcome: 'NO_DATA_HOLDER', findings: 0, newFindings: 0 },
  ],
  startedBy: 'officer-17',
  startedAt: new Date('2026-11-20T04:00:00Z'),
  finishedAt: new Date('2026-11-20T04:10:00Z'),
  pageSize: 1_000,
  votersInAll: 2_500,
  votersChecked: 2_500,
};

const { finishedAt: _finished, ...begun } = check;
const running: CheckDocument = {
  ...begun,
  _id: 'check-3',
  state: 'RUNNING',
  rules: check.rules.map((rule) => ({ ...rule, findings: 0, newFindings: 0 })),
  startedAt: new Date('2026-11-21T04:00:00Z'),
  votersChecked: 1_000,
};

const part = (of: string, name: string, rows: number): PartDocument => ({
  _id: `${of}:${name}`,
  check: of,
  kind: 'VOTERS',
  isDone: false,
  rows,
  findings: {},
  newFindings: {},
});

/** Checks that found them: one complete, a newer one that runs. */
export const CHECKS: readonly CheckDocument[] = [check, running];

/** How far the parts of both have come. */
export const PARTS: readonly PartDocument[] = [
  { ...part('check-2', 'VOTERS:990501:POS', 1_500), ppln: KUALA_LUMPUR, findings: { B01: 3, B06: 4 } },
  { ...part('check-2', 'VOTERS:990501:TPSLN', 500), ppln: KUALA_LUMPUR, findings: { B01: 1 } },
  { ...part('check-2', 'VOTERS:990201:POS', 500), ppln: MANILA, findings: { B01: 1 } },
  {
    ...part('check-2', 'COMMITTEES', 2),
    kind: 'COMMITTEES',
    findings: { B20: 2 },
    byCommittee: { '990201': 2 },
  },
  {
    ...part('check-2', 'WORKERS', 70),
    kind: 'WORKERS',
    findings: { B10: 61 },
    byCountry: { MY: 53, PH: 1, HK: 2, SG: 5 },
  },
  {
    ...part('check-3', 'VOTERS:990501:POS', 1_000),
    ppln: KUALA_LUMPUR,
    findings: { B01: 2 },
    newFindings: { B01: 1 },
  },
  { ...part('check-3', 'WORKERS', 7), kind: 'WORKERS', findings: { B10: 7 }, byCountry: { MY: 7 } },
];

/** The data set with these findings and checks in place of its own. */
export const FINDING_DOCUMENTS: typeof documents = new Map([
  ...documents,
  [
    'oversight',
    new Map<string, readonly object[]>([
      ['findings', Object.values(FINDINGS)],
      ['checks', CHECKS],
      ['check-parts', PARTS],
      ['supervisions', [{ _id: 'PEMILU-2024', since: new Date('2025-12-02T00:00:00Z') }]],
    ]),
  ],
]);

/** The id that Bawaslu has of a finding. */
function findingId(text: string): string {
  return Buffer.from(text.padEnd(16).slice(0, 16)).toString('base64url');
}

function nobody(): never {
  throw new Error('The data set has nobody.');
}
