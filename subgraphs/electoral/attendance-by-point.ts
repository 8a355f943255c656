import type { PublishedTable } from '../shared/small-cells.ts';

/** Fewest persons, of those who came and of those who stayed away, that are published. */
const THRESHOLD = 5;

/** How counts of one polling point are told apart: who came, and who stayed away. */
export const CAME = ' came';
export const AWAY = ' away';

/** How many came to a polling point, and how many stayed away. */
export interface Attendance {
  readonly came: number;
  readonly away: number;
}

interface Point extends Attendance {
  readonly code: string;
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
  const limit = suppressionLimit(points);
  const total = limit === 0 ? sum(points.map(({ came }) => came)) : null;
  return { total, cells: limit === undefined ? new Map() : tableOf(points, limit) };
}

/** The number of voters up to which points of a committee are suppressed; undefined when no number will do. Pure. */
export function suppressionLimit(points: readonly Attendance[]): number | undefined {
  const small = points.filter(({ came, away }) => came < THRESHOLD || away < THRESHOLD);
  if (small.length === 0) return 0;
  const least = small.reduce((most, point) => Math.max(most, votersOf(point)), 0);
  return [...new Set(points.map(votersOf))]
    .sort((a, b) => a - b)
    .find((each) => each >= least && isAmbiguous(points.filter((point) => votersOf(point) <= each)));
}

/** Whether neither who came nor who stayed away are few at these points together, so that none is given away by the sum. Pure. */
export function isAmbiguous(points: readonly Attendance[]): boolean {
  const came = sum(points.map((each) => each.came));
  const away = sum(points.map((each) => each.away));
  return came >= THRESHOLD && away >= THRESHOLD;
}

/** Everybody who was to vote at a polling point. Pure. */
export function votersOf({ came, away }: Attendance): number {
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
