import type { PollingPointRule } from './rule.ts';

interface Point {
  readonly method: string;
  readonly voters: number;
  readonly capacity: number;
}

/** More voters at a polling station, mobile box or postal unit than it is meant for. */
export const b18Capacity: PollingPointRule<Point> = {
  code: 'B18',
  name: 'CAPACITY',
  version: 1,
  about: 'POLLING_POINT',
  point: 'method voters capacity',
  find: ({ method, voters, capacity }) => (voters > capacity ? { method, voters, capacity } : null),
};
