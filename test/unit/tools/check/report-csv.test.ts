import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FindingDocument } from '../../../../subgraphs/oversight/finding-document.ts';
import { writeEvidence } from '../../../../tools/check/report/data/evidence-text.ts';
import { COLUMNS, writeFindingRow } from '../../../../tools/check/report/write-csv.ts';
import { makeFinding } from '../../../setup/made-up-check.ts';

/** Reads a row as RFC 4180 has it, by a reader of its own. */
function readRow(row: string): readonly string[] {
  const fields: string[] = [];
  let rest = `,${row}`;
  while (rest !== '') {
    const [all, quoted, plain] = /^,(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(rest) ?? [];
    if (all === undefined) throw new Error(`Not RFC 4180: ${rest}`);
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    rest = rest.slice(all.length);
  }
  return fields;
}

function readEvidence(text: string): ReadonlyMap<string, string> {
  if (text === '') return new Map();
  const pairs = text.split(';').map((pair) => pair.split('=').map(decodeURIComponent));
  return new Map(pairs.map(([code = '', value = '']) => [code, value]));
}

/** Texts with all that could end a field, begin a formula or look like a pair. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '"', "'", ',', ';', '%', '\r', '\n', '\t', 'a'),
    maxLength: 8,
  }),
);
const evidence = fc.dictionary(text.filter((code) => code !== '__proto__'), fc.oneof(text, fc.integer(), fc.boolean()), { maxKeys: 5 }); // biome-ignore format: one line

describe('a row of findings.csv', () => {
  it('is read back as it was written, but for an apostrophe before what a spreadsheet would run', () => {
    const finding = fc.record({ pollingPoint: text, firstCheck: text, evidence, city: text });
    fc.assert(
      fc.property(finding, ({ city, ...given }) => {
        const written: FindingDocument = makeFinding(given);
        const fields = readRow(writeFindingRow(written, new Map([[written.ppln ?? '', city]])));
        expect(fields).toHaveLength(COLUMNS.length);
        const found = new Map(COLUMNS.map((column, at) => [column, fields[at] ?? '']));
        const expected = { polling_point: given.pollingPoint, first_check: given.firstCheck, committee_city: city, evidence: writeEvidence(given.evidence) }; // biome-ignore format: one line
        for (const [column, value] of Object.entries(expected)) {
          const field = found.get(column as keyof typeof expected) ?? '';
          expect(field).toBe(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
        }
        expect([found.get('finding'), found.get('voter')]).toEqual([written._id, written.voterId]);
      }),
    );
  });

  it('begins no field as a formula, but for ids, which cannot be one', () => {
    fc.assert(
      fc.property(text, evidence, (pollingPoint, facts) => {
        const row = readRow(writeFindingRow(makeFinding({ pollingPoint, evidence: facts }), new Map()));
        for (const field of row)
          expect(/^[=+@\t\r]/.test(field) || (field.startsWith('-') && field.length !== 22)).toBe(false);
      }),
    );
  });

  it('leaves empty what the finding does not have', () => {
    const { voterId, citizenId, ppln, ...finding } = makeFinding({ subject: 'COMMITTEE', evidence: {} });
    const row = readRow(writeFindingRow(finding, new Map()));
    expect(COLUMNS.filter((_, at) => row[at] === '')).toEqual([
      'committee', 'committee_city', 'polling_point', 'voter', 'citizen', 'evidence', 'response',
    ]); // biome-ignore format: one line
  });

  it("tells KPU's latest answer", () => {
    const at = new Date();
    const steps = [
      { state: 'ANSWERED', at, code: 'UNDER_INQUIRY' },
      { state: 'REJECTED', at },
      { state: 'ANSWERED', at, code: 'DOCUMENTS_SEEN' },
      { state: 'ACCEPTED', at },
    ] as const;
    const row = readRow(writeFindingRow(makeFinding({ steps, state: 'ACCEPTED' }), new Map()));
    expect(row[COLUMNS.indexOf('response')]).toBe('DOCUMENTS_SEEN');
  });
});

describe('evidence as text', () => {
  it('is read back as it was written, and does not depend on the order of its codes', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const written = writeEvidence(given);
        expect(written).not.toMatch(/[\r\n]/);
        expect(readEvidence(written)).toEqual(new Map(Object.entries(given).map(([code, value]) => [code, String(value)]))); // biome-ignore format: one line
        expect(writeEvidence(Object.fromEntries(Object.entries(given).reverse()))).toBe(written);
      }),
    );
  });
});
