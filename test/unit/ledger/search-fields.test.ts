import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Disclosed, Operation } from '../../../gateway/ledger/entry.ts';
import { searchFieldsOf } from '../../../gateway/ledger/stored-entry.ts';

const names = fc.array(fc.stringMatching(/^[a-z][a-z-]{0,3}$/), { minLength: 1, maxLength: 6 });
const persons = fc.array(fc.stringMatching(/^[a-cA-C_-]{3}$/), { maxLength: 8 });
const span = fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 12 }));
const disclosure = fc.record({
  coordinates: names,
  persons: fc.nat(9),
  provider: fc.stringMatching(/^[a-c](-[a-c])?$/),
  recipient: fc.constantFrom('asker', 'other'),
  rows: fc.nat(9),
  who: fc.array(span, { maxLength: 3 }),
});

function fieldsOf(disclosures: readonly Disclosed[], everybody: readonly string[]) {
  const event = { kind: 'operation', agency: 'asker', disclosures, persons: everybody } as Operation;
  return searchFieldsOf({ event, time: '2026-01-01T00:00:00.000Z' });
}

test('an entry is found by each provider with each person whom its data are about, once and in order', () => {
  fc.assert(
    fc.property(fc.array(disclosure, { minLength: 1, maxLength: 5 }), persons, (disclosures, everybody) => {
      const about = disclosures.flatMap(({ provider, who }) =>
        who.flatMap(([first, count]) =>
          everybody.slice(first, first + count).map((person) => `${provider}/${person}`),
        ),
      );
      expect(fieldsOf(disclosures, everybody)).toMatchObject({
        about: [...new Set(about)].sort(),
        providers: [...new Set(disclosures.map(({ provider }) => provider))].sort(),
        coordinates: [...new Set(disclosures.flatMap(({ coordinates }) => coordinates))].sort(),
      });
    }),
  );
});

test('a span that goes beyond the persons of its entry ends with them', () => {
  const [coordinates, recipient] = [['Citizen.nik'], 'asker'];
  const who = [[0, 999_999_999_999]] as const;
  const disclosure = { coordinates, persons: 1, provider: 'civil', recipient, rows: 1, who };
  expect(fieldsOf([disclosure], ['ani'])?.about).toEqual(['civil/ani']);
});
