import { describe, expect, it } from 'vitest';
import { readCommittees } from '../tools/generator/committees.ts';
import { readParameters } from '../tools/generator/parameters.ts';
import { createPlan } from '../tools/generator/plan/plan.ts';
import { provinces, regencies } from '../tools/generator/regions.ts';
import { generateInMemory } from './setup/generated-set.ts';
import { ageOn } from './setup/list-oracle.ts';
import { countBy, deviations, misfit } from './setup/statistics.ts';

/* Chance is the same at every run: seed and number of citizens are fixed. */
const CITIZENS = 20_000;
const set = generateInMemory(CITIZENS, 1);
const { citizens, workers, selfreports, consularcases, trainings, passports, voters } = set.documents;
const parameters = readParameters();
const MOST_MISFIT = 5;
const MOST_DEVIATIONS = 4;
const share = (part: number, whole: number) => part / whole;
const placements = workers.flatMap((worker) => worker.placements.map((placement) => ({ worker, placement })));

describe('totals are exact', () => {
  it('makes as many citizens as were asked for, in every country of a committee', () => {
    expect(citizens).toHaveLength(CITIZENS);
    expect(new Set(citizens.map(({ _id }) => _id)).size).toBe(CITIZENS);
    const people = set.plan.countries.reduce((sum, country) => sum + country.people, 0);
    expect(people + 12).toBe(CITIZENS);
    expect(set.plan.countries.every((country) => country.people > 0)).toBe(true);
  });

  it('gives each committee its rows, by sex and by method, of a list of 8,752', () => {
    expect(voters).toHaveLength(Math.round((CITIZENS * 1_750_474) / 4_000_000));
    for (const { committee, rows, bySex, byMethod } of set.plan.lists) {
      const own = voters.filter(({ ppln }) => ppln === committee.code);
      expect(rows).toBeGreaterThan(0);
      expect(own).toHaveLength(rows);
      expect(own.filter(({ sex }) => sex === 'F')).toHaveLength(bySex.F);
      const boxless = set.plan.blocks
        .filter(({ kind, list }) => kind === 'MOBILE_BOX_ABSENT' && list?.committee === committee)
        .reduce((sum, { count }) => sum + count, 0);
      expect(own.filter(({ method }) => method === 'KSK')).toHaveLength(byMethod.KSK + boxless);
    }
  });

  it('has the list of 2024 itself at 4,000,000 citizens', () => {
    const { lists, countries } = createPlan(4_000_000, 1);
    expect(lists.reduce((sum, { rows }) => sum + rows, 0)).toBe(1_750_474);
    expect(lists.reduce((sum, { bySex }) => sum + bySex.F, 0)).toBe(999_214);
    for (const { committee, rows, bySex, byMethod } of lists) {
      expect({ rows, F: bySex.F, ...byMethod }).toEqual({
        rows: committee.voters.total,
        F: committee.voters.F,
        TPSLN: committee.voters.TPSLN,
        KSK: committee.voters.KSK,
        POS: committee.voters.POS,
      });
    }
    for (const { code, people } of countries) {
      const wanted = parameters.populationByCountry.values[code] ?? 0;
      expect(Math.abs(people - wanted)).toBeLessThanOrEqual(wanted === 2_000_000 ? 6 : 2);
    }
  });

  it('has somebody from every regency, and from regions with an agreement as many as the parameters say', () => {
    const origins = countBy(citizens, ({ originRegency }) => originRegency);
    expect(regencies.filter(({ code }) => !origins.has(code))).toEqual([]);
    const ofRegion = (code: string) => citizens.filter((one) => one.originRegency.startsWith(code)).length;
    expect([
      ofRegion('31'),
      ofRegion('35.09'),
      ofRegion('35.13'),
      ofRegion('53.06'),
      ofRegion('64.74'),
    ]).toEqual([94, 125, 30, 60, 5]);
    for (const { code } of provinces) {
      const wanted = (parameters.originProvinceShare.values[code] ?? 0) * CITIZENS;
      expect(Math.abs(ofRegion(code) - wanted)).toBeLessThan(8);
    }
  });
});

