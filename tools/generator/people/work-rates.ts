import type { Scheme, Sector } from '../../../subgraphs/ministry/placement-document.ts';
import type { Education } from '../../../subgraphs/ministry/worker-document.ts';
import type { TrainingResult, TrainingSector } from '../../../subgraphs/training/models.ts';
import type { Plan } from '../plan/plan.ts';
import { createShares, type Shares, sharesOf } from '../random/random.ts';

/** Shares of what workers do. */
export interface WorkRates {
  readonly education: Shares<Education>;
  /** Countries by the placements of 2024. */
  readonly destinations: Shares<string>;
  /** Years in which the placements of active workers began. */
  readonly activeYears: Shares<number>;
  /** From 1 to 12. */
  readonly months: Shares<number>;
  readonly sectors: (country: string) => Shares<Sector>;
  readonly schemes: (country: string) => Shares<Scheme>;
  readonly trainingSector: Shares<TrainingSector>;
  readonly trainingResult: Shares<TrainingResult>;
}

/** Works out {@link WorkRates}. Pure. */
export function createWorkRates(plan: Plan): WorkRates {
  const { parameters } = plan;
  const { sectorByCountry } = parameters;
  return {
    education: sharesOf(parameters.education.values),
    destinations: createShares(destinationWeights(plan)),
    activeYears: activeYearShares(parameters),
    months: createShares(parameters.monthFactor.values.map((factor, index) => [index + 1, factor])),
    sectors: byKey(countryCodes(plan), (code) =>
      sharesOf<Sector>(sectorByCountry.values[code] ?? sectorByCountry.values.default ?? {}),
    ),
    schemes: byKey(countryCodes(plan), (code) => schemeShares(code, plan)),
    trainingSector: sharesOf(parameters.training.bySector),
    trainingResult: sharesOf(parameters.training.byResult),
  };
}

function countryCodes({ countries, parameters }: Plan): readonly string[] {
  const placed = Object.keys(parameters.placements2024ByCountry.values);
  return [...new Set([...countries.map(({ code }) => code), ...placed])].filter((code) => code !== 'other');
}

function byKey<Value>(keys: readonly string[], make: (key: string) => Value): (key: string) => Value {
  const made = new Map(keys.map((key) => [key, make(key)]));
  return (key) => {
    const value = made.get(key);
    if (value === undefined) throw new Error(`No shares for ${key}.`);
    return value;
  };
}

function destinationWeights({ countries, parameters }: Plan): [string, number][] {
  const { values } = parameters.placements2024ByCountry;
  const unnamed = countries.filter(({ code }) => !(code in values));
  const people = sumOf(unnamed.map((country) => country.people));
  return [
    ...Object.entries(values).filter(([code]) => code !== 'other'),
    ...unnamed.map((country): [string, number] => [
      country.code,
      ((values.other ?? 0) * country.people) / Math.max(1, people),
    ]),
  ];
}

/** The placements of two whole years, and as many of the year before as make up the active workers. */
function activeYearShares({ presence, placementsByYear, scale }: Plan['parameters']): Shares<number> {
  const [recent, latest] = [placementsByYear.values['2024'] ?? 0, placementsByYear.values['2025'] ?? 0];
  const active = presence.workerActive * scale.citizensAbroad;
  return createShares([
    [2025, latest],
    [2024, recent],
    [2023, active - recent - latest],
  ]);
}

/** Schemes of a country: what it has between governments, and the rest as everywhere. */
function schemeShares(country: string, { parameters }: Plan): Shares<Scheme> {
  const { values, governmentByCountry } = parameters.scheme;
  const placed = parameters.placements2024ByCountry.values[country] ?? Number.POSITIVE_INFINITY;
  const between = Math.min(1, (governmentByCountry[country] ?? 0) / placed);
  const others = Object.entries(values).filter(([scheme]) => scheme !== 'G_TO_G') as [Scheme, number][];
  const whole = sumOf(others.map(([, count]) => count));
  return createShares<Scheme>([
    ...others.map(([scheme, count]): [Scheme, number] => [scheme, (count / whole) * (1 - between)]),
    ['G_TO_G', between],
  ]);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
