import type { Tally } from './tally.ts';

/** What is noted while an answer is put in shape. */
export interface Projection {
  /** The values of the variables of `@skip` and `@include`. */
  readonly c: readonly boolean[];
  /** Where a program that counts does so. */
  readonly t: Tally | undefined;
  /** Providers of values that did not fit, or were missing where a null went up. */
  readonly missed: Set<string>;
  readonly spines: string[];
  readonly owners: object[];
  readonly places: (string | number)[];
  /** Notes a spine form, and where the consumer's id goes. */
  readonly give: (spine: string, owner: object, place: string | number) => void;
}

/** Begins an answer. */
export function startProjection(conditions: readonly boolean[], tally: Tally | undefined): Projection {
  const spines: string[] = [];
  const owners: object[] = [];
  const places: (string | number)[] = [];
  return {
    c: conditions,
    t: tally,
    missed: new Set(),
    spines,
    owners,
    places,
    give(spine, owner, place) {
      spines.push(spine);
      owners.push(owner);
      places.push(place);
    },
  };
}

/** Puts the consumer's ids in. Their places are there already, so that no name is one that objects have by birth. */
export function endProjection(
  { spines, owners, places }: Projection,
  conceal: (spines: readonly string[]) => readonly (string | null)[],
): void {
  if (spines.length === 0) return;
  const ids = conceal(spines);
  for (let index = 0; index < ids.length; index++) {
    (owners[index] as Record<string | number, unknown>)[places[index] as string] = ids[index];
  }
}

/** Notes a value that does not fit the graph; gives null. */
export function odd(projection: Projection, provider?: string): null {
  if (provider !== undefined) projection.missed.add(provider);
  return null;
}

/** Notes a null where none may be; gives null, for the object that is lost with it. */
export function broken(projection: Projection, provider: string): null {
  projection.missed.add(provider);
  return null;
}

/** A value under its mask; a null stays one. */
export function masked(mask: (value: unknown) => unknown, value: unknown): unknown {
  return value === null ? null : (mask(value) ?? null);
}
