import type { TypeNames } from './type-names.ts';

/** An object of the answer: its type, as far as it is known, and its slots. */
export type AnswerRecord = { t: string | undefined } & Record<string, unknown>;

/**
 * Lists and objects inside of each other in a value that nothing else bounds. JSON is read however deep it is, and what
 * is too deep cannot be written again: it would take the whole answer with it.
 */
export const MAX_DEPTH = 64;

/** What is noted while one answer is read. */
export interface Reading {
  /** True when something in it had another shape than was asked for; there it is null. */
  isMisshapen: boolean;
  /** Values of pairwise ids, in whose place nulls stand until all are turned into spine forms. */
  readonly ids: unknown[];
  readonly owners: object[];
  readonly places: (string | number)[];
  /** Notes an id and where it goes; gives null. */
  readonly take: (id: unknown, owner: object, place: string | number) => null;
}

/** Begins the reading of an answer. */
export function startReading(): Reading {
  const ids: unknown[] = [];
  const owners: object[] = [];
  const places: (string | number)[] = [];
  return {
    isMisshapen: false,
    ids,
    owners,
    places,
    take(id, owner, place) {
      ids.push(id);
      owners.push(owner);
      places.push(place);
      return null;
    },
  };
}

/**
 * Puts the spine forms where the ids belong. What was no id counts as not fetched, so that nobody is asked about it, and
 * makes the answer a bad one.
 */
export function endReading(
  reading: Reading,
  reveal: (ids: readonly unknown[]) => readonly (string | null)[],
): void {
  if (reading.ids.length === 0) return;
  const { owners, places } = reading;
  const spines = reveal(reading.ids);
  // Counted, here and wherever thousands may come: an iterator makes two objects for each.
  for (let index = 0; index < spines.length; index++) {
    const spine = spines[index] ?? undefined;
    if (spine === undefined) reading.isMisshapen = true;
    // Places are slots of our own records, and indexes.
    (owners[index] as Record<string | number, unknown>)[places[index] as string] = spine;
  }
}

/** Notes that a value has another shape than was asked for; gives null. */
export function bad(reading: Reading): null {
  reading.isMisshapen = true;
  return null;
}

/** The same, where another fetch may have given a value already: it stays. */
export function keep(old: unknown, reading: Reading): unknown {
  reading.isMisshapen = true;
  return old ?? null;
}

/** Makes what holds the type of a record against the type that is told of it, and keeps the more exact. */
export function createRefine(types: TypeNames): (record: AnswerRecord, told: unknown) => boolean {
  return (record, told) => {
    const name = types.reconcile(record.t, told);
    if (name === undefined) return false;
    record.t = name;
    return true;
  };
}

/** An object or a list of a custom scalar, unless it is too deep. */
export function shallow(value: unknown, reading: Reading): unknown {
  return isShallow(value, MAX_DEPTH) ? value : bad(reading);
}

function isShallow(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return left > 0 && Object.values(value).every((each) => isShallow(each, left - 1));
}
