import type { Parameters } from '../parameters.ts';
import { apportion } from '../random/apportion.ts';
import { type BlockKind, isFreeToWork, isPersonKind } from './block-kinds.ts';
import type { ListSize } from './list-size.ts';
import type { Stratum } from './strata.ts';

/** How many people of which kind live in a country; all counts exact. */
export interface CountryPlan {
  /** ISO 3166-1 alpha-2 code; `ID` for candidates who never left. */
  readonly code: string;
  readonly lists: readonly ListSize[];
  readonly people: number;
  /** People with a voter row. */
  readonly listed: number;
  readonly children: number;
  readonly adults: number;
  /** Listed and other adults whom KP2MI may know: the two quotas below are taken from them. */
  readonly freeToWork: number;
  readonly active: number;
  readonly historic: number;
}

/** Candidates who never left Indonesia: the people whom the relation to Kemlu leaves out. */
export const PEOPLE_AT_HOME = 12;
/** At most this part of the people free to work is active in KP2MI's books, historic ones of the rest. */
const MOST_ACTIVE = 0.9;
const MOST_HISTORIC = 0.95;

/**
 * Splits the citizens over the countries of the committees, then into listed people, children and other adults, and
 * gives KP2MI's active and former workers their quotas: active ones by the placements of 2024, former ones by the people
 * left. Pure.
 */
export function planCountries(
  citizens: number,
  lists: readonly ListSize[],
  strata: readonly Stratum[],
  parameters: Parameters,
): readonly CountryPlan[] {
  const codes = [...new Set(lists.map(({ committee }) => committee.country))];
  const ofCountry = codes.map((code) => lists.filter(({ committee }) => committee.country === code));
  const people = apportion(
    citizens - PEOPLE_AT_HOME,
    codes.map((code) => parameters.populationByCountry.values[code] ?? 0),
    { floors: ofCountry.map((own) => own.reduce((sum, { rows }) => sum + rows, 0)) },
  );
  const counts = codes.map((code, index) => countPeople(code, people[index] ?? 0, strata, parameters));

  const moved = countKind(strata, 'MOVED');
  const former = countKind(strata, 'DECEASED') + countKind(strata, 'RETURNED');
  const { workerActive, workerHistoricOnly } = parameters.presence;
  const active = apportion(
    Math.max(0, Math.round(citizens * workerActive) - moved),
    placementWeights(codes, people, parameters),
    { caps: counts.map(({ freeToWork }) => Math.floor(freeToWork * MOST_ACTIVE)) },
  );
  const left = counts.map(({ freeToWork }, index) => freeToWork - (active[index] ?? 0));
  const historic = apportion(Math.max(0, Math.round(citizens * workerHistoricOnly) - former), left, {
    caps: left.map((rest) => Math.floor(rest * MOST_HISTORIC)),
  });

  return codes.map((code, index) => ({
    code,
    lists: ofCountry[index] ?? [],
    people: people[index] ?? 0,
    ...(counts[index] as PeopleCounts),
    active: active[index] ?? 0,
    historic: historic[index] ?? 0,
  }));
}

interface PeopleCounts {
  readonly listed: number;
  readonly children: number;
  readonly adults: number;
  readonly freeToWork: number;
}

function countPeople(
  code: string,
  people: number,
  strata: readonly Stratum[],
  { presence }: Parameters,
): PeopleCounts {
  let listed = 0;
  let freeToWork = 0;
  for (const { list, blocks } of strata) {
    if (list.committee.country !== code) continue;
    for (const [kind, count] of blocks) {
      if (isPersonKind(kind)) listed += count;
      if (isFreeToWork(kind)) freeToWork += count;
    }
  }
  const others = people - listed;
  const children = Math.min(Math.round(people * (presence.childByCountry[code] ?? presence.child)), others);
  return { listed, children, adults: others - children, freeToWork: freeToWork + others - children };
}

function countKind(strata: readonly Stratum[], kind: BlockKind): number {
  return strata.reduce((sum, { blocks }) => sum + (blocks.get(kind) ?? 0), 0);
}

/** Placements of 2024 by country; those of the countries counted together in proportion to their people. */
function placementWeights(
  codes: readonly string[],
  people: readonly number[],
  { placements2024ByCountry: { values } }: Pick<Parameters, 'placements2024ByCountry'>,
): number[] {
  const unnamed = codes.reduce((sum, code, index) => sum + (code in values ? 0 : (people[index] ?? 0)), 0);
  return codes.map(
    (code, index) => values[code] ?? ((values.other ?? 0) * (people[index] ?? 0)) / Math.max(1, unnamed),
  );
}
