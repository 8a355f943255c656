import type { StatisticsTable } from '../shared/statistics.ts';

/**
 * Adds up the committees' published counts by country. Made of nothing but what `votersByPpln` publishes, so that the
 * two tables, one beside the other, give no suppressed committee away. Pure.
 *
 * @param countryOf code of a committee to its country; a committee without one is left out
 */
export function countryTable(
  voters: StatisticsTable,
  countryOf: ReadonlyMap<string, string>,
): StatisticsTable {
  const counts = new Map<string, number | null>();
  for (const { code, count } of voters.cells) {
    const country = countryOf.get(code);
    if (country === undefined) continue;
    const sum = counts.get(country) ?? (counts.has(country) ? null : 0);
    counts.set(country, sum === null || count === null ? null : sum + count);
  }
  const cells = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => ({ code, name: null, count, suppressed: count === null }));
  return { asOf: voters.asOf, total: voters.total, cells };
}

/**
 * Gives the attendance of the committees where neither who came nor who stayed away are too few to be published:
 * beside the number of voters, each of the two tells the other. Without a total where one is missing. Pure.
 */
export function attendanceTable(came: StatisticsTable, stayedAway: StatisticsTable): StatisticsTable {
  const away = new Map(stayedAway.cells.map(({ code, count }) => [code, count]));
  const cells = came.cells.map((cell) => {
    const count = away.get(cell.code) == null ? null : cell.count;
    return { ...cell, count, suppressed: count === null };
  });
  const isWhole = cells.every(({ suppressed }) => !suppressed);
  return { asOf: came.asOf, total: isWhole ? came.total : null, cells };
}
