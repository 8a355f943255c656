import type { Operation } from '../entry.ts';
import { type SearchFields, searchFieldsOf } from '../stored-entry.ts';
import type { Disclosing, ReadEntry } from './entry-grammar.ts';
import type { StoredFields } from './ledger-line.ts';

/** `_id`, `hash`, `text`. */
const OWN_FIELDS = 3;
/** Those of `SearchFields`. */
const SEARCH_FIELDS = 7;

/**
 * True when the store holds of an entry what its text says, field for field, and nothing else but `sealing`, which
 * marks it for a seal. Pure.
 */
export function searchFieldsFit(stored: StoredFields, entry: ReadEntry): boolean {
  const fields = Object.keys(stored).length - OWN_FIELDS - (stored.sealing === undefined ? 0 : 1);
  if (entry.disclosing === undefined) return fields === 0;
  if (fields !== SEARCH_FIELDS) return false;
  const event = readDisclosing(entry.disclosing);
  const wanted = isSpanned(event) && searchFieldsOf({ event, time: entry.time });
  return wanted !== false && wanted !== undefined && isSame(stored, wanted);
}

/** What `searchFieldsOf` reads of an operation. The rest of it is not parsed, which would take as long again. */
function readDisclosing({ agency, disclosures, persons, purpose, shownFrom }: Disclosing): Operation {
  return {
    kind: 'operation',
    agency: JSON.parse(agency),
    disclosures: JSON.parse(disclosures),
    persons: JSON.parse(persons),
    purpose: JSON.parse(purpose),
    shownFrom: JSON.parse(shownFrom),
  } as Operation;
}

/** True when every span of a disclosure lies within the persons of the entry. */
function isSpanned({ disclosures, persons }: Operation): boolean {
  for (const { who } of disclosures) {
    for (const [first, count] of who) if (first + count > persons.length) return false;
  }
  return true;
}

function isSame(stored: StoredFields, wanted: SearchFields): boolean {
  return (
    stored.at instanceof Date &&
    stored.at.getTime() === wanted.at.getTime() &&
    stored.agency === wanted.agency &&
    stored.purpose === wanted.purpose &&
    stored.shownFrom === wanted.shownFrom &&
    isSameList(stored.providers, wanted.providers) &&
    isSameList(stored.coordinates, wanted.coordinates) &&
    isSameList(stored.about, wanted.about)
  );
}

function isSameList(stored: unknown, wanted: readonly string[]): boolean {
  if (!Array.isArray(stored) || stored.length !== wanted.length) return false;
  for (let at = 0; at < wanted.length; at++) if (stored[at] !== wanted[at]) return false;
  return true;
}
