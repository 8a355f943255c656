import type { FetchNode } from '@apollo/query-planner';
import type { AgreedDisclosure } from '../../access/agreed-disclosure.ts';
import type { Graph } from '../../access/graph.ts';
import type { GrowingLayout } from './tally.ts';

/** What has to be known to count what a program discloses. */
export interface Accounting extends Pick<Graph, 'persons' | 'structures' | 'classes'> {
  /** What a fetch of the plan hands from other agencies to the one that it asks. */
  readonly agreed: (fetch: FetchNode) => readonly AgreedDisclosure[];
}

/** The same while a program is compiled. */
export interface Counting extends Accounting {
  readonly layout: GrowingLayout;
  /** The agency that asks. */
  readonly consumer: string;
}

/** True for reference data and counts, which are about nobody wherever they stand. */
export function isAboutNobody({ classes }: Pick<Accounting, 'classes'>, coordinate: string): boolean {
  return classes.get(coordinate) === 'PUBLIC';
}
