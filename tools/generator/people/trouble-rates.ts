import type { ConsularCaseCategory } from '../../../subgraphs/consular/case-document.ts';
import type { DeferralReason } from '../../../subgraphs/immigration/models.ts';
import type { ComplaintCategory, RepatriationCause } from '../../../subgraphs/ministry/worker-document.ts';
import type { CountryPlan } from '../plan/country-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { createShares, type Shares, sharesOf } from '../random/random.ts';
import { asOf, listFixedOn } from '../world.ts';

/** Chances of trouble in one year, and what kinds it is of. */
export interface TroubleRates {
  /** Chance of a consular case, by country. */
  readonly consularCase: ReadonlyMap<string, number>;
  /** Categories of the cases of people who are not, and who are, on the voter list. */
  readonly caseCategories: {
    readonly unlisted: Shares<ConsularCaseCategory>;
    readonly listed: Shares<ConsularCaseCategory>;
  };
  /** Chances of a former worker who is not on the voter list. */
  readonly complaint: number;
  readonly repatriation: ReadonlyMap<string, number>;
  readonly complaintCategory: Shares<ComplaintCategory>;
  readonly repatriationCause: Shares<RepatriationCause>;
  /** Chance of anybody that a passport application is put off. */
  readonly deferral: number;
  readonly deferralReason: Shares<DeferralReason>;
}

/** Part of the listed people who went home that the state brought home. */
export const RETURNED_BY_STATE = 0.01;
/** No more than these parts of a country's people have a case, and of its former workers are brought home, in a year. */
const [MOST_CASES, MOST_REPATRIATED] = [0.5, 0.4];
/** Years from the fixing of the list to the day of the data. */
const YEARS_SINCE_LIST = (asOf - listFixedOn) / 365;

/** Works out {@link TroubleRates}. Pure. */
export function createTroubleRates(plan: Plan): TroubleRates {
  const { parameters, countries, citizens, blocks } = plan;
  const scale = citizens / parameters.scale.citizensAbroad;
  const { casesPerYear, complaintsPerYear, repatriationsPerYear, deferredPerYear } = parameters;
  const cases = spread(countries, casesPerYear.byCountry, casesPerYear.total * scale);
  const former = new Map(countries.map((country) => [country.code, unlistedFormer(country)]));
  const returnedListed = sumOf(blocks.map(({ kind, count }) => (kind === 'RETURNED' ? count : 0)));
  const returns = spread(
    countries,
    repatriationsPerYear.byCountry,
    repatriationsPerYear.total * scale - (returnedListed * RETURNED_BY_STATE) / YEARS_SINCE_LIST,
  );
  const { byReason, SUSPECTED_NON_PROCEDURAL: suspected } = deferredPerYear;
  const deferrals = (suspected * sumOf(Object.values(byReason))) / (byReason.SUSPECTED_NON_PROCEDURAL ?? 1);
  const chances = (
    events: ReadonlyMap<string, number>,
    people: (country: CountryPlan) => number,
    most: number,
  ) =>
    new Map(
      countries.map((country) => [
        country.code,
        Math.min(most, (events.get(country.code) ?? 0) / Math.max(1, people(country))),
      ]),
    );
  return {
    consularCase: chances(cases, ({ people }) => people, MOST_CASES),
    caseCategories: caseCategoryShares(plan, cases),
    complaint: (complaintsPerYear.total * scale) / Math.max(1, sumOf([...former.values()])),
    repatriation: chances(returns, ({ code }) => former.get(code) ?? 0, MOST_REPATRIATED),
    complaintCategory: sharesOf(complaintsPerYear.byCategory),
    repatriationCause: sharesOf(repatriationsPerYear.byCause),
    deferral: deferrals / parameters.scale.citizensAbroad,
    deferralReason: sharesOf(byReason),
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

/**
 * Death cases stay with people who are not listed, so that no row becomes wrong without being planted; the shares over
 * all cases remain those of the parameters.
 */
function caseCategoryShares(plan: Plan, cases: ReadonlyMap<string, number>): TroubleRates['caseCategories'] {
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

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
