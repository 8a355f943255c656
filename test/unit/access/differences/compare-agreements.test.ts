import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Agreement, PURPOSES } from '../../../../gateway/access/agreement.ts';
import { compareAgreements } from '../../../../gateway/access/differences/compare-agreements.ts';
import { describeDifferences } from '../../../../gateway/access/differences/describe-differences.ts';
import type { Difference } from '../../../../gateway/access/differences/difference.ts';
import { agencyOf, ask, participants, smallGraph, viewOf } from '../../../setup/small-graph.ts';
import { changedAgreement, randomAgreement, turnedAround } from './random-changes.ts';

const COORDINATES = [...smallGraph.sources.keys()];
const INPUTS = ['Query.citizen(id:)', 'Query.citizen(nik:)', 'CitizenFilter.nik', 'CitizenFilter.sex'];

/** All that an agreement gives to anybody for any purpose on the days on which something begins or ends. */
function everythingOf(agreement: Agreement): unknown {
  return ['kemlu', 'bontang', 'kp2mi'].flatMap((consumer) =>
    (['agency', 'unit'] as const).flatMap((holder) =>
      PURPOSES.slice(0, 3).flatMap((purpose) =>
        ['2025-12-31', '2026-01-01', '2026-06-15', '2026-06-16', '2026-12-31', '2027-01-01'].map((today) => {
          const view = viewOf([agreement], ask({ consumer: agencyOf(consumer), holder, purpose, today }));
          const decided = [...COORDINATES.map(view.field), ...INPUTS.map(view.input)];
          return {
            // What to do about a denial is told in words that keep the order of the file.
            decided: decided.map((decision) => ({ ...decision, remedy: undefined })),
            rows: [...participants.providers.keys()].map((name) => new Map(view.rows(name))),
            sent: COORDINATES.map((coordinate) => {
              const { kind } = view.disclosure({ provider: 'dukcapil', recipient: 'kp2mi', coordinate });
              return kind;
            }),
          };
        }),
      ),
    ),
  );
}

/** An agreement without the orders that decide nothing. */
function inOneOrder(agreement: Agreement): unknown {
  const sorted = (names: Iterable<unknown>) => [...names].sort(byText);
  return {
    ...agreement,
    basis: sorted(agreement.basis),
    clauses: agreement.clauses.map((clause) => ({
      ...clause,
      purposes: sorted(clause.purposes),
      allow: sorted([...clause.allow].map(([type, names]) => [type, sorted(names)])),
      mask: sorted([...clause.mask].map(([type, masks]) => [type, sorted(masks)])),
      inputs: sorted([...clause.inputs].map(([owner, names]) => [owner, sorted(names)])),
      rows: sorted(clause.rows),
    })),
  };
}

/** A difference as it is told when old and new change places. */
function mirrored(difference: Difference): Difference {
  if ('change' in difference) {
    return { ...difference, change: difference.change === 'gained' ? 'lost' : 'gained' };
  }
  const turned = { ...difference, before: difference.after, after: difference.before } as Difference;
  // A clause is called what it is called now.
  return 'of' in turned ? { ...turned, of: { ...turned.of, clause: '' } } : turned;
}

function asSet(differences: readonly Difference[]): readonly string[] {
  const nameless = differences.map((each) =>
    'of' in each && !('change' in each) ? { ...each, of: { ...each.of, clause: '' } } : each,
  );
  return nameless.map((each) => JSON.stringify(each)).sort();
}

describe('two agreements', () => {
  test('that differ in one part have a difference, and those that do not have none', () => {
    let same = 0;
    fc.assert(
      fc.property(changedAgreement, ([before, after]) => {
        const isSame = isDeepStrictEqual(inOneOrder(before), inOneOrder(after));
        same += isSame ? 1 : 0;
        expect(compareAgreements(before, after).length === 0).toBe(isSame);
      }),
      { numRuns: 2_000 },
    );
    expect(same).toBeGreaterThan(100);
    expect(same).toBeLessThan(1_500);
  });

  test('without a difference give everybody the same on every day', () => {
    let other = 0;
    fc.assert(
      fc.property(changedAgreement, ([before, after]) => {
        if (compareAgreements(before, after).length > 0) {
          other += 1;
          return;
        }
        expect(everythingOf(after)).toEqual(everythingOf(before));
      }),
      { numRuns: 100 },
    );
    expect(other).toBeLessThan(90);
  });

  test('that are written in another order are the same, and give the same', () => {
    fc.assert(
      fc.property(randomAgreement, (agreement) => {
        expect(compareAgreements(agreement, turnedAround(agreement))).toEqual([]);
        expect(everythingOf(agreement)).toEqual(everythingOf(turnedAround(agreement)));
      }),
      { numRuns: 50 },
    );
  });

  test('turned around lose what was gained and gain what was lost', () => {
    fc.assert(
      fc.property(fc.option(randomAgreement), fc.option(randomAgreement), (one, other) => {
        const [before, after] = [one ?? undefined, other ?? undefined];
        const there = compareAgreements(before, after);
        const back = compareAgreements(after, before);
        expect(asSet(back.map(mirrored))).toEqual(asSet(there));
      }),
      { numRuns: 1_000 },
    );
  });

  test('are told of in one order, one whole sentence for each difference', () => {
    fc.assert(
      fc.property(randomAgreement, randomAgreement, (before, after) => {
        const differences = compareAgreements(before, after);
        expect(compareAgreements(turnedAround(before), turnedAround(after))).toEqual(differences);
        const sentences = describeDifferences(differences);
        expect(sentences).toHaveLength(differences.length);
        for (const sentence of sentences) {
          expect(sentence).toMatch(/^[A-Z].*\.$/);
          expect(sentence).not.toMatch(/undefined|null|\[object| {2}|,,/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
