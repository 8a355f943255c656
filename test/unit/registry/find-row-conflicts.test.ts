import { describe, expect, it } from 'vitest';
import type { Agency, Participants } from '../../../gateway/access/agency.ts';
import type { Agreement, Clause, RowRule } from '../../../gateway/access/agreement.ts';
import { findRowConflicts } from '../../../gateway/registry/checks/find-row-conflicts.ts';

const agency = (id: string): readonly [string, Agency] => [id, { id, name: id, isSubjectAccess: false }];
const participants: Participants = {
  agencies: new Map(['kemlu', 'kpu', 'north'].map(agency)),
  groups: new Map([['all', { id: 'all', name: 'all', members: ['kemlu', 'kpu'] }]]),
  providers: new Map([['civil', 'kemlu']]),
};

const own: RowRule = [{ attribute: 'links', op: 'eq', value: '$consumer' }];

function clause(rule: RowRule | undefined, changes: Partial<Clause> = {}): Clause {
  return {
    id: 'c',
    holder: 'agency',
    purposes: ['STATISTICS'],
    allow: new Map([['Citizen', ['id']]]),
    mask: new Map(),
    inputs: new Map(),
    rows: rule === undefined ? new Map() : new Map([['Citizen', rule]]),
    ...changes,
  };
}

function agreement(id: string, clauses: readonly Clause[], changes: Partial<Agreement> = {}): Agreement {
  return {
    id,
    version: '0'.repeat(64),
    title: id,
    provider: 'kemlu',
    consumer: 'kpu',
    basis: [],
    status: 'signed',
    validFrom: '2025-01-01',
    validUntil: '2025-12-31',
    contact: 'x@y.example',
    clauses,
    ...changes,
  };
}

const conflicts = (...agreements: readonly Agreement[]) =>
  findRowConflicts(agreements, participants).map(({ agreement, finding }) => `${agreement} ${finding.path}`);

describe('rows conflict', () => {
  it('when two agreements give one consumer different rows of a type', () => {
    expect(conflicts(agreement('A', [clause(own)]), agreement('B', [clause('all')]))).toEqual([
      'B clauses[0].rows.Citizen',
    ]);
  });

  it('when two clauses of one agreement do', () => {
    expect(conflicts(agreement('A', [clause(own), clause('all', { id: 'd' })]))).toEqual([
      'A clauses[1].rows.Citizen',
    ]);
  });

  it('when one of two clauses gives fields of a type and forgets its rows', () => {
    expect(conflicts(agreement('A', [clause(own)]), agreement('B', [clause(undefined)]))).toEqual([
      'B clauses[0].rows.Citizen',
    ]);
  });

  it('when a group brings the consumer into both', () => {
    expect(
      conflicts(agreement('A', [clause(own)]), agreement('B', [clause('all')], { consumer: 'all' })),
    ).toHaveLength(1);
  });
});

describe('rows do not conflict', () => {
  const first = agreement('A', [clause(own)]);

  it.each([
    ['when they are the same', agreement('B', [clause(own)])],
    ['for another consumer', agreement('B', [clause('all')], { consumer: 'north' })],
    ['of another provider', agreement('B', [clause('all')], { provider: 'kpu' })],
    ['for another purpose', agreement('B', [clause('all', { purposes: ['SOCIALISATION'] })])],
    ['for units', agreement('B', [clause('all', { holder: 'unit' })])],
    [
      'after the other agreement ended',
      agreement('B', [clause('all')], { validFrom: '2026-01-01', validUntil: '2026-12-31' }),
    ],
    ['of an agreement that is not signed', agreement('B', [clause('all')], { status: 'proposed' })],
    [
      'of a type that the other does not give',
      agreement('B', [clause(undefined, { allow: new Map([['Region', ['code']]]) })]),
    ],
  ])('%s', (_, second) => {
    expect(conflicts(first, second)).toEqual([]);
  });
});
