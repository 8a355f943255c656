import type { MaritalStatus } from '../../../subgraphs/civil/models.ts';
import type { ConsularCaseCategory } from '../../../subgraphs/consular/case-document.ts';
import type { DeferralReason, PassportKind } from '../../../subgraphs/immigration/models.ts';
import type { Scheme, Sector } from '../../../subgraphs/ministry/placement-document.ts';
import type {
  ComplaintCategory,
  Education,
  RepatriationCause,
} from '../../../subgraphs/ministry/worker-document.ts';
import type { TrainingResult, TrainingSector } from '../../../subgraphs/training/models.ts';
import type { Committee } from '../committees.ts';
import type { CountryPlan } from '../plan/country-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { createShares, type Shares } from '../random/random.ts';
import { asOf, listFixedOn } from '../world.ts';

/** Shares and chances of a data set, worked out once from the parameters and the plan. */
export interface Rates {
  readonly ages: Shares<{ readonly from: number; readonly until: number }>;
  readonly maritalStatus: Shares<MaritalStatus>;
  readonly education: Shares<Education>;
  /** Committees of a country by their voters. */
  readonly committees: ReadonlyMap<string, Shares<Committee>>;
  /** Countries by the placements of 2024. */
  readonly destinations: Shares<string>;
  /** Years in which the placements of active workers began. */
  readonly activeYears: Shares<number>;
  readonly sectors: (country: string) => Shares<Sector>;
  readonly schemes: (country: string) => Shares<Scheme>;
  readonly months: Shares<number>;
  /** Chance of a case in one year, by country. */
  readonly consularCase: ReadonlyMap<string, number>;
  /** Categories of the cases of people who are not, and who are, on the voter list. */
  readonly caseCategories: {
    readonly unlisted: Shares<ConsularCaseCategory>;
    readonly listed: Shares<ConsularCaseCategory>;
  };
  /** Chances in one year of a former worker who is not on the voter list. */
  readonly complaint: number;
  readonly repatriation: ReadonlyMap<string, number>;
  readonly complaintCategory: Shares<ComplaintCategory>;
  readonly repatriationCause: Shares<RepatriationCause>;
  /** Chance of anybody in one year. */
  readonly deferral: number;
  readonly deferralReason: Shares<DeferralReason>;
  readonly passportKind: Shares<PassportKind>;
  readonly trainingSector: Shares<TrainingSector>;
  readonly trainingResult: Shares<TrainingResult>;
  /** Chance of a self-report of a person without a voter row. */
  readonly selfReportOfUnlisted: number;
  /** Share of the rows whose people may come to vote: those that are in order. */
  readonly isSettled: number;
}

/** Part of the listed people who went home that the state brought home. */
export const RETURNED_BY_STATE = 0.01;
/** No more than this part of a country's former workers is brought home in a year. */
const MOST_REPATRIATED = 0.4;

/** Years from the fixing of the list to the day of the data. */
const YEARS_SINCE_LIST = (asOf - listFixedOn) / 365;

/** Works out {@link Rates}. Pure. */
export function createRates(plan: Plan): Rates {
  const { parameters, countries, citizens } = plan;
  const scale = citizens / parameters.scale.citizensAbroad;
  const perCountry = (byCountry: Readonly<Record<string, number>>, total: number) =>
    spread(countries, byCountry, total * scale);

  const cases = perCountry(parameters.casesPerYear.byCountry, parameters.casesPerYear.total);
  const former = new Map(countries.map((country) => [country.code, unlistedFormer(country)]));
  const returnedListed = sumOf(plan.blocks.map(({ kind, count }) => (kind === 'RETURNED' ? count : 0)));
  const returns = perCountry(
    parameters.repatriationsPerYear.byCountry,
    parameters.repatriationsPerYear.total - (returnedListed * RETURNED_BY_STATE) / scale / YEARS_SINCE_LIST,
  );
  const { byReason, SUSPECTED_NON_PROCEDURAL: suspected } = parameters.deferredPerYear;
  const deferrals = (suspected * sumOf(Object.values(byReason))) / (byReason.SUSPECTED_NON_PROCEDURAL ?? 1);
  const { sectorByCountry, presence } = parameters;

  return {
    ages: createShares(parameters.ageBands.values.map((band) => [band, band.share])),
    maritalStatus: sharesOf(parameters.marital.values),
    education: sharesOf(parameters.education.values),
    committees: new Map(
      countries.map(({ code, lists }) => [
        code,
        createShares(lists.map(({ committee }) => [committee, committee.voters.total])),
      ]),
    ),
    destinations: createShares(destinationWeights(plan)),
    activeYears: activeYearShares(parameters),
    sectors: byKey(countryCodes(plan), (code) =>
      sharesOf<Sector>(sectorByCountry.values[code] ?? sectorByCountry.values.default ?? {}),
    ),
    schemes: byKey(countryCodes(plan), (code) => schemeShares(code, plan)),
    months: createShares(parameters.monthFactor.values.map((factor, index) => [index + 1, factor])),
    consularCase: new Map(
      countries.map(({ code, people }) => [
        code,
        Math.min(0.5, (cases.get(code) ?? 0) / Math.max(1, people)),
      ]),
    ),
    caseCategories: caseCategoryShares(plan, cases),
    complaint: (parameters.complaintsPerYear.total * scale) / Math.max(1, sumOf([...former.values()])),
    repatriation: new Map(
      countries.map(({ code }) => [
        code,
        Math.min(MOST_REPATRIATED, (returns.get(code) ?? 0) / Math.max(1, former.get(code) ?? 0)),
      ]),
    ),
    complaintCategory: sharesOf(parameters.complaintsPerYear.byCategory),
    repatriationCause: sharesOf(parameters.repatriationsPerYear.byCause),
    deferral: deferrals / parameters.scale.citizensAbroad,
    deferralReason: sharesOf(byReason),
    passportKind: sharesOf(parameters.passportKind.values),
    trainingSector: sharesOf(parameters.training.bySector),
    trainingResult: sharesOf(parameters.training.byResult),
    selfReportOfUnlisted: unlistedSelfReports(countries, citizens, presence),
    isSettled: settledShare(plan),
  };
}

