import type { AnswerRecord } from './reading.ts';

/** Gives the text of a pairwise id that is a spine form. */
export type TakeId = (spine: string) => string;

/** Writes a record as JSON, or undefined where something of it was not fetched. */
export type Represent = (record: AnswerRecord, take: TakeId) => string | undefined;

/** Writes an object of an entity, or a list of such, as JSON. */
export function textOf(value: unknown, represent: Represent, take: TakeId): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map((each) => textOf(each, represent, take)).join(',')}]`;
  return represent(value as AnswerRecord, take) ?? 'null';
}

/** Writes a pairwise id, or a list of such, as JSON. */
export function idText(value: unknown, take: TakeId): string {
  if (Array.isArray(value)) return `[${value.map((each) => idText(each, take)).join(',')}]`;
  return typeof value === 'string' ? take(value) : 'null';
}

/** How the entities of one place of the answer are asked for. */
export interface Representing {
  readonly represent: Represent;
  /**
   * What tells the entities of `space` apart, or undefined where something was not fetched; the text of each does where
   * this is undefined.
   */
  readonly keyOf: ((record: AnswerRecord) => unknown) | undefined;
  /** Where pairwise ids stand in it: nowhere, as the key alone, or anywhere. */
  readonly ids: 'none' | 'key' | 'some';
  /** Names all that make a representation what it is besides its key. */
  readonly space: string;
}

/** Representations that are asked for by one `_entities`, each once. */
export interface RepresentationList {
  readonly count: () => number;
  /** Begins to add entities; each is given its place in the list, or -1 where it is not asked for. */
  readonly addTo: (representing: Representing) => (record: AnswerRecord) => number;
  /** With the ids of the agency that is asked, where spine forms stood until now. */
  readonly write: (conceal: (spines: readonly string[]) => readonly (string | null)[]) => readonly string[];
}

/** Spine forms must tell representations apart before the ids of the agency are known. */
const spineText: TakeId = JSON.stringify;

/** Begins a list. */
export function startRepresentations(): RepresentationList {
  const records: AnswerRecord[] = [];
  const keys: unknown[] = [];
  const ways: Representing[] = [];
  const spaces = new Map<string, Map<unknown, number>>();

  /** All spine forms, in the order in which the representations take them. */
  function collectSpines(): readonly string[] {
    const spines: string[] = [];
    const collect: TakeId = (spine) => {
      spines.push(spine);
      return '';
    };
    for (let place = 0; place < ways.length; place++) {
      const { ids, represent } = ways[place] as Representing;
      const key = keys[place];
      if (ids === 'key' && typeof key === 'string') spines.push(key);
      else if (ids !== 'none') represent(records[place] as AnswerRecord, collect);
    }
    return spines;
  }

  return {
    count: () => records.length,
    addTo(way) {
      const { represent, keyOf, space } = way;
      const known = spaces.get(space) ?? new Map<unknown, number>();
      spaces.set(space, known);
      return (record) => {
        const key = keyOf ? keyOf(record) : represent(record, spineText);
        if (key === undefined) return -1;
        const place = known.get(key);
        if (place !== undefined) return place;
        known.set(key, records.length);
        keys.push(key);
        ways.push(way);
        return records.push(record) - 1;
      };
    },
    write(conceal) {
      const spines = collectSpines();
      const concealed = spines.length > 0 ? conceal(spines) : [];
      let next = 0;
      // An id is base64url, in which nothing has to be escaped.
      const give: TakeId = () => {
        const id = concealed[next++] ?? null;
        return id === null ? 'null' : `"${id}"`;
      };
      return records.map((record, place) => {
        const { ids, keyOf, represent } = ways[place] as Representing;
        return ids === 'none' && !keyOf ? (keys[place] as string) : (represent(record, give) ?? 'null');
      });
    },
  };
}
