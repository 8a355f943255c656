import type { Intent, Operation } from '../../gateway/ledger/entry.ts';

const ASKED = {
  agency: 'kemlu',
  officer: 'o'.repeat(43),
  operation: { hash: 'a'.repeat(64), name: 'Deep' },
  policy: '0123456789abcdef',
  purpose: 'STATISTICS',
  supergraph: 'b'.repeat(64),
  unit: null,
  agreements: [{ clauses: ['names'], id: 'civil-kemlu', version: 'c'.repeat(64) }],
} as const;

/** An operation by which names of persons reached Kemlu. @param request by which a test knows it again */
export function operationEvent(request: string, changes: Partial<Operation> = {}): Operation {
  return {
    kind: 'operation',
    ...ASKED,
    request,
    decision: 'given',
    denied: [],
    disclosures: [
      {
        coordinates: ['Citizen.name'],
        provider: 'dukcapil',
        recipient: 'kemlu',
        persons: 2,
        rows: 2,
        who: [[0, 2]],
      },
    ],
    durationMs: 12,
    intent: null,
    outcome: { codes: [], status: 200 },
    persons: ['p'.repeat(22), 'q'.repeat(22)],
    shownFrom: null,
    ...changes,
  };
}

/** An operation by which names were to go from one subgraph to another. */
export function intentEvent(request: string): Intent {
  const disclosures = [{ coordinates: ['Citizen.name'], provider: 'dukcapil', recipient: 'kp2mi' }];
  return { kind: 'intent', ...ASKED, request, disclosures };
}
