import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import { describeAgreementChange } from '../../../gateway/ledger/describe-agreement-change.ts';
import type { AgreementChange } from '../../../gateway/ledger/entry.ts';
import type { FoundChange } from '../../../gateway/ledger/find-agreement-changes.ts';
import { readEntry } from '../../../gateway/ledger/verify/entry-grammar.ts';
import { NO_ENTRY, writeEntry, writeEvent } from '../../../gateway/ledger/write-entry.ts';
import { readProjectAgencies, readProjectAgreements } from '../../project-agreements.ts';
import { agreementOf } from '../../setup/small-graph.ts';

const agreements = await readProjectAgreements(await readProjectAgencies());

function found(change: AgreementChange['change'], wasInForce: boolean): FoundChange {
  const version = '1'.repeat(64);
  return { agreement: 'A', change, before: version, version, wasInForce, state: undefined };
}

/** Whether an entry with these sentences is one that a verifier takes. */
function isEntry(differences: readonly string[]): boolean {
  const version = '1'.repeat(64);
  const event = {
    kind: 'agreement',
    agreement: 'A-1',
    before: null,
    change: 'changed',
    differences,
    version,
  } as const;
  const place = { chain: 'gateway', previous: NO_ENTRY, sequence: 1, time: '2026-06-15T05:00:00.000Z' };
  return readEntry(writeEntry(place, writeEvent(event))) !== undefined;
}

const [one, other] = [agreements[0], agreements[1]] as [Agreement, Agreement];

describe('the sentences of a change', () => {
  test('tell what is gained by what takes effect, and lost by what ceases', () => {
    const gained = describeAgreementChange(found('took-effect', false), undefined, one);
    expect(gained.filter((sentence) => sentence.includes(' gains '))).not.toEqual([]);
    for (const change of ['suspended', 'ended', 'expired', 'removed'] as const) {
      const lost = describeAgreementChange(found(change, true), one, { ...one, status: 'ended' });
      expect(lost.filter((sentence) => / gains | would /.test(sentence))).toEqual([]);
      expect(lost.filter((sentence) => sentence.includes(' loses '))).not.toEqual([]);
    }
  });

  test('are none where nothing was given any more', () => {
    expect(describeAgreementChange(found('removed', false), undefined, undefined)).toEqual([]);
    expect(describeAgreementChange(found('ended', false), undefined, one)).toEqual([]);
  });

  test('are ones that a verifier takes, of every agreement, whatever stands in its texts', () => {
    for (const agreement of agreements) {
      expect(isEntry(describeAgreementChange(found('took-effect', false), undefined, agreement))).toBe(true);
    }
    expect(isEntry(describeAgreementChange(found('changed', true), one, other))).toBe(true);
    const title = '"\\ \u0000\u001f\u007f\u2028\ud800 😀 \udc00 é\u202e';
    const sentences = describeAgreementChange(found('changed', true), one, { ...one, title });
    expect(sentences).toHaveLength(1);
    expect(isEntry(sentences)).toBe(true);
  });

  test('are cut short where an entry could become too large to be written', () => {
    const fields = Array.from({ length: 500 }, (_, index) => `field${index}`);
    const clauses = Array.from({ length: 100 }, (_, index) => ({
      id: `c${index}`,
      allow: { Citizen: fields },
    }));
    const sentences = describeAgreementChange(found('took-effect', false), undefined, agreementOf(clauses));
    expect(sentences.join('').length).toBeLessThan(101_000);
    expect(sentences.join('').length).toBeGreaterThan(80_000);
    expect(sentences.at(-1)).toBe(
      `Beside these there are ${202 - sentences.length} more differences, which the texts of the two versions tell.`,
    );
    expect(isEntry(sentences)).toBe(true);
  });

  test('of an agreement of this project are never cut short', () => {
    const lengths = agreements.map(
      (each) => describeAgreementChange(found('took-effect', false), undefined, each).join('').length,
    );
    expect(Math.max(...lengths)).toBeLessThan(20_000);
  });
});
