import type { Sex } from '../../../subgraphs/civil/models.ts';
import type { Parameters } from '../parameters.ts';
import { apportion } from '../random/apportion.ts';
import type { BlockKind } from './block-kinds.ts';
import type { ListSize } from './list-size.ts';

/** The rows of one sex on the list of one committee, split into blocks. */
export interface Stratum {
  readonly list: ListSize;
  readonly sex: Sex;
  readonly rows: number;
  readonly blocks: ReadonlyMap<BlockKind, number>;
  /** Where the people stand whose NIK is also on this list: the list they belong to, and the number of the first. */
  readonly crossBase?: { readonly list: ListSize; readonly offset: number };
}

/** A group at one address that counts as shared has at least this many voters. */
export const LEAST_SHARED = 10;
/** Shared addresses stand in at most so many strata, the largest. */
const MOST_SHARED_STRATA = 8;
/** Rows with a repeated-digit NIK: one digit a committee, so that none stands in two of them. */
const DIGITS = 9;

/**
 * Deals out the planted peculiarities of the voter list: each has its national total (its share of the rows, but one at
 * least) and is spread over the strata in proportion, as far as these have rows left. Pure.
 */
export function planStrata(lists: readonly ListSize[], { voterFaults }: Parameters): readonly Stratum[] {
  const strata = lists.flatMap((list) =>
    (['F', 'M'] as const).map((sex) => ({
      list,
      sex,
      rows: list.bySex[sex],
      free: list.bySex[sex],
      blocks: new Map<BlockKind, number>(),
      crossBase: undefined as Stratum['crossBase'],
    })),
  );
  type Draft = (typeof strata)[number];
  const allRows = lists.reduce((sum, { rows }) => sum + rows, 0);
  const totalOf = (share: number) => Math.max(1, Math.round(allRows * share));

  const take = (stratum: Draft, kind: BlockKind, count: number) => {
    stratum.free -= count;
    stratum.blocks.set(kind, (stratum.blocks.get(kind) ?? 0) + count);
  };
  const deal = (
    kind: BlockKind,
    total: number,
    options: { among?: (stratum: Draft) => boolean; size?: number; floor?: number } = {},
  ) => {
    const { among = () => true, size = 1, floor = 0 } = options;
    const chosen = strata.filter(among);
    const counts = apportion(
      total,
      chosen.map(({ rows }) => rows),
      { floors: chosen.map(() => floor), caps: chosen.map(({ free }) => Math.floor(free / size)) },
    );
    chosen.forEach((stratum, index) => {
      take(stratum, kind, counts[index] ?? 0);
    });
    return chosen.map((stratum, index) => ({ stratum, count: counts[index] ?? 0 }));
  };

  const share = (name: keyof Parameters['voterFaults']['values']) => totalOf(voterFaults.values[name].share);

  const shared = Math.max(LEAST_SHARED, share('sharedAddress'));
  const largest = new Set(
    [...strata]
      .sort((a, b) => b.rows - a.rows)
      .slice(0, Math.min(MOST_SHARED_STRATA, Math.floor(shared / LEAST_SHARED))),
  );
  deal('SHARED_ADDRESS', shared, { among: (stratum) => largest.has(stratum), floor: LEAST_SHARED });

  for (const { stratum, count } of deal('DUPLICATE', share('duplicateInsidePpln'), { size: 2 })) {
    take(stratum, 'DUPLICATE_BASE', count);
  }
  const sources = findSources(strata);
  const hasSource = (stratum: Draft) => (sources.get(stratum)?.free ?? 0) > stratum.rows / 10;
  for (const { stratum, count } of deal('CROSS_COMMITTEE', share('duplicateNikAcrossPpln'), {
    among: hasSource,
  })) {
    const source = sources.get(stratum) as Draft;
    stratum.crossBase = { list: source.list, offset: source.blocks.get('CROSS_BASE') ?? 0 };
    take(source, 'CROSS_BASE', count);
  }

  deal('RETURNED', share('returnedHome'));
  deal('MOVED', share('movedAbroad'));
  deal('DECEASED', share('deceased'));
  deal('UNKNOWN', share('unknownPerson'));
  deal('UNDER_AGE', share('underAge'));
  deal('ARMED_FORCES', share('armedForces'));
  deal('FOREIGNER', share('foreigner'));

  const pairs = Math.max(1, Math.round(share('sharedPassport') / 2));
  for (const { stratum, count } of deal('SHARED_PASSPORT', pairs, { size: 2 })) {
    take(stratum, 'SHARED_PASSPORT', count);
  }
  const digitCommittees = new Set([...lists].sort((a, b) => b.rows - a.rows).slice(0, DIGITS));
  deal('NIK_REPEATED_DIGIT', share('nikRepeatedDigit'), { among: ({ list }) => digitCommittees.has(list) });
  deal('MOBILE_BOX_ABSENT', share('mobileBoxAbsent'), { among: ({ list }) => list.byMethod.KSK === 0 });
  deal('NIK_MISMATCH', share('nikMismatch'));
  deal('NO_DOCUMENT', share('noDocument'));
  deal('SHORT_NAME', share('shortName'));
  deal('INDONESIAN_ADDRESS', share('indonesianAddress'));
  deal('PLACEHOLDER_ADDRESS', share('placeholderAddress'));
  deal('ALSO_ON_HOME_LIST', 1);
  deal('EXPIRED_PASSPORT', 1);
  for (const stratum of strata) take(stratum, 'PLAIN', stratum.free);

  return strata.map(({ list, sex, rows, blocks, crossBase }) => ({
    ...{ list, sex, rows, blocks },
    ...(crossBase ? { crossBase } : {}),
  }));
}

/** For each stratum, the one of the same sex in the largest other committee of its country. */
function findSources<Draft extends { list: ListSize; sex: Sex; rows: number }>(
  strata: readonly Draft[],
): ReadonlyMap<Draft, Draft> {
  const bySize = [...strata].sort((a, b) => b.list.rows - a.list.rows);
  return new Map(
    strata.flatMap((stratum) => {
      const source = bySize.find(
        ({ list, sex }) =>
          sex === stratum.sex &&
          list !== stratum.list &&
          list.committee.country === stratum.list.committee.country,
      );
      return source ? [[stratum, source] as const] : [];
    }),
  );
}

/** Voters of a shared address that is not the largest of its stratum. */
const USUAL_SHARED = 20;

/**
 * Gives the address of a row among the shared ones of its stratum, numbered from 0. Half of the rows share the first;
 * none has fewer than {@link LEAST_SHARED}. Pure.
 */
export function sharedGroup(row: number, rows: number): number {
  const first = Math.max(LEAST_SHARED, Math.floor(rows / 2));
  const rest = rows - first;
  if (row < first || rest < LEAST_SHARED) return 0;
  const groups = Math.max(1, Math.floor(rest / USUAL_SHARED));
  return 1 + Math.floor(((row - first) * groups) / rest);
}
