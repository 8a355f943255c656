import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishAttendanceByList } from '../../../../subgraphs/electoral/attendance-by-list.ts';

/** Method and point to how many came from each list, and how many stayed away (`NONE`). */
type Points = Readonly<Record<string, Readonly<Record<string, number>>>>;

function publish(points: Points) {
  const counts = Object.entries(points).flatMap(([point, lists]) =>
    Object.entries(lists).flatMap(([list, count]): [string, number][] =>
      count > 0 ? [[`${point} ${list}`, count]] : [],
    ),
  );
  const { total, cells } = publishAttendanceByList(new Map(counts));
  return { total, cells: Object.fromEntries([...cells].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

const NOTHING = { total: null, cells: {} };

describe('attendance by list', () => {
  it('counts who came to stations and boxes, and nobody who voted by post', () => {
    const points = {
      'TPSLN TPSLN-001': { DPT: 10, DPTB: 6, DPK: 30, NONE: 40 },
      'KSK KSK-001': { DPT: 5, DPTB: 7, DPK: 9, NONE: 20 },
      'POS POS-001': { DPT: 90, NONE: 90 },
    };
    expect(publish(points)).toEqual({ total: 67, cells: { DPT: 15, DPTB: 13, DPK: 39 } });
  });

  it('suppresses small counts, and others with them', () => {
    const points = { 'TPSLN TPSLN-001': { DPT: 30, DPTB: 4, DPK: 6, NONE: 40 } };
    expect(publish(points)).toEqual({ total: 40, cells: { DPT: 30, DPTB: null, DPK: null } });
  });

  it('tells nothing where few came or few stayed away', () => {
    expect(publish({ 'TPSLN TPSLN-001': { DPT: 30, NONE: 4 } })).toEqual(NOTHING);
    expect(publish({ 'TPSLN TPSLN-001': { DPT: 4, NONE: 30 } })).toEqual(NOTHING);
    expect(publish({ 'POS POS-001': { DPT: 30, NONE: 30 } })).toEqual(NOTHING);
    expect(publish({})).toEqual(NOTHING);
  });

  it('tells nothing where its sum would give away points that are suppressed', () => {
    // Beside the whole attendance, the sum tells how many came to the one small station, and to the one small postal unit.
    const points = {
      'TPSLN TPSLN-001': { DPT: 2, NONE: 8 },
      'TPSLN TPSLN-002': { DPT: 50, NONE: 50 },
      'POS POS-001': { DPT: 8, NONE: 2 },
    };
    expect(publish(points)).toEqual(NOTHING);
    const more = { ...points, 'TPSLN TPSLN-003': { DPT: 6, NONE: 2 }, 'POS POS-002': { DPT: 3, NONE: 5 } };
    expect(publish(more)).toEqual({ total: 58, cells: { DPT: 58 } });
  });

  it('never tells a count below 5, nor a sum of which the suppressed points could be told', () => {
    const point = fc.record({ DPT: fc.nat(12), DPTB: fc.nat(12), DPK: fc.nat(12), NONE: fc.nat(12) });
    const names = ['TPSLN TPSLN-001', 'TPSLN TPSLN-002', 'KSK KSK-001', 'POS POS-001', 'POS POS-002'];
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 5 }), (drawn) => {
        const points = Object.fromEntries(drawn.map((each, index) => [names[index] ?? '', each]));
        const { total, cells } = publish(points);
        for (const count of Object.values(cells)) expect(count === null || count >= 5).toBe(true);
        if (total === null) return;
        const inPerson = Object.entries(points).filter(([name]) => !name.startsWith('POS'));
        const away = inPerson.reduce((sum, [, { NONE }]) => sum + NONE, 0);
        expect([total >= 5, away >= 5]).toEqual([true, true]);
      }),
    );
  });
});
