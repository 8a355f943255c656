/** What is known of one person whom disclosures are about. */
export interface Concerned {
  /** The operator's id. */
  readonly person: string;
  readonly first: string;
  readonly last: string;
  readonly disclosures: number;
  readonly coordinates: readonly string[];
}

/** Gathers whom disclosures are about: a few dozen bytes a person, and no more however many disclosures there are. */
export interface ConcernedPersons {
  readonly add: (persons: readonly string[], time: string, coordinates: readonly string[]) => void;
  readonly list: () => IterableIterator<Concerned>;
  readonly count: () => number;
}

interface Known {
  first: string;
  last: string;
  disclosures: number;
  coordinates: readonly string[];
}

/** Makes an empty one. */
export function gatherPersons(): ConcernedPersons {
  const known = new Map<string, Known>();
  // Most persons share their coordinates with many others: each set of them is there once.
  const unions = new Map<string, readonly string[]>();
  const unite = (some: readonly string[], more: readonly string[]): readonly string[] => {
    if (more.every((coordinate) => some.includes(coordinate))) return some;
    const union = [...new Set([...some, ...more])].sort();
    const name = union.join(' ');
    const same = unions.get(name) ?? union;
    unions.set(name, same);
    return same;
  };
  return {
    add: (persons, time, coordinates) => {
      for (const person of new Set(persons)) {
        const found = known.get(person);
        if (found === undefined) {
          known.set(person, { first: time, last: time, disclosures: 1, coordinates: unite([], coordinates) });
          continue;
        }
        found.disclosures++;
        if (time < found.first) found.first = time;
        if (time > found.last) found.last = time;
        found.coordinates = unite(found.coordinates, coordinates);
      }
    },
    list: function* () {
      for (const [person, rest] of known) yield { person, ...rest };
    },
    count: () => known.size,
  };
}
