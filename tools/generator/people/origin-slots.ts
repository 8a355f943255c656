import { isFreeToWork } from '../plan/block-kinds.ts';
import { SHOWN_PER_REGION } from '../plan/origin-table.ts';
import type { Plan } from '../plan/plan.ts';
import { createPermutation, type Permutation } from '../random/permutation.ts';
import { scramble } from '../random/random.ts';
import { type Regency, regencies, regionsWithAgreement } from '../regions.ts';

/** A place in a regency's register: no two people have the same. */
export interface OriginSlot {
  readonly regency: Regency;
  /** From 0 up to but without `registered`. */
  readonly rank: number;
  /** People of the regency in all countries. */
  readonly registered: number;
}

/** Who comes from where, and in which order KP2MI takes people of a country. */
export interface Origins {
  /** Where a person of a country (row of the origin table) comes from. */
  readonly originOf: (countryIndex: number, person: number) => OriginSlot;
  /** Where the number of a free person stands in the country: active workers come first, then former ones. */
  readonly workPlace: (countryIndex: number, free: number) => number;
  /** Numbers the few people of the largest country who have records of every kind; undefined for all others. */
  readonly shownNumber: (countryIndex: number, person: number) => number | undefined;
  /** A number for the name of a person or stranger of a country, in shuffled order. */
  readonly nameNumber: (countryIndex: number, person: number) => number;
}

/** People who have records of every kind: two from each region with an agreement, and two more. */
export const SHOWN_PEOPLE = SHOWN_PER_REGION * (Object.keys(regionsWithAgreement).length + 1);

/** Works out the tables behind {@link Origins}; what they hold grows with countries and regencies only. */
export function createOrigins(plan: Plan): Origins {
  const perCountry = plan.origins.map((counts, countryIndex) => {
    const people = counts.reduce((sum, count) => sum + count, 0);
    const key = scramble(plan.seed ^ scramble(countryIndex + 1));
    const strangers = plan.blocks
      .filter((block) => block.countryIndex === countryIndex)
      .reduce((most, block) => Math.max(most, block.firstPerson + block.count), people);
    return {
      limits: cumulate(counts),
      ranks: counts.map((_, column) =>
        plan.origins.slice(0, countryIndex).reduce((sum, row) => sum + (row[column] ?? 0), 0),
      ),
      places: createPermutation(people, key),
      work: createPermutation(plan.countries[countryIndex]?.freeToWork ?? 0, key + 1),
      names: createPermutation(strangers, key + 2),
    };
  });
  const registered = regencies.map((_, column) =>
    plan.origins.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  );
  const largest = perCountry.reduce(
    (best, { limits }, index) => (lastOf(limits) > lastOf(perCountry[best]?.limits ?? []) ? index : best),
    0,
  );
  const shown = findShown(plan, largest, perCountry[largest]?.work);
  const moved = placeShown(shown, perCountry[largest]);

  return {
    originOf: (countryIndex, person) => {
      const country = perCountry[countryIndex] as (typeof perCountry)[number];
      const place = (countryIndex === largest ? moved.get(person) : undefined) ?? country.places.at(person);
      let column = 0;
      while (place >= (country.limits[column] as number)) column++;
      const before = column === 0 ? 0 : (country.limits[column - 1] as number);
      return {
        regency: regencies[column] as Regency,
        rank: (country.ranks[column] as number) + place - before,
        registered: registered[column] as number,
      };
    },
    workPlace: (countryIndex, free) => perCountry[countryIndex]?.work.at(free) ?? 0,
    shownNumber: (countryIndex, person) => (countryIndex === largest ? shown.get(person) : undefined),
    nameNumber: (countryIndex, person) => perCountry[countryIndex]?.names.at(person) ?? 0,
  };
}

/** The first people of the largest country in the order of KP2MI's books, numbered. */
function findShown(plan: Plan, countryIndex: number, work: Permutation | undefined): Map<number, number> {
  const country = plan.countries[countryIndex];
  const known = Math.min(SHOWN_PEOPLE, (country?.active ?? 0) + (country?.historic ?? 0));
  const shown = new Map<number, number>();
  for (let number = 0; work && number < known; number++) {
    const free = work.inverse(number);
    const block = plan.blocks.find(
      (candidate) =>
        candidate.countryIndex === countryIndex &&
        isFreeToWork(candidate.kind) &&
        free >= candidate.firstFree &&
        free < candidate.firstFree + candidate.count,
    );
    if (block) shown.set(block.firstPerson + free - block.firstFree, number);
  }
  return shown;
}

/** Lets the shown people change places with others, so that each region with an agreement has two of them. */
function placeShown(
  shown: ReadonlyMap<number, number>,
  country: { limits: readonly number[]; places: Permutation } | undefined,
): ReadonlyMap<number, number> {
  const placeOf = new Map<number, number>();
  const personAt = new Map<number, number>();
  if (!country) return placeOf;
  const wanted = Object.values(regionsWithAgreement).flatMap((codes) => {
    const places = regencies.flatMap(({ code }, column) => {
      const from = column === 0 ? 0 : (country.limits[column - 1] ?? 0);
      const count = Math.min(SHOWN_PER_REGION, (country.limits[column] ?? 0) - from);
      return codes.includes(code) ? Array.from({ length: count }, (_, index) => from + index) : [];
    });
    return places.slice(0, SHOWN_PER_REGION);
  });
  for (const [person, number] of shown) {
    const place = wanted[number];
    if (place === undefined) continue;
    const own = placeOf.get(person) ?? country.places.at(person);
    const holder = personAt.get(place) ?? country.places.inverse(place);
    placeOf.set(person, place).set(holder, own);
    personAt.set(place, person).set(own, holder);
  }
  return placeOf;
}

function cumulate(counts: readonly number[]): readonly number[] {
  let reached = 0;
  return counts.map((count) => {
    reached += count;
    return reached;
  });
}

function lastOf(numbers: readonly number[]): number {
  return numbers[numbers.length - 1] ?? 0;
}
