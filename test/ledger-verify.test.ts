import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LedgerEvent } from '../gateway/ledger/entry.ts';
import { readExportLine } from '../gateway/ledger/verify/export-line.ts';
import { describeFault } from '../gateway/ledger/verify/fault.ts';
import { hashEntry } from '../gateway/ledger/write-entry.ts';
import { verifyExport } from './independent-verifier.mjs';
import { anyEvent, buildChain, plainEvent, publicHalf, type TestChain } from './setup/ledger-chain.ts';
import {
  exportLines,
  exportOf,
  faultsOfExport,
  faultsOfStore,
  keptOf,
  makeSigningKey,
  storeLines,
  verifyLines,
} from './setup/ledger-lines.ts';

const key = makeSigningKey();
const otherKey = makeSigningKey();
const manyEvents = fc.array(anyEvent, { minLength: 1, maxLength: 12 });
const RUNS = { numRuns: 60 };

/** Ten entries, checkpoints after the third, sixth, ninth and tenth. */
const ten = (changes: Partial<Parameters<typeof buildChain>[0]> = {}) =>
  buildChain({ events: Array.from({ length: 10 }, (_, at) => plainEvent(at)), key, ...changes });

describe('what a gateway wrote', () => {
  test('holds, in the store and in an export, for both verifiers', async () => {
    await fc.assert(
      fc.asyncProperty(manyEvents, fc.boolean(), async (events, isCovered) => {
        const chain = buildChain({ events, key, ...(isCovered ? {} : { checkpointAfter: [2] }) });
        expect(await faultsOfStore(chain, key)).toEqual([]);
        const text = exportOf(exportLines(chain));
        expect(await faultsOfExport(text, key)).toEqual([]);
        expect(verifyExport(text, publicHalf(key))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('is told with what no checkpoint covers, and a clock that went back is no fault', async () => {
    const { entries, checkpoints } = ten({ checkpointAfter: [4, 8] });
    const { chains } = await verifyLines(storeLines({ entries, checkpoints }), publicHalf(key));
    expect(chains).toMatchObject([
      { chain: 'gateway', from: 1, through: 10, entries: 10, checkpoints: 2, uncovered: 2, clockWentBack: 0 },
    ]);
    const back = relink(ten(), 4, (text) =>
      text.replace(/"time":"[^"]+"/, '"time":"2020-01-01T00:00:00.000Z"'),
    );
    const report = await verifyLines(storeLines({ entries: back, checkpoints: [] }), publicHalf(key));
    expect(report.chains).toMatchObject([{ fault: undefined, clockWentBack: 1 }]);
  });

  test('is several chains, of which one fault does not hide another', async () => {
    const [first, second] = [ten({ chain: 'a' }), ten({ chain: 'b' })];
    const lines = [storeLines(without(first, 4)), storeLines(without(second, 7))].flat();
    const { chains } = await verifyLines(lines, publicHalf(key));
    expect(chains.map(({ fault }) => fault && describeFault(fault))).toEqual([
      'a entry 4: removed: entry 5 comes next',
      'b entry 7: removed: entry 8 comes next',
    ]);
  });
});

describe('an entry that was changed', () => {
  test('is named, whatever was changed in its text', async () => {
    await fc.assert(
      fc.asyncProperty(
        manyEvents,
        fc.nat(),
        fc.nat(),
        fc.nat({ max: 93 }),
        async (events, which, where, letter) => {
          const chain = buildChain({ events, key });
          const at = which % chain.entries.length;
          const { text = '' } = chain.entries[at] ?? {};
          const place = where % text.length;
          const changed = `${text.slice(0, place)}${String.fromCharCode(33 + letter)}${text.slice(place + 1)}`;
          fc.pre(changed !== text);
          const tampered = replaced(chain, at, { text: changed });
          expect(await faultsOfStore(tampered, key)).toMatchObject([{ kind: 'changed', sequence: at + 1 }]);
          await expectBothFind(tampered, at + 1);
        },
      ),
      RUNS,
    );
  });

  test('is named when its hash was made anew', async () => {
    for (let at = 0; at < 10; at++) {
      const text = (ten().entries[at]?.text ?? '').replace(/"refused":\d+/, '"refused":77');
      const tampered = replaced(ten(), at, { text, hash: hashEntry(text) });
      const [fault] = await faultsOfStore(tampered, key);
      // Where a checkpoint comes next, all that it covers may have been changed.
      const isAtCheckpoint = ten().checkpoints.some(({ sequence }) => sequence === at + 1);
      expect(fault, `${at + 1}`).toMatchObject({
        kind: 'changed',
        [isAtCheckpoint ? 'through' : 'sequence']: at + 1,
      });
      await expectBothFind(tampered, at + 1);
    }
  });

  test('is named when its link was changed', async () => {
    for (let at = 0; at < 10; at++) {
      const text = (ten().entries[at]?.text ?? '').replace(
        /"previous":"[^"]+"/,
        `"previous":"${'7'.repeat(64)}"`,
      );
      const tampered = replaced(ten(), at, { text, hash: hashEntry(text) });
      expect(await faultsOfStore(tampered, key), `${at + 1}`).toMatchObject([
        { kind: 'changed', sequence: at + 1 },
      ]);
    }
  });

  test('is found by the next checkpoint when all that follows was computed anew', async () => {
    for (let at = 0; at < 10; at++) {
      const entries = relink(ten(), at, (text) => text.replace(/"refused":\d+/, '"refused":77'));
      const tampered = { ...ten(), entries };
      const [fault] = await faultsOfStore(tampered, key);
      expect(fault?.kind).toBe('changed');
      expect(fault?.sequence).toBeLessThanOrEqual(at + 1);
      expect(fault?.through).toBeGreaterThanOrEqual(at + 1);
      await expectBothFind(tampered, at + 1);
    }
  });

  test.each([
    ['an unknown field', (text: string) => text.replace('"kind":', '"job":"x","kind":')],
    ['a field less', (text: string) => text.replace(',"reason":"started"', '')],
    ['white space', (text: string) => text.replace('"version":1', '"version": 1')],
    [
      'names in another order',
      (text: string) => text.replace('"reason":"started","refused":3', '"refused":3,"reason":"started"'),
    ],
    ['another version', (text: string) => text.replace('"version":1', '"version":2')],
    ['a number written otherwise', (text: string) => text.replace('"refused":3', '"refused":3.0')],
  ])('with a good hash and good links, but with %s, is none', async (_, change) => {
    const entries = relink(ten({ checkpointAfter: [] }), 3, change);
    expect(entries[3]?.text).not.toBe(ten().entries[3]?.text);
    expect(await faultsOfStore({ entries, checkpoints: [] }, key)).toMatchObject([
      { kind: 'changed', sequence: 4 },
    ]);
  });
});

describe('the order of entries', () => {
  test('shows what was removed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        async (from, count) => {
          const through = Math.min(from + count - 1, 9);
          const entries = ten().entries.filter((_, at) => at + 1 < from || at + 1 > through);
          const tampered = { ...ten(), entries };
          expect(await faultsOfStore(tampered, key)).toMatchObject([
            { kind: 'removed', sequence: from, through },
          ]);
          // An export may begin behind a checkpoint: see below.
          if (from > 1 || through !== 3) await expectBothFind(tampered, from);
        },
      ),
      RUNS,
    );
  });

  test('shows that an export begins behind a checkpoint, and in a store that is a fault', async () => {
    const chain = { ...ten(), entries: ten().entries.slice(3) };
    const read = exportLines(chain).map((line) => readExportLine(line, 'a line'));
    const { chains } = await verifyLines(read, publicHalf(key), { fromFirst: false, toLast: false });
    expect(chains).toMatchObject([{ fault: undefined, anchor: 1, from: 4, through: 10 }]);
    expect(verifyExport(exportOf(exportLines(chain)), publicHalf(key))).toEqual([]);
  });

  test('shows what was cut off at the end, whole chains included', async () => {
    for (let left = 0; left < 10; left++) {
      const tampered = { ...ten(), entries: ten().entries.slice(0, left) };
      expect(await faultsOfStore(tampered, key)).toMatchObject([
        { kind: 'cut-off', sequence: left + 1, through: 10 },
      ]);
    }
  });

  test('shows entries that changed places, in the store and in an export', async () => {
    const chain = ten();
    const [third, seventh] = [chain.entries[2], chain.entries[6]];
    const swapped = replaced(
      replaced(chain, 2, { text: seventh?.text ?? '', hash: seventh?.hash ?? '' }),
      6,
      { text: third?.text ?? '', hash: third?.hash ?? '' },
    );
    expect(await faultsOfStore(swapped, key)).toMatchObject([{ kind: 'reordered', sequence: 3 }]);
    for (let from = 0; from < 10; from++) {
      for (let to = 0; to < 10; to++) {
        if (from === to) continue;
        const lines = exportLines(ten({ checkpointAfter: [] }));
        lines.splice(to, 0, ...lines.splice(from, 1));
        const [fault] = await faultsOfExport(exportOf(lines), key);
        const expected = Math.abs(from - to) === 1 ? [from + 1, to + 1] : [from + 1];
        expect(fault?.kind, `${from} to ${to}`).toBe('reordered');
        expect(expected, `${from} to ${to}`).toContain(fault?.sequence);
      }
    }
  });

  test('shows a forged entry between two, before or after the true one', async () => {
    for (let at = 0; at < 10; at++) {
      const chain = ten({ checkpointAfter: [] });
      const previous = chain.entries[at - 1]?.hash ?? '0'.repeat(64);
      const text = (chain.entries[at]?.text ?? '').replace(/"refused":\d+/, '"refused":77');
      expect(text).toContain(previous);
      const forged = `{"entry":${text},"hash":"${hashEntry(text)}"}`;
      for (const place of [at, at + 1]) {
        const lines = exportLines(chain);
        lines.splice(place, 0, forged);
        const found = await faultsOfExport(exportOf(lines), key);
        expect(found, `${at} at ${place}`).toMatchObject([{ kind: 'inserted', sequence: at + 1 }]);
        expect(verifyExport(exportOf(lines), publicHalf(key))).toHaveLength(1);
      }
    }
  });
});

describe('checkpoints', () => {
  test('show that one of them is missing, or at another place', async () => {
    const { entries, checkpoints } = ten();
    for (let at = 0; at < checkpoints.length - 1; at++) {
      const fewer = checkpoints.filter((_, index) => index !== at);
      expect(await faultsOfStore({ entries, checkpoints: fewer }, key)).toMatchObject([
        { kind: 'checkpoint-removed' },
      ]);
    }
    const lines = exportLines(ten());
    const early = [...lines.slice(3, 4), ...lines.slice(0, 3), ...lines.slice(4)];
    // An export may begin behind a checkpoint: then its entries do.
    expect(await faultsOfExport(exportOf(early), key)).toHaveLength(1);
    const late = [...lines.slice(0, 3), ...lines.slice(4, 6), ...lines.slice(3, 4), ...lines.slice(6)];
    expect(await faultsOfExport(exportOf(late), key)).toMatchObject([
      { kind: 'checkpoint-reordered', sequence: 3 },
    ]);
  });

  test('of another key, or with one sign changed, are forged', async () => {
    expect(await faultsOfStore(ten({ key: otherKey }), key)).toMatchObject([{ kind: 'checkpoint-forged' }]);
    const { jws = '' } = ten().checkpoints[1] ?? {};
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: jws.length - 1 }),
        fc.constantFrom(...'aZ0_-.='),
        async (place, letter) => {
          fc.pre(jws[place] !== letter);
          const { entries, checkpoints } = ten();
          const forged = `${jws.slice(0, place)}${letter}${jws.slice(place + 1)}`;
          const tampered = {
            entries,
            checkpoints: checkpoints.map((each, at) => (at === 1 ? { ...each, jws: forged } : each)),
          };
          expect(await faultsOfStore(tampered, key)).toMatchObject([
            { kind: 'checkpoint-forged', sequence: 6 },
          ]);
        },
      ),
      RUNS,
    );
  });

  test('of another history of the same chain contradict', async () => {
    const other = buildChain({ events: Array.from({ length: 10 }, () => plainEvent(5)), key });
    const mixed = {
      entries: ten().entries,
      checkpoints: [...ten().checkpoints.slice(0, 2), ...other.checkpoints.slice(2)],
    };
    expect(await faultsOfStore(mixed, key)).toMatchObject([{ kind: 'checkpoint-contradicts', sequence: 9 }]);
  });

  test('are missed when too many entries have none', async () => {
    const events = Array.from({ length: 10_002 }, (_, at): LedgerEvent => plainEvent(at));
    const found = await faultsOfStore(buildChain({ events, key, checkpointAfter: [1] }), key);
    expect(found).toMatchObject([{ kind: 'uncovered', sequence: 2, through: 10_002 }]);
  });
});

