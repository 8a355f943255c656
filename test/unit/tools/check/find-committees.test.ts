import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCommittees } from '../../../../tools/check/find-committees.ts';
import { readCommittees } from '../../../../tools/generator/committees.ts';

const all = readCommittees().map(({ code, city, country }) => ({
  code,
  city,
  name: `PPLN ${city}`,
  country: { code: country },
  methods: null,
}));
const read = (...typed: readonly string[]) => findCommittees(typed, all);
const codesOf = (...typed: readonly string[]) => {
  const reading = read(...typed);
  return reading.ok ? reading.committees.map(({ code }) => code) : reading.problems;
};

describe('committees that are typed', () => {
  it.each([
    ['by city', 'Kuala Lumpur'],
    ['in another case and spacing', '  kuala-LUMPUR '],
    ['by name', 'PPLN Kuala Lumpur'],
    ['by code', '990501'],
  ])('are found %s', (_, typed) => {
    expect(codesOf(typed)).toEqual(['990501']);
  });

  it('are each there once, in the order of codes', () => {
    const [penang = ''] = codesOf('Penang');
    expect(codesOf('Penang', '990501', 'kuala lumpur')).toEqual(['990501', penang]);
  });

  it('are found by any of their names, whichever way these are written', () => {
    const writing = fc.constantFrom<(text: string) => string>(
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
      (text) => ` ${text.replaceAll(' ', '  ')} `,
      (text) => text.normalize('NFD'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom('city', 'code', 'name'),
        writing,
        (one, key, write) => {
          expect(codesOf(write(one[key]))).toContain(one.code);
        },
      ),
    );
  });

  it.each([
    ['Kuala Lumpr', 'Is it Kuala Lumpur (990501)?'],
    ['lumpur', 'Is it Kuala Lumpur (990501)?'],
    ['Xyzzyplugh', 'Name one by its city, or by its code of six digits.'],
    ['', 'Name one by its city, or by its code of six digits.'],
  ])('and are none are named together with what is near: %s', (typed, advice) => {
    expect(read('Penang', typed)).toEqual({
      ok: false,
      problems: [`No committee is called ${JSON.stringify(typed)}. ${advice}`],
    });
  });
});
