import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRowTables } from '../tools/generator/documents/row-tables.ts';
import { createSlotDocuments } from '../tools/generator/documents/slot-documents.ts';
import { listP3mi } from '../tools/generator/p3mi.ts';
import { createSources } from '../tools/generator/people/sources.ts';
import { createPlan } from '../tools/generator/plan/plan.ts';
import { regionsWithAgreement } from '../tools/generator/regions.ts';
import { generateInMemory } from './setup/generated-set.ts';
import { ageOn, isOwnNik } from './setup/list-oracle.ts';

const set = generateInMemory(20_000, 1);
const { documents } = set;
const { citizens, workers, selfreports, consularcases, trainings, voters, passports } = documents;
const citizenOf = new Map(citizens.map((citizen) => [citizen._id, citizen]));

describe('identities cannot be anybody’s', () => {
  it('NIKs pass the format and the calendar, agree with their holders, and have serials that are not issued', () => {
    const registered = citizens.filter(({ nik }) => nik !== undefined);
    expect(registered.length).toBeGreaterThan(18_000);
    for (const { nik = '', sex, birthDate } of registered) {
      expect(isOwnNik(nik, { sex, birthDate })).toBe(true);
      expect(Number(nik.slice(12))).toBeGreaterThanOrEqual(9000);
    }
    expect(new Set(registered.map(({ nik }) => nik)).size).toBe(registered.length);
    expect(citizens.every(({ nkk }) => /^\d{12}9\d{3}$/.test(nkk))).toBe(true);
  });

  it('passports have a series that is not issued, and every number is one person’s', () => {
    expect(passports.every(({ number }) => /^Z[A-Z]?\d{7}$/.test(number))).toBe(true);
    expect(new Set(passports.map(({ number }) => number)).size).toBe(passports.length);
    expect(voters.every(({ passportNumber }) => !passportNumber || passportNumber.startsWith('Z'))).toBe(
      true,
    );
  });

  it('phones have a country code that is not assigned, and e-mail a reserved domain', () => {
    const phones = [
      ...citizens.map(({ phone }) => phone),
      ...workers.map(({ familyContact }) => familyContact),
      ...selfreports.map(({ phoneAbroad }) => phoneAbroad),
    ];
    expect(phones.every((phone) => /^\+999[1-4]\d{9}$/.test(phone))).toBe(true);
    expect(citizens.every(({ email }) => !email || email.endsWith('@example.org'))).toBe(true);
  });

  it('hold for any seed and number of citizens', () => {
    const sizes = fc.integer({ min: 300, max: 4_500_000 });
    const places = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(sizes, fc.nat(), fc.array(places, { minLength: 10, maxLength: 10 }), (size, seed, at) => {
        const plan = createPlan(size, seed);
        const documentsOf = createSlotDocuments(createSources(plan), createRowTables(plan), listP3mi());
        for (const place of at) {
          const [citizen] = documentsOf(Math.floor(place * plan.slots)).collections.citizens;
          if (citizen?.nik) expect(isOwnNik(citizen.nik, citizen)).toBe(true);
          if (citizen) expect(Number(citizen.nkk.slice(12))).toBeGreaterThanOrEqual(9000);
        }
      }),
      { seed: 1, numRuns: 8 },
    );
  });

  it('certificates have numbers of the published form and levels of the framework', () => {
    const certificates = trainings.flatMap(({ certificate }) => (certificate ? [certificate] : []));
    expect(certificates.length).toBeGreaterThan(1000);
    for (const { number, kkniLevel, from, until } of certificates) {
      expect(number).toMatch(/^\d{5} \d{4} \d \d{7} \d{4}$/);
      expect(kkniLevel).toBeLessThanOrEqual(9);
      expect(Number(until.slice(0, 4)) - Number(from.slice(0, 4))).toBe(3);
    }
  });
});

