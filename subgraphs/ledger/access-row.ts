import type { AccessScope } from './access-scope.ts';
import {
  type EntryDocument,
  readOperation,
  type StoredDisclosure,
  type StoredOperation,
} from './entry-document.ts';

/** An entry as far as somebody may see it. */
export interface AccessRow extends EntryDocument {
  /** Whether the person asks whom it is about. */
  readonly isOwn: boolean;
  /** What its text tells; read when it is first asked for. */
  readonly content: () => AccessContent;
}

/** What is told of an operation. */
export interface AccessContent extends Pick<StoredOperation, 'agreements' | 'operation' | 'unit'> {
  /** Those of the scope's provider, and about the person where it is a list of one. */
  readonly disclosures: readonly AccessDisclosure[];
  /** How many persons these are about. */
  readonly persons: number;
}

/** What one provider gave one recipient. */
export interface AccessDisclosure extends StoredDisclosure {
  readonly persons: number;
}

/** Narrows an entry to a scope, and to a person where the list is of one. */
export function narrowEntry(entry: EntryDocument, scope: AccessScope, person: string | undefined): AccessRow {
  let content: AccessContent | undefined;
  return {
    ...entry,
    isOwn: scope.person !== undefined,
    content: () => {
      content ??= narrowOperation(readOperation(entry), scope.provider, person);
      return content;
    },
  };
}

function narrowOperation(
  stored: StoredOperation,
  provider: string | undefined,
  person: string | undefined,
): AccessContent {
  const place = person === undefined ? -1 : stored.persons.indexOf(person);
  const isAbout = ({ who }: StoredDisclosure) =>
    person === undefined || who.some(([first, count]) => place >= first && place < first + count);
  const disclosures = stored.disclosures
    .filter((each) => (provider === undefined || each.provider === provider) && isAbout(each))
    .map((each) => ({ ...each, persons: countPlaces(each.who) }));
  return {
    agreements: stored.agreements,
    operation: stored.operation,
    unit: stored.unit,
    disclosures,
    persons: countPlaces(disclosures.flatMap(({ who }) => who)),
  };
}

/** How many places spans hold that may overlap. */
function countPlaces(spans: readonly (readonly [number, number])[]): number {
  let places = 0;
  let reached = 0;
  for (const [first, count] of spans.toSorted(([a], [b]) => a - b)) {
    places += Math.max(0, first + count - Math.max(first, reached));
    reached = Math.max(reached, first + count);
  }
  return places;
}