describe('people follow the parameters', () => {
  const adults = citizens.filter(({ birthDate }) => ageOn(birthDate) >= 17);

  it('by presence in the agencies', () => {
    const { presence } = parameters;
    const active = workers.filter(({ status }) => ['DEPARTED', 'ACTIVE', 'EXTENDED'].includes(status));
    expect(Math.abs(active.length - CITIZENS * presence.workerActive)).toBeLessThan(15);
    expect(share(workers.length, CITIZENS)).toBeCloseTo(
      presence.workerActive + presence.workerHistoricOnly,
      2,
    );
    expect(deviations(selfreports.length, CITIZENS, presence.selfReport)).toBeLessThan(MOST_DEVIATIONS);
    const reported = new Set(selfreports.map(({ citizenId }) => citizenId));
    const listed = set.people.filter(({ isListed }) => isListed);
    const listedReports = listed.filter(({ id }) => reported.has(id)).length;
    expect(deviations(listedReports, listed.length, presence.selfReportOfVoter)).toBeLessThan(
      MOST_DEVIATIONS,
    );
    const noNik = citizens.filter(({ nik }) => nik === undefined).length;
    expect(deviations(noNik, CITIZENS, presence.noNik)).toBeLessThan(MOST_DEVIATIONS);
    expect(share(citizens.length - adults.length, CITIZENS)).toBeCloseTo(presence.child, 2);
  });

  it('by marital status, age and birthday', () => {
    expect(
      misfit(
        countBy(adults, ({ maritalStatus }) => maritalStatus),
        parameters.marital.values,
      ),
    ).toBeLessThan(MOST_MISFIT);
    const young = adults.filter(({ birthDate }) => ageOn(birthDate) < 25).length;
    expect(share(young, adults.length)).toBeCloseTo(0.15, 1);
    const defaults = citizens.filter(({ birthDate }) => /-(01-01|07-01|12-31)$/.test(birthDate)).length;
    expect(deviations(defaults, CITIZENS, 0.092)).toBeLessThan(MOST_DEVIATIONS);
  });

  it('by the region in the NIK, which differs from the origin of a tenth', () => {
    const registered = citizens.filter(({ nik }) => nik !== undefined);
    const differing = registered.filter(
      ({ nik = '', originRegency }) => !nik.startsWith(originRegency.replace('.', '')),
    ).length;
    expect(share(differing, registered.length)).toBeCloseTo(0.1, 1);
  });

  it('by travel document', () => {
    const current = new Set(citizens.map(({ passport }) => passport));
    const newest = passports.filter(({ number }) => current.has(number));
    expect(newest).toHaveLength(CITIZENS);
    const states = countBy(newest, ({ kind, status }) => (kind === 'SPLP' ? 'letter' : status));
    expect(misfit(states, { VALID: 0.93, EXPIRED: 0.05, letter: 0.02 })).toBeLessThan(MOST_MISFIT);
  });
});

