import type { Parameters } from '../parameters.ts';
import { apportion } from '../random/apportion.ts';
import { type Regency, regionsWithAgreement } from '../regions.ts';
import { type CountryPlan, PEOPLE_AT_HOME } from './country-plan.ts';

/** How many people of each country come from each regency: `counts[country][regency]`, in the order of both lists. */
export type OriginTable = readonly (readonly number[])[];

const agreed = new Set(Object.values(regionsWithAgreement).flat());
/** Rounds of proportional fitting; the margins are then met to less than a person. */
const FITTING_ROUNDS = 60;
/** From this many citizens every regency has somebody. */
const CITIZENS_FOR_ALL = 5_000;
/** People of each region with an agreement at any scale, and of those in the largest country. */
const LEAST_AGREED = 5;
/** People of each region with an agreement in the largest country: some of them get records of every kind. */
export const SHOWN_PER_REGION = 2;

/**
 * Spreads the people of each country over the regencies that they come from. The sums are exact both ways: the people
 * of each country, and the shares of the provinces with the totals of the regions with an agreement as given; inside
 * the table, destinations tilt towards provinces as the parameters say. Pure.
 *
 * @returns one row a country, and one more for the people at home
 */
export function planOrigins(
  citizens: number,
  countries: readonly CountryPlan[],
  regencies: readonly Regency[],
  parameters: Parameters,
): OriginTable {
  const people = [...countries.map((country) => country.people), PEOPLE_AT_HOME];
  const codes = [...countries.map(({ code }) => code), 'ID'];
  const wishes = codes.map((code, row) =>
    regencies.map((regency) => (people[row] ?? 0) * tiltedShare(code, regency, regencies, parameters)),
  );
  const totals = regencyTotals(citizens, regencies, parameters);
  const fitted = fitMargins(wishes, people, totals);
  const largest = people.indexOf(Math.max(...people));

  const counts = people.map(() => regencies.map(() => 0));
  const left = [...people];
  const smallFirst = regencies.map((_, index) => index).sort((a, b) => (totals[a] ?? 0) - (totals[b] ?? 0));
  let later = citizens;
  for (const column of smallFirst) {
    const isAgreed = agreed.has(regencies[column]?.code ?? '');
    const total = totals[column] ?? 0;
    later -= total;
    const dealt = apportion(
      total,
      fitted.map((row) => row[column] ?? 0),
      {
        // What the regencies to come cannot hold has to be placed now.
        floors: left.map((free, row) =>
          Math.max(free - later, isAgreed && row === largest ? shown(total) : 0),
        ),
        caps: left,
      },
    );
    dealt.forEach((count, row) => {
      left[row] = (left[row] ?? 0) - count;
      (counts[row] as number[])[column] = count;
    });
  }
  return counts;
}

function shown(total: number): number {
  return Math.min(SHOWN_PER_REGION, total);
}

function tiltedShare(
  country: string,
  regency: Regency,
  regencies: readonly Regency[],
  { originProvinceShare, originTiltByCountry }: Parameters,
): number {
  const siblings = regencies.filter(({ province }) => province === regency.province);
  const share = originProvinceShare.values[regency.province] ?? 0;
  const tilt = originTiltByCountry.values[country]?.[regency.province] ?? 1;
  return (share * tilt * regency.districts) / sumOf(siblings.map(({ districts }) => districts));
}

/** People of each regency in all countries: as given where a total is, else what that leaves of the province's share. */
function regencyTotals(
  citizens: number,
  regencies: readonly Regency[],
  { regencyTotals: totals, scale, originProvinceShare }: Parameters,
): number[] {
  const fixed = new Map<number, number>();
  for (const [code, total] of Object.entries(totals.values)) {
    const columns = regencies.flatMap((regency, column) => (regency.code.startsWith(code) ? [column] : []));
    const scaled = Math.max(LEAST_AGREED, Math.round((total * citizens) / scale.citizensAbroad));
    const parts = apportion(
      scaled,
      columns.map((column) => regencies[column]?.districts ?? 0),
    );
    columns.forEach((column, index) => {
      fixed.set(column, parts[index] ?? 0);
    });
  }
  const weights = regencies.map(({ province, districts }, column) => {
    if (fixed.has(column)) return 0;
    const siblings = regencies.flatMap((other, index) => (other.province === province ? [index] : []));
    const open = siblings.filter((index) => !fixed.has(index));
    const given = sumOf(siblings.map((index) => fixed.get(index) ?? 0));
    const left = Math.max(0, citizens * (originProvinceShare.values[province] ?? 0) - given);
    return (left * districts) / sumOf(open.map((index) => regencies[index]?.districts ?? 0));
  });
  const least = citizens >= CITIZENS_FOR_ALL ? 1 : 0;
  return apportion(citizens, weights, {
    floors: regencies.map((_, column) => Math.max(fixed.get(column) ?? 0, least)),
    caps: regencies.map((_, column) => Math.max(fixed.get(column) ?? citizens, least)),
  });
}

/** Iterative proportional fitting of a table of wishes to the sums of its rows and columns. */
function fitMargins(
  wishes: readonly (readonly number[])[],
  rowSums: readonly number[],
  columnSums: readonly number[],
): number[][] {
  const table = wishes.map((row) => [...row]);
  for (let round = 0; round < FITTING_ROUNDS; round++) {
    for (let column = 0; column < columnSums.length; column++) {
      const sum = sumOf(table.map((row) => row[column] ?? 0));
      const factor = sum > 0 ? (columnSums[column] ?? 0) / sum : 0;
      for (const row of table) row[column] = (row[column] ?? 0) * factor;
    }
    for (const [index, row] of table.entries()) {
      const sum = sumOf(row);
      const factor = sum > 0 ? (rowSums[index] ?? 0) / sum : 0;
      row.forEach((value, column) => {
        row[column] = value * factor;
      });
    }
  }
  return table;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