describe('what the agencies know of one person agrees', () => {
  it('every record is about a citizen, but for rows of people unknown to the register', () => {
    const records = [workers, selfreports, consularcases, trainings, passports].flat();
    expect(records.filter(({ citizenId }) => !citizenOf.has(citizenId))).toEqual([]);
    const unknown = voters.filter(({ citizenId }) => !citizenOf.has(citizenId));
    const planted = set.faults.filter(({ rule, fault }) => fault === 'UNKNOWN_PERSON' || rule === 'B15');
    expect(new Set(unknown.map(({ _id }) => _id))).toEqual(new Set(planted.map(({ voterId }) => voterId)));
  });

  it('links are the same in every database, less those that a subgraph has no use for', () => {
    const stored = {
      workers: (link: string) => /^(kemlu|kemlu:.*|bawaslu|hipki|pelita)$/.test(link),
      selfreports: (link: string) => /^(kp2mi|kemlu:.*|kpu|kpu:.*)$/.test(link),
      consularcases: (link: string) => /^(kp2mi|kemlu:.*|kpu|kpu:.*)$/.test(link),
      trainings: (link: string) => link === 'kp2mi',
      passports: (link: string) => /^(kp2mi|kemlu|kemlu:.*)$/.test(link),
      crossings: (link: string) => /^(kp2mi|kemlu|kemlu:.*)$/.test(link),
      deferredapplications: (link: string) => /^(kp2mi|kemlu|kemlu:.*)$/.test(link),
    };
    for (const [name, isStored] of Object.entries(stored)) {
      const rows = documents[name as keyof typeof stored] as readonly {
        citizenId: string;
        links: readonly string[];
      }[];
      expect(rows.length).toBeGreaterThan(0);
      for (const { citizenId, links } of rows) {
        expect(links).toEqual((citizenOf.get(citizenId)?.links ?? []).filter(isStored));
      }
    }
  });

  it('links say what the records say', () => {
    const has = (rows: readonly { citizenId: string }[]) => new Set(rows.map(({ citizenId }) => citizenId));
    const [known, rows, left] = [
      has(workers),
      has(voters),
      has(selfreports.filter(({ status }) => status === 'LEFT')),
    ];
    const reported = new Map(selfreports.map(({ citizenId, mission }) => [citizenId, mission]));
    for (const { _id, links, birthDate, maritalStatus } of citizens) {
      expect(links.includes('kp2mi')).toBe(known.has(_id));
      const mission = reported.get(_id);
      if (mission) expect(links).toContain(`kemlu:${mission}`);
      if (rows.has(_id)) expect(links).toContain('bawaslu');
      const isOldEnough = ageOn(birthDate) >= 17 || maritalStatus !== 'SINGLE';
      if (links.includes('kpu')) expect([isOldEnough, left.has(_id)]).toEqual([true, false]);
    }
    for (const { citizenId, ppln } of voters) {
      if (citizenOf.has(citizenId)) expect(citizenOf.get(citizenId)?.links).toContain(`kpu:${ppln}`);
    }
    for (const { citizenId, association, consent } of trainings) {
      const links = citizenOf.get(citizenId)?.links ?? [];
      if (association) expect(links.includes(association)).toBe(consent);
    }
  });

  it('the days of a placement are in order', () => {
    for (const { placements } of workers) {
      for (const {
        registeredAt,
        contract,
        insurance,
        preDeparture,
        departureDate,
        returnDate,
      } of placements) {
        const { oppDate = departureDate } = preDeparture;
        const days = [registeredAt, contract.signedAt, oppDate, departureDate, returnDate ?? '9999'];
        expect([...days].sort()).toEqual(days);
        expect(contract.until > contract.from && insurance.until >= contract.until).toBe(true);
      }
    }
  });

  it('nobody works abroad before 18', () => {
    for (const { citizenId, placements } of workers) {
      const birthDate = citizenOf.get(citizenId)?.birthDate ?? '';
      for (const { departureDate } of placements)
        expect(ageOn(birthDate, departureDate)).toBeGreaterThanOrEqual(18);
    }
  });
});

describe.each([300, 400, 20_000])('with %i citizens', (size) => {
  const { fixtures, people, plan } = size === 20_000 ? set : generateInMemory(size, 5);
  const linksOf = new Map(people.map(({ id, links }) => [id, links]));

  it('every consumer has somebody inside its row filter and somebody outside', () => {
    const agencies = ['kp2mi', 'kemlu', 'kpu', 'bawaslu', 'hipki', 'pelita', 'imigrasi', 'citizen'];
    const ids = fixtures.map(({ _id }) => _id);
    expect(ids).toEqual(expect.arrayContaining([...agencies, ...Object.keys(regionsWithAgreement)]));
    expect(ids).toContain('kemlu:KBRI-KUALA-LUMPUR');
    expect(ids).toContain('kpu:990501');
    for (const { _id, insideCitizenId, outsideCitizenId } of fixtures) {
      expect(insideCitizenId).not.toBe(outsideCitizenId);
      if (!/^(k|bawaslu|hipki|pelita)/.test(_id)) continue;
      expect(linksOf.get(insideCitizenId)).toContain(_id);
      expect(linksOf.get(outsideCitizenId)).not.toContain(_id);
    }
  });

  it('people of regions with an agreement have records of every kind', () => {
    for (const agency of Object.keys(regionsWithAgreement)) {
      const inside = fixtures.find(({ _id }) => _id === agency)?.insideCitizenId;
      const person = people.find(({ id }) => id === inside);
      expect(person?.work?.placements.length).toBeGreaterThan(0);
      expect(person?.work?.complaints.length).toBeGreaterThan(0);
      expect(person?.work?.repatriations.length).toBeGreaterThan(0);
      expect(person?.stay && person.consularCase && person.trainings[0]?.certificate).toBeTruthy();
      expect(person?.crossings.length && person.deferrals.length).toBeTruthy();
    }
    expect(plan.citizens).toBe(people.length);
  });
});