describe('work follows the parameters', () => {
  it('by sector in the countries with figures', () => {
    for (const country of ['HK', 'TW', 'MY', 'SG', 'SA', 'JP', 'KR']) {
      const there = placements.filter(({ placement }) => placement.destinationCountry === country);
      const sectors = countBy(there, ({ placement }) => placement.sector);
      expect(misfit(sectors, parameters.sectorByCountry.values[country] ?? {})).toBeLessThan(MOST_MISFIT);
    }
  });

  it('by education, scheme and month', () => {
    expect(
      misfit(
        countBy(workers, ({ education }) => education),
        parameters.education.values,
      ),
    ).toBeLessThan(MOST_MISFIT);
    const current = workers.flatMap(({ status, placements: own }) =>
      ['DEPARTED', 'ACTIVE', 'EXTENDED'].includes(status) ? own.slice(-1) : [],
    );
    const elsewhere = current.filter(
      ({ destinationCountry }) => !['KR', 'JP', 'DE'].includes(destinationCountry),
    );
    const { G_TO_G: _, ...others } = parameters.scheme.values;
    expect(
      misfit(
        countBy(elsewhere, ({ scheme }) => scheme),
        others,
      ),
    ).toBeLessThan(MOST_MISFIT);
    const months = Object.fromEntries(
      parameters.monthFactor.values.map((factor, index) => [String(index + 1), factor]),
    );
    expect(
      misfit(
        countBy(current, ({ departureDate }) => String(Number(departureDate.slice(5, 7)))),
        months,
      ),
    ).toBeLessThan(MOST_MISFIT);
  });

  it('by wage band, a fifth of the placements each', () => {
    const bands = countBy(placements, ({ placement }) => String(placement.contract.wageBand));
    const fifths = { 1: 0.2, 2: 0.2, 3: 0.2, 4: 0.2, 5: 0.2 };
    expect(misfit(bands, fifths)).toBeLessThan(MOST_MISFIT);
  });

  it('by the yearly number of cases, complaints and returns', () => {
    const scale = CITIZENS / 4_000_000;
    const near = (count: number, expected: number) => Math.abs(count - expected) / Math.sqrt(expected);
    for (const year of [2024, 2025]) {
      const cases = consularcases.filter(({ openedAt }) => openedAt.getUTCFullYear() === year);
      expect(near(cases.length, 67_297 * scale)).toBeLessThan(MOST_DEVIATIONS);
      const returns = workers.flatMap(({ repatriations }) =>
        repatriations.filter(({ date, cause }) => date.startsWith(String(year)) && cause !== 'DEATH'),
      );
      expect(near(returns.length, 10_568 * scale)).toBeLessThan(MOST_DEVIATIONS);
    }
    const byCountry = countBy(consularcases, ({ country }) =>
      country in parameters.casesPerYear.byCountry ? country : 'other',
    );
    expect(misfit(byCountry, parameters.casesPerYear.byCountry)).toBeLessThan(MOST_MISFIT);
    expect(
      misfit(
        countBy(consularcases, ({ category }) => category),
        parameters.casesPerYear.byCategory,
      ),
    ).toBeLessThan(MOST_MISFIT);
    const closed = consularcases.filter(({ status }) => status === 'CLOSED').length;
    expect(deviations(closed, consularcases.length, 60_122 / 67_297)).toBeLessThan(MOST_DEVIATIONS);
  });

  it('by training: sector, result, consent', () => {
    expect(
      misfit(
        countBy(trainings, ({ sector }) => sector),
        parameters.training.bySector,
      ),
    ).toBeLessThan(MOST_MISFIT);
    const competent = trainings.filter(({ result }) => result === 'COMPETENT').length;
    expect(share(competent, trainings.length)).toBeCloseTo(0.9886, 1);
    const members = trainings.filter(({ association }) => association);
    expect(deviations(members.filter(({ consent }) => consent).length, members.length, 0.7)).toBeLessThan(
      MOST_DEVIATIONS,
    );
    expect(trainings.filter(({ association, consent }) => !association && consent)).toEqual([]);
  });
});

describe('the voter list follows the parameters', () => {
  const all = set.rates.find(({ _id }) => _id === 'all');
  const kualaLumpur = voters.filter(({ ppln }) => ppln === '990501');

  it.each([
    ['B02', 'deceased'],
    ['B08', 'returnedHome'],
    ['B09', 'movedAbroad'],
    ['B16', 'noDocument'],
  ] as const)('%s at the rate of %s', (rule, fault) => {
    const wanted = voters.length * parameters.voterFaults.values[fault].share;
    expect(Math.abs((all?.counts[rule] ?? 0) - wanted)).toBeLessThan(1);
  });

  it('with unrecognised addresses, half of them in Kuala Lumpur', () => {
    const unrecognised = kualaLumpur.filter(
      ({ addressQuality }) => !/FULL|PARTIAL/.test(addressQuality),
    ).length;
    expect(deviations(unrecognised, kualaLumpur.length, 0.5)).toBeLessThan(MOST_DEVIATIONS);
  });

  it('with duplicates at 2.7 %, rows also at home at 3 %, and a turnout of 39.3 %', () => {
    const repeated = set.plan.blocks.reduce(
      (sum, { kind, count }) => sum + (kind === 'DUPLICATE' ? count : 0),
      0,
    );
    expect(repeated).toBe(Math.round(voters.length * 0.027));
    expect(deviations(all?.counts.B06 ?? 0, voters.length, 0.03)).toBeLessThan(MOST_DEVIATIONS);
    const came = voters.filter(({ attendance }) => attendance !== 'NONE').length;
    expect(deviations(came, voters.length, 0.393)).toBeLessThan(MOST_DEVIATIONS);
  });

  it('by committees whose codes agree with the published one', () => {
    const committees = readCommittees();
    expect(committees).toHaveLength(128);
    expect(committees.find(({ city }) => city === 'Kuala Lumpur')?.code).toBe('990501');
    expect(new Set(committees.map(({ code }) => code)).size).toBe(128);
  });
});
