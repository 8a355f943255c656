import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIdKeys } from '../gateway/execution/id-keys.ts';
import { createPairwiseIds, type PairwiseIds } from '../gateway/execution/pairwise-ids.ts';
import type { LedgerEvent, Operation } from '../gateway/ledger/entry.ts';
import { findProjectRoot } from '../gateway/project-root.ts';
import { breach } from '../tools/ledger/breach/breach.ts';
import { writeCsvRow } from '../tools/ledger/breach/csv-row.ts';
import { seal } from '../tools/ledger/seal/seal.ts';
import { anyOperation, buildChain, type TestChain } from './setup/ledger-chain.ts';
import { makeStoredLedger, type StoredLedger } from './setup/ledger-store.ts';

/** The entries are of one second each from 03:00:00 on. */
const FROM = new Date('2026-11-22T03:00:05.000Z');
const TO = new Date('2026-11-22T03:00:55.000Z');

interface Row {
  readonly [column: string]: unknown;
  readonly persons?: readonly string[];
}

test('a notice says what brute force finds, and nothing of other providers', async () => {
  const ledger = await makeStoredLedger();
  const events = disclosing(90);
  const chain = buildChain({ events, key: ledger.key });
  await ledger.put(chain);
  const ids = await idsOf(ledger);
  let found = 0;
  for (const provider of ['kp2mi', 'dukcapil']) {
    for (const consumer of ['kemlu', 'dki-jakarta', 'kp2mi']) {
      const { disclosures, persons, csv } = await noticeOf(ledger, provider, consumer);
      const expected = bruteForce(chain, provider, consumer, ids);
      expect(
        disclosures.map(({ entry, recipient, coordinates, persons: some }) => [
          entry,
          recipient,
          coordinates,
          some,
        ]),
      ).toEqual(
        expected.map(({ entry, recipient, coordinates, persons: some }) => [
          entry,
          recipient,
          coordinates,
          some,
        ]),
      );
      const everybody = new Map<
        string,
        { first: string; last: string; disclosures: number; coordinates: string[] }
      >();
      for (const { time, coordinates, persons: some } of expected) {
        for (const person of new Set(some)) {
          const {
            first,
            disclosures: count,
            coordinates: before,
          } = everybody.get(person) ?? { first: time, disclosures: 0, coordinates: [] };
          const union = [...new Set([...before, ...coordinates])].sort();
          everybody.set(person, { first, last: time, disclosures: count + 1, coordinates: union });
        }
      }
      expect(new Map(persons.map(({ person, ...rest }) => [person, rest]))).toEqual(everybody);
      expect(csv.disclosures).toHaveLength(expected.length + 1);
      expect(csv.persons).toHaveLength(everybody.size + 1);
      found += expected.length;
    }
  }
  expect(found).toBeGreaterThan(20);
});

test('what was sealed is found in the parts that are named', async () => {
  const ledger = await makeStoredLedger();
  const events = disclosing(30);
  await ledger.put(buildChain({ events, key: ledger.key }));
  const whole = await noticeOf(ledger, 'dukcapil', 'kemlu');
  await seal(
    ledger.settings,
    { before: new Date('2026-11-22T03:00:20Z'), retention: { months: 1, days: 0 } },
    () => {},
  );
  const left = await noticeOf(ledger, 'dukcapil', 'kemlu');
  expect(left.said[0]).toMatch(/^Entries were sealed \(1 seals\)/);
  expect(left.disclosures.length).toBeLessThan(whole.disclosures.length);
  const part = join(ledger.folder, 'sealed', 'gateway-seal-1.jsonl');
  const both = await noticeOf(ledger, 'dukcapil', 'kemlu', [part]);
  const byEntry = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort();
  expect(byEntry(both.disclosures)).toEqual(byEntry(whole.disclosures));
  expect(byEntry(both.persons)).toEqual(byEntry(whole.persons));
});

