import { VOTING_METHODS, type VotingMethod } from '../../../subgraphs/electoral/voter-document.ts';
import type { Committee } from '../committees.ts';
import type { ListSize } from '../plan/list-size.ts';
import type { Plan } from '../plan/plan.ts';
import { createPermutation } from '../random/permutation.ts';
import { scramble } from '../random/random.ts';

/** How and where the voter of a row votes. */
export interface Ballot {
  readonly method: VotingMethod;
  /** Number of the station, box or postal unit inside the committee and method, from 1. */
  readonly point: number;
}

/** Polling points of a committee at the scale of a data set. */
export interface PollingPoints {
  readonly committee: Committee;
  readonly count: Readonly<Record<VotingMethod, number>>;
  /** The norm of voters a point. */
  readonly capacity: Readonly<Record<VotingMethod, number>>;
  /** Voters of point 1, of the methods where it was planted with more than the norm. */
  readonly overfull: Readonly<Partial<Record<VotingMethod, number>>>;
}

/** How all rows of all lists vote. */
export interface Ballots {
  /** In the order of committees. */
  readonly points: readonly PollingPoints[];
  readonly ballotOf: (committee: Committee, row: number) => Ballot;
}

/** Fewest voters that the norm of a point is scaled down to. */
const LEAST_CAPACITY = 3;
const OVERFULL_FACTOR = 1.3;

/**
 * Spreads the rows of each list over methods, whose counts are exact, and over as many points as their norm asks for;
 * for each method, the largest committee has one point with too many.
 */
export function createBallots({ lists, seed, citizens, parameters }: Plan): Ballots {
  const capacity = Object.fromEntries(
    VOTING_METHODS.map((method) => {
      const norm = parameters.pointCapacity[method];
      return [
        method,
        Math.max(LEAST_CAPACITY, Math.round((norm * citizens) / parameters.scale.citizensAbroad)),
      ];
    }),
  ) as Record<VotingMethod, number>;
  const largest = new Map(
    VOTING_METHODS.map((method) => [
      method,
      lists.reduce((best, list) => (list.byMethod[method] > best.byMethod[method] ? list : best)),
    ]),
  );
  const perList = lists.map((list, index) => {
    const count = mapMethods((method) => Math.ceil(list.byMethod[method] / capacity[method]));
    const overfull = Object.fromEntries(
      VOTING_METHODS.filter((method) => largest.get(method) === list && count[method] > 1).map((method) => [
        method,
        Math.ceil(capacity[method] * OVERFULL_FACTOR) + 1,
      ]),
    );
    return {
      list,
      places: createPermutation(list.rows, scramble(seed ^ scramble(index + 0x5eed))),
      points: { committee: list.committee, count, capacity, overfull },
    };
  });
  return {
    points: perList.map(({ points }) => points),
    ballotOf: ({ index }, row) => {
      const own = perList[index] as (typeof perList)[number];
      return ballotAt(own.list, own.points, own.places.at(row));
    },
  };
}

/** Name of a polling point, such as `TPSLN-001`. */
export function pointName({ method, point }: Ballot): string {
  return `${method}-${String(point).padStart(3, '0')}`;
}

function ballotAt({ byMethod }: ListSize, { count, overfull }: PollingPoints, place: number): Ballot {
  let rank = place;
  let method: VotingMethod = VOTING_METHODS[0];
  for (method of VOTING_METHODS) {
    if (rank < byMethod[method]) break;
    rank -= byMethod[method];
  }
  const crowd = overfull[method] ?? 0;
  if (rank < crowd) return { method, point: 1 };
  const [first, points] = crowd > 0 ? [2, count[method] - 1] : [1, count[method]];
  return { method, point: first + Math.floor(((rank - crowd) * points) / (byMethod[method] - crowd)) };
}

function mapMethods(value: (method: VotingMethod) => number): Record<VotingMethod, number> {
  return Object.fromEntries(VOTING_METHODS.map((method) => [method, value(method)])) as Record<
    VotingMethod,
    number
  >;
}
