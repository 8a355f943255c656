import fc from 'fast-check';
import type { JSONWebKeySet, JWK } from 'jose';
import {
  createCheckpoint,
  type LastCheckpoint,
  numberOf,
  type StoredCheckpoint,
} from '../../gateway/ledger/checkpoint.ts';
import type { LedgerEvent } from '../../gateway/ledger/entry.ts';
import { EMPTY_CHAIN, linkEntries } from '../../gateway/ledger/link-entries.ts';
import { createStatementSigner } from '../../gateway/ledger/statement-signer.ts';
import type { StoredEntry } from '../../gateway/ledger/stored-entry.ts';
import { writeEvent } from '../../gateway/ledger/write-entry.ts';

const hex = (digits: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits });
const base64url = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCXYZabcxyz0189_-'), minLength: length, maxLength: length });
const agency = fc.constantFrom('dukcapil', 'kp2mi', 'kemlu', 'dki-jakarta');
const coordinate = fc.constantFrom(
  'Citizen.nik',
  'Citizen.name',
  'Query.workers',
  'Query.workers(filter:)',
  'WorkerFilter.nik',
);
const coordinates = fc.uniqueArray(coordinate, { minLength: 1 }).map((some) => some.sort());
const code = fc.constantFrom('NOT_GRANTED', 'TOKEN_EXPIRED', 'INTERNAL');
const moment = fc
  .integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 })
  .map((ms) => new Date(ms).toISOString());
const sentence = fc.string({ unit: 'grapheme', maxLength: 40 });
const count = fc.nat({ max: 1_000_000 });

const asked = {
  agency,
  agreements: fc.array(
    fc.record({
      clauses: fc.uniqueArray(fc.constantFrom('workers', 'names')),
      id: fc.constantFrom('A1-kemlu-kp2mi', 'O-kp2mi'),
      version: hex(64),
    }),
    { maxLength: 2 },
  ),
  officer: base64url(43),
  operation: fc.record({ hash: fc.option(hex(64)), name: fc.option(fc.constantFrom('Deep', '_a1')) }),
  policy: hex(16),
  purpose: fc.option(fc.constantFrom('STATISTICS', 'PROTECTION_CASE')),
  request: fc.uuid(),
  supergraph: hex(64),
  unit: fc.option(fc.constantFrom('KBRI-TOKYO', 'PPLN.1')),
};
const planned = fc.record({ coordinates, provider: agency, recipient: agency });

/** A few, whom many operations are about. */
const PERSONS = Array.from('ABCDEFGHIJ', (letter) => letter.padEnd(22, 'A'));

/** Operations whose disclosures are about some of their persons. */
export const anyOperation = fc.uniqueArray(fc.constantFrom(...PERSONS), { maxLength: 6 }).chain((persons) =>
  fc.record({
    ...asked,
    kind: fc.constant('operation' as const),
    decision: fc.constantFrom('given', 'given-in-part', 'refused', 'undecided'),
    denied: fc.array(fc.record({ code, coordinate }), { maxLength: 2 }),
    disclosures: fc.array(
      fc.tuple(planned, count, spansOf(persons.length)).map(([plan, rows, who]) => ({
        ...plan,
        persons: who.reduce((sum, [, some]) => sum + some, 0),
        rows,
        who,
      })),
      { maxLength: 2 },
    ),
    durationMs: count,
    intent: fc.option(fc.integer({ min: 1, max: 99 })),
    outcome: fc.record({ codes: fc.uniqueArray(code), status: fc.constantFrom(200, 401, 499, 503) }),
    persons: fc.constant(persons),
    shownFrom: fc.option(fc.constant('2027-01-31')),
  }),
);

/** Any event, of all kinds. */
export const anyEvent: fc.Arbitrary<LedgerEvent> = fc.oneof(
  { weight: 4, arbitrary: anyOperation as fc.Arbitrary<LedgerEvent> },
  fc.record({
    ...asked,
    kind: fc.constant('intent' as const),
    disclosures: fc.array(planned, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('opened' as const),
    reason: fc.constantFrom('started', 'recovered'),
    refused: count,
  }),
  fc.record({
    kind: fc.constant('agreement' as const),
    agreement: fc.constantFrom('A1-kemlu-kp2mi', 'O-kp2mi'),
    before: fc.option(hex(64)),
    change: fc.constantFrom('took-effect', 'changed', 'suspended', 'ended', 'expired', 'removed'),
    differences: fc.array(sentence, { maxLength: 2 }),
    version: fc.option(hex(64)),
  }),
  fc.record({
    kind: fc.constant('turned-away' as const),
    codes: fc.dictionary(code, fc.integer({ min: 1, max: 9_999 })),
    from: moment,
    until: moment,
  }),
) as fc.Arbitrary<LedgerEvent>;

function spansOf(persons: number): fc.Arbitrary<[number, number][]> {
  if (persons === 0) return fc.constant([]);
  return fc
    .tuple(fc.nat({ max: persons - 1 }), fc.integer({ min: 1, max: persons }))
    .map(([first, some]): [number, number][] => [[first, Math.min(some, persons - first)]]);
}

/** A chain as it was written. */
export interface TestChain {
  readonly entries: readonly StoredEntry[];
  readonly checkpoints: readonly StoredCheckpoint[];
}

/** How a chain was written. */
export interface ChainPlan {
  readonly chain?: string;
  readonly events: readonly LedgerEvent[];
  /** After how many entries a checkpoint is made; the last ones may have none. Default: each 3, and one at the end. */
  readonly checkpointAfter?: readonly number[];
  /** Of the entries, and after them of the checkpoints. Default: an entry a second. */
  readonly times?: readonly Date[];
  readonly key: JWK;
}

const BEGAN = Date.parse('2026-11-22T03:00:00.000Z');

/** Builds a chain with the code of the gateway: an entry a second, checkpoints signed with the key. */
export function buildChain({ chain = 'gateway', events, checkpointAfter, times, key }: ChainPlan): TestChain {
  const sign = createStatementSigner(key);
  const after =
    checkpointAfter ??
    events.flatMap((_, at) => ((at + 1) % 3 === 0 || at + 1 === events.length ? [at + 1] : []));
  const checkpoints: StoredCheckpoint[] = [];
  let end = EMPTY_CHAIN;
  let last: LastCheckpoint | undefined;
  const entries = events.flatMap((event, at) => {
    const time = times?.[at] ?? new Date(BEGAN + at * 1_000);
    const linked = linkEntries(chain, end, [{ event, text: writeEvent(event) }], time);
    end = linked.end;
    if (after.includes(at + 1)) {
      const checkpoint = createCheckpoint(
        chain,
        end,
        last,
        times?.[events.length + checkpoints.length] ?? time,
        sign,
      );
      last = { number: numberOf(checkpoint), jws: checkpoint.jws, sequence: checkpoint.sequence };
      checkpoints.push(checkpoint);
    }
    return linked.documents;
  });
  return { entries, checkpoints };
}

/** An operation that disclosed nothing: enough where the place in the chain is what matters. */
export function plainEvent(number: number): LedgerEvent {
  return { kind: 'opened', reason: 'started', refused: number };
}

/** The public half of a key, as a verifier is given it. */
export function publicHalf({ kty, crv, x, kid }: JWK): JSONWebKeySet {
  return { keys: [{ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }] } as JSONWebKeySet;
}
