import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessCondition } from '../subgraphs/ledger/access-condition.ts';
import { NEWEST_FIRST } from '../subgraphs/ledger/access-order.ts';
import { allOf, type Condition } from '../subgraphs/shared/condition.ts';
import { startLedgerSubgraph } from './setup/ledger-subgraph.ts';
import { policy } from './setup/project-views.ts';
import { storedAccess } from './setup/stored-entries.ts';
import type { TestSubgraph } from './setup/subgraph.ts';

/** How the store looks for entries: what has to hold whatever their number. */

const ENTRIES = 3_000;
const LIMIT = 21;
const SITI = `${'S'.repeat(21)}A`;
const { agencies, groups } = policy.participants;
const providers = [...agencies.keys(), ...groups.keys()];
const search = { providers, today: '2026-11-22' };

let subgraph: TestSubgraph;
beforeAll(async () => {
  const entries = Array.from({ length: ENTRIES }, (_, index) =>
    storedAccess({
      sequence: index + 1,
      time: new Date(Date.UTC(2026, 10, 1) + index * 60_000).toISOString(),
      agency: 'kp2mi',
      given: ['dukcapil', index % 3 === 0 ? 'kpu' : 'kemlu'].map((provider) => ({
        provider,
        coordinates: ['Citizen.id'],
        about: [index % 2 === 0 ? SITI : `${String(index).padStart(21, 'B')}A`],
      })),
    }),
  );
  subgraph = await startLedgerSubgraph(entries, () => new Date('2026-11-22T00:00:00Z'));
});
afterAll(() => subgraph.stop());

interface Stage {
  readonly stage: string;
  readonly inputStage?: Stage;
  readonly inputStages?: readonly Stage[];
}

function stagesOf({ stage, inputStage, inputStages = [] }: Stage): readonly string[] {
  return [stage, ...[...inputStages, ...(inputStage ? [inputStage] : [])].flatMap(stagesOf)];
}

async function explain(condition: Condition) {
  const plan = await subgraph.connection
    .collection('entries')
    .find(condition)
    .sort({ ...NEWEST_FIRST.sort })
    .limit(LIMIT)
    .explain('executionStats');
  return {
    stages: new Set(stagesOf(plan.queryPlanner.winningPlan)),
    documents: plan.executionStats.totalDocsExamined as number,
    keys: plan.executionStats.totalKeysExamined as number,
    rows: plan.executionStats.nReturned as number,
  };
}

describe('a page of a list', () => {
  const after = NEWEST_FIRST.after(`${Date.UTC(2026, 10, 2)} gateway-1/000000001440`);
  it.each([
    ['of a person', accessCondition({ ...search, scope: { person: SITI } })],
    ['of a person, further on', allOf([accessCondition({ ...search, scope: { person: SITI } }), after])],
    ['of a person for an officer', accessCondition({ ...search, scope: { provider: 'kpu' }, person: SITI })],
    ['of a provider', accessCondition({ ...search, scope: { provider: 'kpu' } })],
    ['of a provider, further on', allOf([accessCondition({ ...search, scope: { provider: 'kpu' } }), after])],
    ['of a grant for all rows', accessCondition({ ...search, scope: {} })],
  ])('%s is read from an index in its order, and no more than the page', async (_, condition) => {
    const { stages, documents, keys, rows } = await explain(condition);
    expect(rows).toBe(LIMIT);
    expect(stages).not.toContain('SORT');
    expect(stages).not.toContain('COLLSCAN');
    expect(stages).toContain('IXSCAN');
    expect(documents).toBeLessThan(3 * LIMIT);
    expect(keys).toBeLessThan(3 * LIMIT + 2 * providers.length);
  });

  it('of a person of whom there is nothing is read from an index alone', async () => {
    const { documents, keys } = await explain(accessCondition({ ...search, scope: { person: 'nobody' } }));
    expect([documents, keys < 3 * providers.length]).toEqual([0, true]);
  });
});