describe('the second place', () => {
  const jwsOf = ({ checkpoints }: TestChain) => checkpoints.map(({ jws }) => jws);

  test('may lag behind, and may have one twice', async () => {
    const [first = '', second = ''] = jwsOf(ten());
    const { chains } = await verifyLines(storeLines(ten()), publicHalf(key), {
      kept: keptOf({ gateway: [first, first, second] }),
    });
    expect(chains).toMatchObject([{ fault: undefined, missingInSecondPlace: 2 }]);
  });

  test('knows what was cut off together with its checkpoints, whole chains included', async () => {
    for (const left of [0, 3, 6, 9]) {
      const { entries, checkpoints } = ten();
      const cut = {
        entries: entries.slice(0, left),
        checkpoints: checkpoints.filter(({ sequence }) => sequence <= left),
      };
      expect(await faultsOfStore(cut, key, { kept: keptOf({ gateway: jwsOf(ten()) }) })).toMatchObject([
        { kind: 'cut-off', chain: 'gateway', sequence: left + 1 },
      ]);
    }
  });

  test('contradicts a history that was written and signed anew, and knows of a checkpoint that was taken away', async () => {
    const other = buildChain({ events: Array.from({ length: 10 }, () => plainEvent(5)), key });
    const kept = keptOf({ gateway: jwsOf(ten()) });
    expect(await faultsOfStore(other, key, { kept })).toMatchObject([
      { kind: 'checkpoint-contradicts', sequence: 3 },
    ]);
    const { entries, checkpoints } = ten();
    const fewer = { entries, checkpoints: checkpoints.slice(0, 3) };
    expect(await faultsOfStore(fewer, key, { kept })).toMatchObject([
      { kind: 'checkpoint-removed', sequence: 10 },
    ]);
  });
});

