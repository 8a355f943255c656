import type { Sex } from '../../../subgraphs/civil/models.ts';
import { VOTING_METHODS, type VotingMethod } from '../../../subgraphs/electoral/voter-document.ts';
import type { Committee } from '../committees.ts';
import type { Parameters } from '../parameters.ts';
import { apportion } from '../random/apportion.ts';

/** How many rows the list of a committee has at the scale of a data set. */
export interface ListSize {
  readonly committee: Committee;
  readonly rows: number;
  readonly bySex: Readonly<Record<Sex, number>>;
  readonly byMethod: Readonly<Record<VotingMethod, number>>;
}

/** From this many rows for each committee on average, every committee gets one at least. */
const ROWS_FOR_ALL = 4;

/**
 * Scales the voter list of 2024: the total exactly, committees by largest remainder, then sexes over all committees and
 * methods inside each. At 4,000,000 citizens every number is that of `ppln.csv`. Pure.
 */
export function planListSizes(
  citizens: number,
  committees: readonly Committee[],
  { scale }: Parameters,
): readonly ListSize[] {
  const total = Math.round((citizens * scale.voters) / scale.citizensAbroad);
  const floor = total >= ROWS_FOR_ALL * committees.length ? 1 : 0;
  const rows = apportion(
    total,
    committees.map(({ voters }) => voters.total),
    { floors: committees.map(() => floor) },
  );
  const wantedWomen = committees.map(({ voters }, index) => ((rows[index] ?? 0) * voters.F) / voters.total);
  const women = apportion(Math.round(wantedWomen.reduce((sum, share) => sum + share, 0)), wantedWomen, {
    caps: rows,
  });
  return committees.map((committee, index) => {
    const own = rows[index] ?? 0;
    const methods = apportion(
      own,
      VOTING_METHODS.map((method) => committee.voters[method]),
    );
    return {
      committee,
      rows: own,
      bySex: { F: women[index] ?? 0, M: own - (women[index] ?? 0) },
      byMethod: Object.fromEntries(VOTING_METHODS.map((method, at) => [method, methods[at] ?? 0])) as Record<
        VotingMethod,
        number
      >,
    };
  });
}
