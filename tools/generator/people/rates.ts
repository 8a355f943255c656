import type { MaritalStatus } from '../../../subgraphs/civil/models.ts';
import type { PassportKind } from '../../../subgraphs/immigration/models.ts';
import type { Committee } from '../committees.ts';
import type { BlockKind } from '../plan/block-kinds.ts';
import type { CountryPlan } from '../plan/country-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { createShares, type Shares, sharesOf } from '../random/random.ts';
import { createTroubleRates, type TroubleRates } from './trouble-rates.ts';
import { createWorkRates, type WorkRates } from './work-rates.ts';

/** Shares and chances of a data set, worked out once from the parameters and the plan. */
export interface Rates extends WorkRates, TroubleRates {
  readonly ages: Shares<{ readonly from: number; readonly until: number }>;
  readonly maritalStatus: Shares<MaritalStatus>;
  /** Committees of a country by their voters. */
  readonly committees: ReadonlyMap<string, Shares<Committee>>;
  readonly passportKind: Shares<PassportKind>;
  /** Chance of a self-report of a person without a voter row. */
  readonly selfReportOfUnlisted: number;
  /** Share of the rows whose people may come to vote: those that are in order. */
  readonly isSettled: number;
}

/** Works out {@link Rates}. Pure. */
export function createRates(plan: Plan): Rates {
  const { parameters, countries, citizens } = plan;
  return {
    ...createWorkRates(plan),
    ...createTroubleRates(plan),
    ages: createShares(parameters.ageBands.values.map((band) => [band, band.share])),
    maritalStatus: sharesOf(parameters.marital.values),
    committees: new Map(
      countries.map(({ code, lists }) => [
        code,
        createShares(lists.map(({ committee }) => [committee, committee.voters.total])),
      ]),
    ),
    passportKind: sharesOf(parameters.passportKind.values),
    selfReportOfUnlisted: unlistedSelfReports(countries, citizens, parameters.presence),
    isSettled: settledShare(plan),
  };
}

/** Kinds of rows whose people do not come to vote. */
export const staysAway: ReadonlySet<BlockKind> = new Set([
  'DUPLICATE',
  'CROSS_COMMITTEE',
  'UNKNOWN',
  'FOREIGNER',
  'DECEASED',
  'RETURNED',
  'MOVED',
]);

function unlistedSelfReports(
  countries: readonly CountryPlan[],
  citizens: number,
  presence: Plan['parameters']['presence'],
): number {
  const listed = sumOf(countries.map((country) => country.listed));
  return (citizens * presence.selfReport - listed * presence.selfReportOfVoter) / (citizens - listed);
}

function settledShare({ blocks, lists }: Plan): number {
  const rows = sumOf(lists.map((list) => list.rows));
  const awayRows = sumOf(blocks.map(({ kind, count }) => (staysAway.has(kind) ? count : 0)));
  return (rows - awayRows) / rows;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
