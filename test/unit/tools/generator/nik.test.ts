import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayText } from '../../../../tools/generator/calendar.ts';
import { drawBirth } from '../../../../tools/generator/people/birth.ts';
import {
  formatNik,
  mismatchedNik,
  registrationOf,
  strangeRegistration,
} from '../../../../tools/generator/people/nik.ts';
import { createRandom } from '../../../../tools/generator/random/random.ts';
import { regencies } from '../../../../tools/generator/regions.ts';
import { ageOn, isOwnNik } from '../../../setup/list-oracle.ts';

const random = createRandom(1);
const crowded = regencies.filter(({ districts }) => districts === 51);

it('people of one place and serial never have the same NIK, however many a regency has', () => {
  const people = fc.record({
    regency: fc.constantFrom(...crowded),
    registered: fc.integer({ min: 60_000, max: 500_000 }),
    place: fc.nat(50_999),
    age: fc.integer({ min: 0, max: 70 }),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(people, ({ regency, registered, place, age, seed }) => {
      const niks: string[] = [];
      for (let rank = place; rank < registered; rank += regency.districts * 1000) {
        const { place: region, serial, layer } = registrationOf({ regency, rank, registered });
        random.begin(seed, rank);
        const birth = drawBirth(random, age, layer, 0.092);
        const nik = formatNik(region, serial, 'F', birth.day);
        expect(isOwnNik(nik, { sex: 'F', birthDate: dayText(birth.day) })).toBe(true);
        expect(ageOn(dayText(birth.day))).toBe(age);
        niks.push(nik);
        if (!birth.isDefault) niks.push(mismatchedNik(region, serial, 'F', birth.day, true));
      }
      expect(new Set(niks).size).toBe(niks.length);
    }),
    { numRuns: 2000 },
  );
});

it('unknown birthdays make up their share of a crowded regency', () => {
  const [regency, registered] = [crowded[0] as (typeof crowded)[number], 420_000];
  let defaults = 0;
  const sample = 30_000;
  for (let index = 0; index < sample; index++) {
    random.begin(index, 0);
    const rank = random.below(registered);
    const { layer } = registrationOf({ regency, rank, registered });
    if (/-(01-01|07-01|12-31)$/.test(dayText(drawBirth(random, 30, layer, 0.092).day))) defaults++;
  }
  expect(defaults / sample).toBeCloseTo(0.092, 2);
});

it('women have 40 added to the day, and nobody real a serial from 9000 on', () => {
  const nik = formatNik('350912', '9001', 'F', 3682);
  expect(nik).toBe('3509127101809001');
});

it('rows about nobody have districts that no citizen has', () => {
  const { place, serial } = strangeRegistration('35.09', 41);
  expect([place, serial]).toEqual(['350961', '9001']);
});
