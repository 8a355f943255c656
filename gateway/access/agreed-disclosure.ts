import type { Disclosure } from './disclosure.ts';
import { disclosuresOf } from './fetch-disclosures.ts';
import type { Need, PlannedFetch } from './planned-fetch.ts';
import type { View } from './view.ts';

/** A value that a fetch sends from one agency to another, and the clause that lets it. */
export interface AgreedDisclosure extends Disclosure {
  readonly agreement: string;
  readonly clause: string;
  /** Type of the objects that the fetch is about. */
  readonly about: string;
  /** The name of the field of these objects that the value is, or is part of. */
  readonly key: string;
  /** Whether the value is that field itself. */
  readonly isField: boolean;
}

/**
 * Lists what a fetch discloses between agencies, under which clauses. What stays with one agency, or has no rows of its
 * own, is not among it. Pure.
 *
 * @param fetch of a plan in which nothing is undisclosed.
 */
export function listAgreed(view: View, fetch: PlannedFetch): readonly AgreedDisclosure[] {
  const root = fetch.path.join('.');
  return fetch.needs.flatMap((need) =>
    disclosuresOf(view, fetch, need).flatMap((disclosure): readonly AgreedDisclosure[] => {
      const decision = view.disclosure(disclosure);
      if (decision.kind !== 'allowed') return [];
      const { agreement, clause } = decision;
      const isField = need.place === root;
      const key = isField ? need.key : firstStep(need, root);
      return [{ ...disclosure, agreement, clause, about: need.about, key, isField }];
    }),
  );
}

function firstStep({ place }: Need, root: string): string {
  return place.slice(root === '' ? 0 : root.length + 1).split('.')[0] ?? '';
}
