import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCommittees, countCountries, unregisteredTable } from '../subgraphs/oversight/check-counts.ts';
import { listEvidence, workerEvidence } from '../subgraphs/oversight/evidence.ts';
import type { PartDocument } from '../subgraphs/oversight/part-document.ts';
import { CHECKS, PARTS } from './setup/findings.ts';

const [complete] = CHECKS;
if (!complete) throw new Error('The data set has no check.');

describe('evidence', () => {
  const codes = (evidence: Record<string, string | number | boolean>) => ({
    list: listEvidence({ evidence }).map(({ code }) => code),
    worker: workerEvidence({ evidence }).map(({ code }) => code),
  });

  it('is parted, whatever it is: each piece is of one field, and none is lost', () => {
    const values = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(fc.dictionary(fc.string(), values), (evidence) => {
        const { list, worker } = codes(evidence);
        expect([...list, ...worker].toSorted()).toEqual(Object.keys(evidence).toSorted());
      }),
    );
  });

  it('that nobody has named as of the list is withheld from who reads the list alone', () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        const named = ['age', 'token', 'rows', 'method', 'reason', 'voters', 'letters', 'dpt', 'dpk'];
        fc.pre(!named.includes(code));
        expect(codes({ [`${code}Month`]: '2024-05' }).list).toEqual([]);
      }),
    );
  });

  it('of each rule is of the field that it is meant for', () => {
    const ofTheList = [
      ['age'],
      ['token', 'rows', 'committees'],
      ['token', 'rows', 'persons'],
      ['method', 'addressQuality', 'reason'],
      ['nikState'],
      ['method', 'voters', 'capacity'],
      ['letters'],
      ['dpt', 'dpk'],
    ].flat();
    for (const code of ofTheList) expect(codes({ [code]: 1 }), code).toEqual({ list: [code], worker: [] });
    for (const code of ['repatriatedMonth', 'returnedMonth', 'country']) {
      expect(codes({ [code]: 1 }), code).toEqual({ list: [], worker: [code] });
    }
  });
});

describe('the counts of a check', () => {
  const country = fc.constantFrom('MY', 'HK', 'SG', 'PH', 'TW');
  const workers = fc.dictionary(country, fc.integer({ min: 0, max: 60 }), { noNullPrototype: true }).map(
    (byCountry): PartDocument => ({
      _id: 'check-2:WORKERS',
      check: 'check-2',
      kind: 'WORKERS',
      isDone: true,
      rows: 1,
      findings: {},
      newFindings: {},
      byCountry,
    }),
  );

  it('give the same sums by committee and by country', () => {
    const byCommittee = countCommittees(
      complete,
      PARTS.filter(({ check }) => check === 'check-2'),
    );
    const byCountry = countCountries(
      complete,
      PARTS.filter(({ check }) => check === 'check-2'),
    );
    const sum = (counts: readonly { readonly findings: number }[]) =>
      counts.reduce((total, { findings }) => total + findings, 0);
    expect(sum(byCountry)).toBe(sum(byCommittee));
    expect(sum(byCommittee)).toBe(3 + 4 + 1 + 1 + 2);
  });

  it('of persons without a row never show a country with fewer than five of them', () => {
    fc.assert(
      fc.property(workers, (part) => {
        const table = unregisteredTable(complete, [part]);
        for (const { code, count, suppressed } of table?.cells ?? []) {
          expect(suppressed).toBe(count === null);
          if (count !== null) expect(count).toBe(part.byCountry?.[code]);
          if (count !== null) expect(count).toBeGreaterThanOrEqual(5);
        }
      }),
    );
  });

  it('of persons without a row are told of complete checks only', () => {
    const { finishedAt: _, ...running } = complete;
    expect(unregisteredTable({ ...running, state: 'RUNNING' }, PARTS)).toBeNull();
    expect(unregisteredTable({ ...complete, state: 'FAILED' }, PARTS)).toBeNull();
  });
});
