import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AGREEMENT_STATUSES, type Agreement } from '../../../gateway/access/agreement.ts';
import { isInForce } from '../../../gateway/access/question.ts';
import { type AgreementState, findAgreementChanges } from '../../../gateway/ledger/find-agreement-changes.ts';
import { agreementOf } from '../../setup/small-graph.ts';

const [V1, V2] = ['1'.repeat(64), '2'.repeat(64)];
const TODAY = '2026-06-15';

/** Signed, and in force on that day unless told otherwise. */
const a = (details: Partial<Agreement> = {}) => agreementOf([], { id: 'A', version: V1, ...details });
const state = (standing: AgreementState[2], version = V1): AgreementState => ['A', version, standing];

/** The changes of A, as kind, version before and version now. */
function changesOf(before: readonly AgreementState[], now: readonly Agreement[], today = TODAY) {
  const { changes } = findAgreementChanges(before, now, today);
  return changes.map(({ change, before: was, version }) => [change, was, version]);
}

describe('an agreement', () => {
  test('that nobody wrote down before takes effect when it is in force', () => {
    expect(changesOf([], [a()])).toEqual([['took-effect', null, V1]]);
    for (const status of ['proposed', 'suspended', 'ended'] as const) {
      expect(changesOf([], [a({ status })])).toEqual([]);
    }
    expect(changesOf([], [a({ validFrom: '2026-06-16' })])).toEqual([]);
    expect(changesOf([], [a({ validUntil: '2026-06-14' })])).toEqual([]);
  });

  test('that stays as it is has no change', () => {
    expect(changesOf([state('in-force')], [a()])).toEqual([]);
  });

  test('begins and expires by the mere passing of days', () => {
    const file = a({ validFrom: '2026-06-16', validUntil: '2026-06-20' });
    const days = ['2026-06-15', '2026-06-16', '2026-06-20', '2026-06-21', '2026-06-22'];
    let states: readonly AgreementState[] = [];
    const found = days.map((today) => {
      const { changes, states: next } = findAgreementChanges(states, [file], today);
      states = next;
      return changes.map(({ change, before }) => [change, before]);
    });
    expect(found).toEqual([[], [['took-effect', V1]], [], [['expired', V1]], []]);
  });

  test('changes with its file while it is in force', () => {
    expect(changesOf([state('in-force')], [a({ version: V2 })])).toEqual([['changed', V1, V2]]);
    expect(changesOf([state('proposed')], [a({ version: V2, status: 'proposed' })])).toEqual([]);
  });

  test.each([
    ['suspended', { status: 'suspended' }],
    ['ended', { status: 'ended' }],
    ['suspended', { status: 'proposed' }],
    ['suspended', { validFrom: '2026-06-16' }],
    ['expired', { validUntil: '2026-06-14' }],
  ] as const)('that was in force is %s by %j', (change, details) => {
    expect(changesOf([state('in-force')], [a({ version: V2, ...details })])).toEqual([[change, V1, V2]]);
  });

  test('whose file is gone is removed, once it stood', () => {
    for (const standing of ['in-force', 'suspended', 'ended', 'expired'] as const) {
      expect(changesOf([state(standing)], [])).toEqual([['removed', V1, null]]);
    }
    for (const standing of ['proposed', 'not-begun'] as const) {
      expect(changesOf([state(standing)], [])).toEqual([]);
    }
  });

  test('that was suspended takes effect again, or ends', () => {
    expect(changesOf([state('suspended')], [a({ version: V2 })])).toEqual([['took-effect', V1, V2]]);
    expect(changesOf([state('suspended')], [a({ status: 'ended' })])).toEqual([['ended', V1, V1]]);
  });
});

test('what was found last says whether an agreement gives data, whatever became of it', () => {
  const day = fc.constantFrom('2026-06-14', '2026-06-15', '2026-06-16', '2026-06-17');
  const file = fc.option(
    fc.record({
      version: fc.constantFrom(V1, V2),
      status: fc.constantFrom(...AGREEMENT_STATUSES),
      validFrom: day,
      validUntil: day,
    }),
    { nil: undefined },
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(file, day)), (history) => {
      let states: readonly AgreementState[] = [];
      let last: string | undefined;
      let lastVersion: string | null = null;
      for (const [details, today] of history) {
        const agreements = details ? [a(details)] : [];
        const found = findAgreementChanges(states, agreements, today);
        states = found.states;
        expect(found.changes.length).toBeLessThan(2);
        const [change] = found.changes;
        if (change) [last, lastVersion] = [change.change, change.version];
        const gives = agreements.some((each) => isInForce(each, today));
        expect(last === 'took-effect' || last === 'changed').toBe(gives);
        if (gives) expect(lastVersion).toBe(agreements[0]?.version);
      }
    }),
  );
});

test('agreements are told in the order of their ids', () => {
  const files = ['B', 'a', 'A10', 'A2'].map((id) => a({ id }));
  const { changes, states } = findAgreementChanges([], files, TODAY);
  expect(changes.map(({ agreement }) => agreement)).toEqual(['A10', 'A2', 'B', 'a']);
  expect(states.map(([id]) => id)).toEqual(['A10', 'A2', 'B', 'a']);
});
