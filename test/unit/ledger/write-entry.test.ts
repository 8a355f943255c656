import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CanonicalValue, writeCanonicalJson } from '../../../gateway/ledger/canonical-json.ts';
import type { LedgerEvent } from '../../../gateway/ledger/entry.ts';
import { EMPTY_CHAIN, linkEntries } from '../../../gateway/ledger/link-entries.ts';
import { hashEntry, writeEntry, writeEvent } from '../../../gateway/ledger/write-entry.ts';
import { operationEvent } from '../../setup/ledger-events.ts';

const events: fc.Arbitrary<LedgerEvent> = fc.oneof(
  fc.nat().map((refused) => ({ kind: 'opened', reason: 'recovered', refused }) as const),
  fc
    .tuple(fc.string({ unit: 'binary' }), fc.option(fc.string()), fc.array(fc.string()))
    .map(([request, unit, persons]) => operationEvent(request, { unit, persons, disclosures: [] })),
);
const hashes = fc.stringMatching(/^[0-9a-f]{64}$/);
const times = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });

describe('an entry', () => {
  test('is written as canonical JSON, whatever the event', () => {
    fc.assert(
      fc.property(
        fc.record({ chain: fc.string(), previous: hashes, sequence: fc.nat(), event: events, at: times }),
        ({ chain, previous, sequence, event, at }) => {
          const entry = { chain, previous, sequence, time: at.toISOString() };
          const whole = { ...entry, event: event as unknown as CanonicalValue, version: 1 };
          expect(writeEntry(entry, writeEvent(event))).toBe(writeCanonicalJson(whole));
        },
      ),
    );
  });

  test('is hashed over its bytes in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(hashEntry(text)).toBe(createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex'));
      }),
    );
  });
});

describe('entries that are linked', () => {
  test('are the same chain in one batch as in several', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 12 }), fc.nat({ max: 12 }), times, (found, cut, at) => {
        const batch = found.map((event) => ({ event, text: writeEvent(event) }));
        const whole = linkEntries('gateway-1', EMPTY_CHAIN, batch, at);
        const first = linkEntries('gateway-1', EMPTY_CHAIN, batch.slice(0, cut), at);
        const second = linkEntries('gateway-1', first.end, batch.slice(cut), at);
        expect([...first.documents, ...second.documents]).toEqual(whole.documents);
        expect(second.end).toEqual(whole.end);
      }),
    );
  });

  test('each hold the hash of the one before', () => {
    fc.assert(
      fc.property(fc.array(events, { minLength: 1, maxLength: 12 }), times, (found, at) => {
        const batch = found.map((event) => ({ event, text: writeEvent(event) }));
        const { documents } = linkEntries('gateway-1', EMPTY_CHAIN, batch, at);
        const before = ['0'.repeat(64), ...documents.map(({ hash }) => hash)];
        expect(documents.map(({ text }) => JSON.parse(text).previous)).toEqual(before.slice(0, -1));
        expect(documents.map(({ text }) => JSON.parse(text).event)).toEqual(
          found.map((event) => JSON.parse(JSON.stringify(event))),
        );
      }),
    );
  });
});
