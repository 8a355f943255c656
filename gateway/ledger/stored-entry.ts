import { compareNames } from './compare-names.ts';
import type { Disclosed, Entry } from './entry.ts';

/** Name of the collection of entries. */
export const ENTRIES = 'entries';

/**
 * An entry as the store holds it: its text, which is what counts, and the fields that it is found by, which say nothing
 * that the text does not. Entries that disclosed nothing have no such fields.
 */
export interface StoredEntry extends Partial<SearchFields> {
  /** `chain/sequence`, the sequence in twelve digits: the order of ids is the order of a chain. */
  readonly _id: string;
  /** 64 hexadecimal digits. */
  readonly hash: string;
  /** Canonical JSON. */
  readonly text: string;
}

/** What an entry is found by. */
export interface SearchFields {
  readonly at: Date;
  readonly agency: string;
  readonly purpose: string;
  /** Every provider of a disclosure, each once, in order. */
  readonly providers: readonly string[];
  /** Every coordinate of a disclosure, each once, in order. */
  readonly coordinates: readonly string[];
  /** `provider/person` for everybody whom a disclosure of that provider is about, each once, in order. */
  readonly about: readonly string[];
  /** `YYYY-MM-DD`; empty where nothing is held back from the persons. */
  readonly shownFrom: string;
}

/** The indexes of the collection. Only entries with search fields are in them. */
export const ENTRY_INDEXES = [
  { about: 1, at: -1, _id: -1 },
  { providers: 1, at: -1, _id: -1 },
  { agency: 1, at: -1, _id: -1 },
  { at: 1 },
] as const;

/** The id of an entry. */
export function entryId(chain: string, sequence: number): string {
  return `${chain}/${String(sequence).padStart(12, '0')}`;
}

/** What an entry is found by; undefined for one that disclosed nothing. Pure. */
export function searchFieldsOf({ event, time }: Pick<Entry, 'event' | 'time'>): SearchFields | undefined {
  if (event.kind !== 'operation' || event.disclosures.length === 0) return undefined;
  const { agency, disclosures, persons, purpose, shownFrom } = event;
  const coordinates = new Set<string>();
  for (const disclosure of disclosures) {
    for (const coordinate of disclosure.coordinates) coordinates.add(coordinate);
  }
  return {
    at: new Date(time),
    agency,
    purpose: purpose ?? '',
    providers: [...new Set(disclosures.map(({ provider }) => provider))].sort(),
    coordinates: [...coordinates].sort(),
    about: listAbout(disclosures, persons),
    shownFrom: shownFrom ?? '',
  };
}

/** Persons are put in order once, and not for each provider. */
function listAbout(disclosures: readonly Disclosed[], persons: readonly string[]): readonly string[] {
  const meant = new Map<string, Uint8Array>();
  for (const { provider, who } of disclosures) {
    const beginning = `${provider}/`;
    const places = meant.get(beginning) ?? new Uint8Array(persons.length);
    meant.set(beginning, places);
    for (const [first, count] of who) places.fill(1, first, first + count);
  }
  const order = persons.map((person, place) => ({ person, place }));
  order.sort((a, b) => compareNames(a.person, b.person));
  const about: string[] = [];
  for (const beginning of [...meant.keys()].sort()) {
    let last: string | undefined;
    for (const { person, place } of order) {
      if (meant.get(beginning)?.[place] !== 1 || person === last) continue;
      about.push(beginning + person);
      last = person;
    }
  }
  return about;
}
