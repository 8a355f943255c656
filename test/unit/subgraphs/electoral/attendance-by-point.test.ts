import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AWAY, CAME, publishAttendance } from '../../../../subgraphs/electoral/attendance-by-point.ts';

/** Code of a point to who came and who stayed away. */
type Points = Readonly<Record<string, readonly [came: number, away: number]>>;

function publish(points: Points) {
  const counts = Object.entries(points).flatMap(([code, [came, away]]): [string, number][] => [
    ...(came > 0 ? [[code + CAME, came] as [string, number]] : []),
    ...(away > 0 ? [[code + AWAY, away] as [string, number]] : []),
  ]);
  const { total, cells } = publishAttendance(new Map(counts));
  return { total, cells: Object.fromEntries([...cells].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

describe('attendance by polling point', () => {
  it('is given whole where enough came and stayed away everywhere', () => {
    expect(publish({ 'TPSLN-001': [20, 5], 'POS-001': [5, 30] })).toEqual({
      total: 25,
      cells: { 'TPSLN-001': 20, 'POS-001': 5 },
    });
    expect(publish({})).toEqual({ total: 0, cells: {} });
  });

  it.each([
    ['few came', [4, 20]],
    ['nobody came', [0, 24]],
    ['few stayed away', [20, 4]],
    ['nobody stayed away', [24, 0]],
  ] as const)('is suppressed, with all that are as small and the total, where %s', (_, point) => {
    expect(publish({ A: point, B: [50, 50], C: [10, 10], D: [13, 12] })).toEqual({
      total: null,
      cells: { A: null, B: 50, C: null, D: 13 },
    });
  });

  it('is suppressed at the largest point of which it would tell too much, whatever the smaller ones hold', () => {
    expect(publish({ A: [4, 50], B: [6, 6], C: [7, 7], D: [100, 100] })).toEqual({
      total: null,
      cells: { A: null, B: null, C: null, D: 100 },
    });
  });

  it('is suppressed until five came and five stayed away at the suppressed points together', () => {
    expect(publish({ A: [1, 1], B: [2, 2], C: [30, 30], D: [9, 9] })).toEqual({
      total: null,
      cells: { A: null, B: null, C: 30, D: null },
    });
  });

  it('is not given at all where that cannot be', () => {
    for (const points of [{ A: [20, 1] }, { A: [2, 2] }, { A: [1, 20], B: [2, 20] }] satisfies Points[]) {
      expect(publish(points)).toEqual({ total: null, cells: {} });
    }
  });

  it('leaves each suppressed point several counts that give the same table', () => {
    const pair = fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 })).filter(([came, away]) => came + away > 0);
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 4 }), (pairs) => {
        const codes = ['A', 'B', 'C', 'D'];
        const points = Object.fromEntries(pairs.map((each, index) => [codes[index] ?? '', each] as const));
        const table = publish(points);
        const hidden = Object.keys(table.cells).filter((code) => table.cells[code] === null);
        for (const [code, count] of Object.entries(table.cells)) {
          const [came = 0, away = 0] = points[code] ?? [];
          if (count !== null) expect([count === came, came >= 5, away >= 5]).toEqual([true, true, true]);
        }
        const sizes = pairs.map(([came, away]) => came + away);
        const whole = pairs.reduce((sum, [came]) => sum + came, 0);
        // Every way to have the same voters and the same attendance of the committee with the same table.
        const others = deals(sizes, whole).filter(
          (deal) =>
            JSON.stringify(
              publish(
                Object.fromEntries(
                  deal.map(
                    (came, index) => [codes[index] ?? '', [came, (sizes[index] ?? 0) - came]] as const,
                  ),
                ),
              ),
            ) === JSON.stringify(table),
        );
        for (const code of hidden) {
          const possible = new Set(others.map((deal) => deal[codes.indexOf(code)]));
          expect(possible.size, `${code} of ${JSON.stringify(points)}`).toBeGreaterThan(1);
        }
      }),
      { numRuns: 400 },
    );
  });
});

/** Every way to deal out a number of persons to points of these sizes. */
function deals(sizes: readonly number[], persons: number): readonly (readonly number[])[] {
  const [size, ...rest] = sizes;
  if (size === undefined) return persons === 0 ? [[]] : [];
  return Array.from({ length: Math.min(size, persons) + 1 }, (_, came) => came).flatMap((came) =>
    deals(rest, persons - came).map((deal) => [came, ...deal]),
  );
}