test('of the agreements that a question used, a notice names those of the provider', async () => {
  const ledger = await makeStoredLedger();
  const agreement = (provider: string) =>
    readFileSync(join(findProjectRoot(), `schema/agreements/O-${provider}.yaml`), 'utf8');
  const used = ['kp2mi', 'kemlu'].map((provider) => {
    const version = createHash('sha256').update(agreement(provider)).digest('hex');
    return { clauses: ['workers'], id: `O-${provider}`, version };
  });
  const { disclosures: _, ...plain } = fc.sample(anyOperation, 1)[0] as Operation;
  const disclosed = {
    coordinates: ['Worker.status'],
    persons: 0,
    provider: 'kp2mi',
    recipient: 'kemlu',
    rows: 1,
    who: [],
  };
  const event: Operation = { ...plain, agreements: used, disclosures: [disclosed] };
  await ledger.put(buildChain({ events: Array.from({ length: 9 }, () => event), key: ledger.key }));
  const { disclosures } = await noticeOf(ledger, 'kp2mi', 'kemlu');
  expect(disclosures.map(({ agreements }) => agreements)).toEqual(
    Array.from({ length: 4 }, () => [`O-kp2mi@${used[0]?.version}:workers`]),
  );
});

test('an agency that is none is refused with those there are', async () => {
  const ledger = await makeStoredLedger();
  await expect(noticeOf(ledger, 'nobody', 'kemlu')).rejects.toThrow(/^--provider must be one of dukcapil, /);
  await expect(noticeOf(ledger, 'kp2mi', 'nobody')).rejects.toThrow(/^--consumer must be one of /);
});

test('a row of a table runs nothing and breaks nothing', () => {
  const row = ['=1+1', '@x', 'a "b", c', 'two\nlines', null, ['a', 'b'], 7, '-AAAAAAAAAAAAAAAAAAAAA'];
  expect(writeCsvRow(row)).toBe(`'=1+1,'@x,"a ""b"", c","two\nlines",,a b,7,-AAAAAAAAAAAAAAAAAAAAA`);
});

/** Operations that disclosed something. */
function disclosing(count: number): readonly LedgerEvent[] {
  const operations = anyOperation.filter(({ disclosures }) => disclosures.length > 0);
  return fc.sample(operations as fc.Arbitrary<LedgerEvent>, count);
}

function bruteForce({ entries }: TestChain, provider: string, consumer: string, ids: PairwiseIds) {
  const found: {
    entry: string;
    time: string;
    recipient: string;
    coordinates: readonly string[];
    persons: string[];
  }[] = [];
  for (const { text } of entries) {
    const { event, sequence, time } = JSON.parse(text);
    if (event.kind !== 'operation' || new Date(time) < FROM || new Date(time) >= TO) continue;
    for (const disclosure of event.disclosures) {
      if (disclosure.provider !== provider) continue;
      if (event.agency !== consumer && disclosure.recipient !== consumer) continue;
      const persons: string[] = [];
      event.persons.forEach((person: string, place: number) => {
        if (
          disclosure.who.some(([first, count]: [number, number]) => place >= first && place < first + count)
        )
          persons.push(person);
      });
      const { recipient, coordinates } = disclosure;
      const own = persons.map((person) => ids.conceal(provider, ids.reveal('operator', [person]))[0] ?? '');
      found.push({ entry: `gateway/${sequence}`, time, recipient, coordinates, persons: own });
    }
  }
  return found;
}

async function noticeOf(
  ledger: StoredLedger,
  provider: string,
  consumer: string,
  exports: readonly string[] = [],
) {
  const out = join(ledger.folder, `notice-${provider}-${consumer}`);
  const said: string[] = [];
  await breach(ledger.settings, { provider, consumer, from: FROM, to: TO, out, exports }, (line) =>
    said.push(line),
  );
  const read = (name: string) => readFileSync(join(out, name), 'utf8');
  return {
    said,
    disclosures: JSON.parse(read('disclosures.json')) as readonly Row[],
    persons: JSON.parse(read('persons.json')) as readonly Row[],
    csv: {
      disclosures: read('disclosures.csv').trimEnd().split('\n'),
      persons: read('persons.csv').trimEnd().split('\n'),
    },
  };
}

async function idsOf({ settings }: StoredLedger): Promise<PairwiseIds> {
  const reading = await readIdKeys('ID_KEYS', settings.idKeysFile);
  if (!reading.ok) throw new Error(reading.problem);
  return createPairwiseIds(reading.keys);
}