describe('what the store finds an entry by', () => {
  test('is what its text says, or else it is named', async () => {
    const events = fc.array(anyEvent, { minLength: 1, maxLength: 6 });
    const change = fc.constantFrom<Record<string, unknown>>(
      { about: [] },
      { about: ['dukcapil/AAAAAAAAAAAAAAAAAAAAAA'] },
      { providers: ['nobody'] },
      { coordinates: [] },
      { agency: 'nobody' },
      { purpose: 'OTHER' },
      { at: new Date(0) },
      { at: '2026-11-22T03:00:00.000Z' },
      { shownFrom: '2099-01-01' },
      { note: 'of nobody' },
    );
    await fc.assert(
      fc.asyncProperty(events, fc.nat(), change, async (some, which, fields) => {
        const chain = buildChain({ events: some, key });
        const at = which % chain.entries.length;
        const lines = storeLines(chain).map((line) =>
          line.kind === 'entry' && line.stored?._id === chain.entries[at]?._id && line.stored
            ? { ...line, stored: { ...line.stored, ...fields } }
            : line,
        );
        fc.pre(JSON.stringify(lines) !== JSON.stringify(storeLines(chain)));
        const { chains } = await verifyLines(lines, publicHalf(key));
        expect(chains).toMatchObject([{ fault: { kind: 'search-fields', sequence: at + 1 } }]);
      }),
      RUNS,
    );
  });
});