function sharesOf<Code extends string>(weights: Readonly<Record<string, number>>): Shares<Code> {
  return createShares(Object.entries(weights) as [Code, number][]);
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

/** Numbers by country, with that of `other` spread over the rest by their people; they sum to the total. */
function spread(
  countries: readonly CountryPlan[],
  byCountry: Readonly<Record<string, number>>,
  total: number,
): ReadonlyMap<string, number> {
  const others = sumOf(countries.map(({ code, people }) => (code in byCountry ? 0 : people)));
  const whole = sumOf(Object.values(byCountry));
  return new Map(
    countries.map(({ code, people }) => [
      code,
      ((byCountry[code] ?? ((byCountry.other ?? 0) * people) / Math.max(1, others)) / whole) * total,
    ]),
  );
}

function unlistedFormer({ historic, adults, freeToWork }: CountryPlan): number {
  return (historic * adults) / Math.max(1, freeToWork);
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

/**
 * Death cases stay with people who are not listed, so that no row becomes wrong without being planted; the shares over
 * all cases remain those of the parameters.
 */
function caseCategoryShares(plan: Plan, cases: ReadonlyMap<string, number>): Rates['caseCategories'] {
  const { byCategory } = plan.parameters.casesPerYear;
  const whole = sumOf(Object.values(byCategory));
  const unlistedCases = sumOf(
    plan.countries.map(
      ({ code, people, listed }) => ((cases.get(code) ?? 0) * (people - listed)) / Math.max(1, people),
    ),
  );
  const unlisted = unlistedCases / sumOf([...cases.values()]);
  const death = (byCategory.DEATH ?? 0) / whole;
  const deathOfUnlisted = death / unlisted;
  const others = Object.entries(byCategory).filter(([category]) => category !== 'DEATH') as [
    ConsularCaseCategory,
    number,
  ][];
  return {
    listed: createShares(others),
    unlisted: createShares<ConsularCaseCategory>([
      ...others.map(([category, count]): [ConsularCaseCategory, number] => [
        category,
        (count / whole / (1 - death)) * (1 - deathOfUnlisted),
      ]),
      ['DEATH', deathOfUnlisted],
    ]),
  };
}

function unlistedSelfReports(
  countries: readonly CountryPlan[],
  citizens: number,
  presence: Plan['parameters']['presence'],
): number {
  const listed = sumOf(countries.map((country) => country.listed));
  return (citizens * presence.selfReport - listed * presence.selfReportOfVoter) / (citizens - listed);
}

/** Share of rows whose people may come to vote: those whose row is in order. */
function settledShare({ blocks, lists }: Plan): number {
  const still = new Set([
    'DUPLICATE',
    'CROSS_COMMITTEE',
    'UNKNOWN',
    'FOREIGNER',
    'DECEASED',
    'RETURNED',
    'MOVED',
  ]);
  const rows = sumOf(lists.map((list) => list.rows));
  const stillRows = sumOf(blocks.map(({ kind, count }) => (still.has(kind) ? count : 0)));
  return (rows - stillRows) / rows;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
