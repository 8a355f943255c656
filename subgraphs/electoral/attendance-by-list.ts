import { type PublishedTable, suppressSmallCells } from '../shared/small-cells.ts';
import { type Attendance, isAmbiguous, suppressionLimit, votersOf } from './attendance-by-point.ts';
import { pointOf } from './polling-points.ts';

const NOTHING: PublishedTable = { total: null, cells: new Map() };

interface Point extends Attendance {
  readonly isInPerson: boolean;
  /** Who came, by the list that they came from. */
  readonly lists: ReadonlyMap<string, number>;
}

/**
 * Publishes how many came to the polling stations and mobile boxes of one committee, by the list that they came from.
 *
 * For readers who also have the counts of {@link publishAttendance} and of the whole committee: the sum tells how many came to
 * the suppressed stations and boxes together, and how many to the suppressed postal units. Where one of the two could point at
 * a person, nothing is published. Pure.
 *
 * @param counts method, point and list with spaces between, such as `TPSLN TPSLN-001 DPT`, to the number of persons; the
 *   list of who stayed away is `NONE`
 */
export function publishAttendanceByList(counts: ReadonlyMap<string, number>): PublishedTable {
  const points = readPoints(counts);
  const inPerson = points.filter(({ isInPerson }) => isInPerson);
  const limit = suppressionLimit(points) ?? Number.POSITIVE_INFINITY;
  const suppressed = points.filter((point) => votersOf(point) <= limit);
  const parts = [true, false].map((isIt) => suppressed.filter(({ isInPerson }) => isInPerson === isIt));
  if (!isAmbiguous(inPerson) || parts.some((part) => part.length > 0 && !isAmbiguous(part))) return NOTHING;
  const lists = new Map<string, number>();
  for (const point of inPerson) {
    for (const [list, count] of point.lists) lists.set(list, (lists.get(list) ?? 0) + count);
  }
  return suppressSmallCells(lists);
}

function readPoints(counts: ReadonlyMap<string, number>): readonly Point[] {
  const points = new Map<string, Point>();
  for (const [key, count] of counts) {
    const space = key.lastIndexOf(' ');
    const [code, list] = [key.slice(0, space), key.slice(space + 1)];
    const point = points.get(code);
    const isInPerson = pointOf(code).method !== 'POS';
    const { came = 0, away = 0, lists = new Map<string, number>() } = point ?? {};
    points.set(
      code,
      list === 'NONE'
        ? { isInPerson, came, away: away + count, lists }
        : { isInPerson, came: came + count, away, lists: new Map([...lists, [list, count]]) },
    );
  }
  return [...points.values()];
}
