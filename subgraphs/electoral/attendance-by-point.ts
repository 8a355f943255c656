import type { PublishedTable } from '../shared/small-cells.ts';

/** Fewest persons, of those who came and of those who stayed away, that are published. */
const THRESHOLD = 5;

/** How counts of one polling point are told apart: who came, and who stayed away. */
export const CAME = ' came';
export const AWAY = ' away';

interface Point {
  readonly code: string;
  readonly came: number;
  readonly away: number;
}

/**
 * Publishes how many came at each polling point of one committee, for readers who know how many voters each point
 * has: there, who came tells who stayed away.
 *
 * Where fewer than five came to a point or stayed away, nobody included, that point is suppressed with all that have
 * no more voters; and then larger ones, until five came and five stayed away at the suppressed ones together, which
 * are two at least by then. So every suppressed point has several possible counts, beside the committee's own
 * attendance and for a reader who knows this rule. Where that cannot be, nothing is published. Pure.
 *
 * @param counts code of a point, followed by {@link CAME} or {@link AWAY}, to the number of persons.
 */
export function publishAttendance(counts: ReadonlyMap<string, number>): PublishedTable {
  const points = readPoints(counts);
  const small = points.filter(({ came, away }) => came < THRESHOLD || away < THRESHOLD);
  if (small.length === 0) {
    return { total: sum(points.map(({ came }) => came)), cells: tableOf(points, 0) };
  }
  const least = Math.max(...small.map(votersOf));
  const limit = [...new Set(points.map(votersOf))]
    .sort((a, b) => a - b)
    .find((each) => each >= least && isAmbiguous(points, each));
  return { total: null, cells: limit === undefined ? new Map() : tableOf(points, limit) };
}

/** True when the points with so many voters or fewer can be suppressed without giving one of them away. */
function isAmbiguous(points: readonly Point[], limit: number): boolean {
  const suppressed = points.filter((point) => votersOf(point) <= limit);
  const came = sum(suppressed.map((each) => each.came));
  const away = sum(suppressed.map((each) => each.away));
  return came >= THRESHOLD && away >= THRESHOLD;
}

function votersOf({ came, away }: Point): number {
  return came + away;
}

function readPoints(counts: ReadonlyMap<string, number>): readonly Point[] {
  const codes = new Set([...counts.keys()].map((key) => key.replace(/ (came|away)$/, '')));
  return [...codes].map((code) => ({
    code,
    came: counts.get(code + CAME) ?? 0,
    away: counts.get(code + AWAY) ?? 0,
  }));
}

function tableOf(points: readonly Point[], limit: number): ReadonlyMap<string, number | null> {
  return new Map(points.map((point) => [point.code, votersOf(point) <= limit ? null : point.came]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
