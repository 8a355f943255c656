import type { Denied } from './decision.ts';
import type { Disclosure } from './disclosure.ts';
import { disclosuresOf } from './fetch-disclosures.ts';
import type { Need, PlannedFetch } from './planned-fetch.ts';
import type { View } from './view.ts';

/** A value that a plan would send to an agency that may not have it. */
export interface Undisclosed extends Disclosure {
  readonly fetch: PlannedFetch;
  readonly need: Need;
  readonly decision: Denied;
}

/**
 * Reads every fetch of a plan as disclosures, and finds those that no agreement gives.
 *
 * @param fetches of the plan, all of them.
 */
export function findUndisclosed(view: View, fetches: readonly PlannedFetch[]): readonly Undisclosed[] {
  const found = new Map<string, Undisclosed>();
  for (const fetch of fetches) {
    for (const need of fetch.needs) {
      for (const disclosure of disclosuresOf(view, fetch, need)) {
        const decision = view.disclosure(disclosure);
        if (decision.kind !== 'denied') continue;
        const { provider, coordinate } = disclosure;
        const name = JSON.stringify([fetches.indexOf(fetch), need.place, need.about, provider, coordinate]);
        if (!found.has(name)) found.set(name, { ...disclosure, fetch, need, decision });
      }
    }
  }
  return [...found.values()];
}
