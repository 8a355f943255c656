import type { Disclosure } from './disclosure.ts';
import { disclosuresOf } from './fetch-disclosures.ts';
import type { Need, PlannedFetch } from './planned-fetch.ts';
import type { View } from './view.ts';

/** A value that a fetch sends from one agency to another, and the clause that lets it. */
export interface AgreedDisclosure extends Disclosure {
  readonly need: Need;
  readonly agreement: string;
  readonly clause: string;
}

/**
 * Lists what a fetch discloses between agencies, under which clauses. What stays with one agency, or has no rows of its
 * own, is not among it. Pure.
 *
 * @param fetch of a plan in which nothing is undisclosed.
 */
export function listAgreed(view: View, fetch: PlannedFetch): readonly AgreedDisclosure[] {
  return fetch.needs.flatMap((need) =>
    disclosuresOf(view, fetch, need).flatMap((disclosure) => {
      const decision = view.disclosure(disclosure);
      if (decision.kind !== 'allowed') return [];
      const { agreement, clause } = decision;
      return [{ ...disclosure, need, agreement, clause }];
    }),
  );
}
