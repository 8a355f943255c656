import type { Election } from '../graph.ts';

/**
 * The election that a check is about: the one whose list KPU keeps, which is the last one that was fixed.
 *
 * @param typed code that was named, if any
 * @throws Error that says which one can be checked
 */
export function chooseElection(typed: string | undefined, elections: readonly Election[]): Election {
  const fixed = elections.filter(({ listFixedOn }) => listFixedOn !== null);
  const kept = fixed.reduce<Election | undefined>(
    (latest, each) => (latest && dayOf(latest) >= dayOf(each) ? latest : each),
    undefined,
  );
  if (kept === undefined) throw new Error('KPU does not say of which election its list of voters abroad is.');
  if (typed !== undefined && typed !== kept.code) {
    const isKnown = elections.some(({ code }) => code === typed);
    const why = isKnown
      ? `KPU keeps no list of ${typed} any more, or none yet`
      : `KPU knows no election ${typed}`;
    throw new Error(`${why}: --election takes ${kept.code}.`);
  }
  return kept;
}

/** The day on which the election is held. @throws Error where KPU does not say */
export function pollingDayOf({ code, pollingDay }: Election): string {
  if (pollingDay === null) throw new Error(`KPU does not say on which day ${code} is held.`);
  return pollingDay;
}

function dayOf({ listFixedOn }: Election): string {
  return listFixedOn ?? '';
}
