import { describe, expect, it } from 'vitest';
import { attendanceTable, countryTable } from '../../../../subgraphs/electoral/published-tables.ts';
import type { StatisticsTable } from '../../../../subgraphs/shared/statistics.ts';

const asOf = new Date('2026-01-01T00:00:00Z');

function table(total: number | null, counts: Readonly<Record<string, number | null>>): StatisticsTable {
  const cells = Object.entries(counts).map(([code, count]) => ({
    code,
    name: null,
    count,
    suppressed: count === null,
  }));
  return { asOf, total, cells };
}

const countryOf = new Map([
  ['990501', 'MY'],
  ['990502', 'MY'],
  ['992001', 'HK'],
  ['993001', 'AU'],
  ['993002', 'AU'],
]);

describe('voters by country', () => {
  it('are the sums of the committees, ordered by country', () => {
    const voters = table(100, { '990501': 40, '990502': 20, '992001': 25, '993001': 15 });
    expect(countryTable(voters, countryOf)).toEqual(table(100, { AU: 15, HK: 25, MY: 60 }));
  });

  it('are suppressed where a committee is, so that its count is not the rest of a sum', () => {
    for (const counts of [
      { '990501': 40, '990502': null, '993001': null, '993002': 15 },
      { '990501': null, '990502': 40, '993001': 15, '993002': null },
    ]) {
      expect(countryTable(table(60, counts), countryOf)).toEqual(table(60, { AU: null, MY: null }));
    }
  });

  it('have no total where the committees have none', () => {
    expect(countryTable(table(null, {}), countryOf)).toEqual(table(null, {}));
  });
});

describe('attendance by committee', () => {
  it('is given with its total where enough came and enough stayed away', () => {
    const came = table(30, { '990501': 20, '992001': 10 });
    const away = table(16, { '990501': 10, '992001': 6 });
    expect(attendanceTable(came, away)).toEqual(came);
  });

  it('is suppressed, and the total with it, where too few stayed away or nobody did', () => {
    const came = table(60, { '990501': 20, '992001': 10, '993001': 30 });
    const away = table(17, { '990501': 17, '992001': null });
    expect(attendanceTable(came, away)).toEqual(
      table(null, { '990501': 20, '992001': null, '993001': null }),
    );
  });

  it('has no total where too few came to a committee', () => {
    const came = table(33, { '990501': 20, '992001': null, '993001': null });
    const away = table(60, { '990501': 20, '992001': 20, '993001': 20 });
    expect(attendanceTable(came, away)).toEqual(
      table(null, { '990501': 20, '992001': null, '993001': null }),
    );
  });
});
