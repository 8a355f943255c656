import { describe, expect, it } from 'vitest';
import type { Agency, Participants } from '../../../gateway/access/agency.ts';
import { type Agreement, PURPOSES, type Purpose } from '../../../gateway/access/agreement.ts';
import { listPurposes } from '../../../gateway/explorer/list-purposes.ts';

const JEMBER: Agency = { id: 'jember', name: 'Jember', isSubjectAccess: false };
const PARTICIPANTS: Participants = {
  agencies: new Map([['jember', JEMBER]]),
  groups: new Map([['pemda', { id: 'pemda', name: 'Regions', members: ['jember'] }]]),
  providers: new Map(),
};

function agreement(consumer: string, purposes: readonly Purpose[], status: Agreement['status'] = 'signed') {
  const none = new Map();
  const clause = {
    id: 'c',
    holder: 'agency',
    purposes,
    allow: none,
    mask: none,
    inputs: none,
    rows: none,
  } as const;
  return {
    id: 'a',
    version: '0'.repeat(64),
    title: 'A',
    provider: 'kp2mi',
    consumer,
    basis: [],
    status,
    validFrom: '2025-01-01',
    validUntil: '2030-01-01',
    contact: 'someone@kp2mi.example',
    clauses: [clause],
  } satisfies Agreement;
}

const list = (...agreements: Agreement[]) => listPurposes(JEMBER, PARTICIPANTS, agreements);

describe('the purposes of an agency', () => {
  it('are those of its own agreements and of its groups, in the order of the list', () => {
    expect(list(agreement('jember', ['TRAINING_MATCH']), agreement('pemda', ['REPATRIATION']))).toEqual([
      'REPATRIATION',
      'TRAINING_MATCH',
    ]);
  });

  it('are not those of others, nor of agreements that are not signed', () => {
    expect(list(agreement('kpu', ['STATISTICS']), agreement('jember', ['STATISTICS'], 'proposed'))).toEqual(
      [],
    );
  });

  it('are not those for which only its subgraph is sent something', () => {
    const { clauses, ...rest } = agreement('jember', ['STATISTICS']);
    expect(list({ ...rest, clauses: clauses.map((each) => ({ ...each, holder: 'subgraph' })) })).toEqual([]);
  });

  it('are not all of them, only because something is given for every purpose', () => {
    expect(list(agreement('jember', [...PURPOSES]))).toEqual([]);
  });
});
