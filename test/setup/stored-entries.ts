import { createHash } from 'node:crypto';
import type { Disclosed, Operation } from '../../gateway/ledger/entry.ts';
import { entryId, type StoredEntry, searchFieldsOf } from '../../gateway/ledger/stored-entry.ts';
import { hashEntry, NO_ENTRY, writeEntry, writeEvent } from '../../gateway/ledger/write-entry.ts';

/** What a test wants of an operation that gave data; the rest is the same for all. */
export interface AccessWish {
  readonly chain?: string;
  readonly sequence: number;
  /** ISO 8601. */
  readonly time: string;
  readonly agency: string;
  readonly purpose?: string;
  readonly unit?: string;
  readonly given: readonly GivenWish[];
  readonly agreements?: readonly string[];
  readonly shownFrom?: string;
}

/** Fields of one provider that reached somebody. */
export interface GivenWish {
  readonly provider: string;
  /** The agency that asks, when absent. */
  readonly recipient?: string;
  readonly coordinates: readonly string[];
  /** Ledger ids of the persons. */
  readonly about: readonly string[];
}

/** The entry as a gateway would store it. */
export function storedAccess(wish: AccessWish): StoredEntry {
  const { chain = 'gateway-1', sequence, time } = wish;
  const event = operationOf(wish);
  const text = writeEntry({ chain, previous: NO_ENTRY, sequence, time }, writeEvent(event));
  return { _id: entryId(chain, sequence), hash: hashEntry(text), text, ...searchFieldsOf({ event, time }) };
}

/** What stands in the place of an entry once it is sealed. */
export function sealedStub(chain: string, sequence: number) {
  return { _id: entryId(chain, sequence), hash: '5'.repeat(64), seal: 1 };
}

/** The version that an agreement of this id has in {@link storedAccess}. */
export function versionOf(agreement: string): string {
  return createHash('sha256').update(agreement).digest('hex');
}

function operationOf(wish: AccessWish): Operation {
  const { agency, given, purpose = 'PROTECTION_CASE', unit = null, agreements = [], shownFrom = null } = wish;
  const persons = [...new Set(given.flatMap(({ about }) => about))];
  return {
    kind: 'operation',
    agency,
    agreements: agreements.map((id) => ({ clauses: ['one'], id, version: versionOf(id) })),
    decision: 'given',
    // Nobody is told what was denied: least of all as something that was given.
    denied: [{ code: 'FIELD_DENIED', coordinate: 'Worker.biometricRef' }],
    disclosures: given.map((each) => disclosureOf(each, agency, persons)),
    durationMs: 12,
    intent: null,
    officer: 'o'.repeat(43),
    operation: { hash: 'a'.repeat(64), name: 'OperationOfATest' },
    outcome: { codes: [], status: 200 },
    persons,
    policy: 'b'.repeat(16),
    purpose,
    request: 'request-of-a-test',
    shownFrom,
    supergraph: 'c'.repeat(64),
    unit,
  };
}

function disclosureOf(
  { provider, recipient, coordinates, about }: GivenWish,
  agency: string,
  persons: string[],
): Disclosed {
  const places = [...new Set(about)].map((person) => persons.indexOf(person)).sort((a, b) => a - b);
  const who: [number, number][] = [];
  for (const place of places) {
    const last = who.at(-1);
    if (last && last[0] + last[1] === place) last[1] += 1;
    else who.push([place, 1]);
  }
  return {
    coordinates: [...new Set(coordinates)].sort(),
    persons: places.length,
    provider,
    recipient: recipient ?? agency,
    rows: places.length + 1,
    who,
  };
}