/** Both verifiers find the tampering in an export of it; ours at the sequence, unless nothing is left to say whose it is. */
async function expectBothFind(chain: TestChain, sequence: number): Promise<void> {
  const text = exportOf(exportLines(chain));
  const faults = await faultsOfExport(text, key);
  const named = faults.filter((fault) => fault.chain === 'gateway');
  for (const fault of named) {
    expect(fault.sequence).toBeLessThanOrEqual(sequence);
    expect(fault.through ?? fault.sequence).toBeGreaterThanOrEqual(sequence);
  }
  expect(named.length > 0 || (sequence === 1 && faults.length > 0)).toBe(true);
  expect(verifyExport(text, publicHalf(key))).not.toEqual([]);
}

function replaced(
  chain: TestChain,
  at: number,
  change: { readonly text?: string; readonly hash?: string },
): TestChain {
  return {
    ...chain,
    entries: chain.entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry)),
  };
}

function without(chain: TestChain, sequence: number): TestChain {
  return { ...chain, entries: chain.entries.filter((_, at) => at + 1 !== sequence) };
}

/** The chain with one text changed, and every hash and link after it computed anew. */
function relink({ entries }: TestChain, at: number, change: (text: string) => string) {
  let hash = entries[at - 1]?.hash ?? '0'.repeat(64);
  return entries.map((entry, index) => {
    if (index < at) return entry;
    const linked = entry.text.replace(/"previous":"[^"]+"/, `"previous":"${hash}"`);
    const text = index === at ? change(linked) : linked;
    hash = hashEntry(text);
    return { ...entry, text, hash };
  });
}
