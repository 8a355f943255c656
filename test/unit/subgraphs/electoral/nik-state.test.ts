import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nikState } from '../../../../subgraphs/electoral/nik-state.ts';
import { isOwnNik } from '../../../setup/list-oracle.ts';

const sexes = fc.constantFrom('F', 'M');
const days = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2010-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const regions = fc.constantFrom('110101', '317407', '350999', '960202');
const serials = fc.integer({ min: 1, max: 9999 }).map((serial) => String(serial).padStart(4, '0'));

/** The number that a person of this sex and birth date gets. */
function nikOf(region: string, sex: string, birthDate: string, serial: string): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const dayAndSex = Number(day) + (sex === 'F' ? 40 : 0);
  return region + String(dayAndSex).padStart(2, '0') + month + year.slice(2) + serial;
}

const rows = fc.tuple(regions, sexes, days, serials).map(([region, sex, birthDate, serial]) => ({
  sex,
  birthDate,
  nik: nikOf(region, sex, birthDate, serial),
}));

describe('the state of a population number', () => {
  it('is missing where a row has none', () => {
    expect(nikState({ sex: 'F', birthDate: '1990-01-01' } as never)).toBe('MISSING');
  });

  it('is valid for the number of the person of the row, wherever it was first registered', () => {
    fc.assert(fc.property(rows, (row) => void expect(nikState(row)).toBe('VALID')));
  });

  it('tells another sex, and then another birth date', () => {
    fc.assert(
      fc.property(rows, days, (row, birthDate) => {
        const other = { ...row, sex: row.sex === 'F' ? 'M' : 'F' };
        expect(nikState(other)).toBe('SEX_DIFFERS');
        expect(nikState({ ...other, birthDate })).toBe('SEX_DIFFERS');
        const isSameDay = birthDate.slice(2) === row.birthDate.slice(2);
        expect(nikState({ ...row, birthDate })).toBe(isSameDay ? 'VALID' : 'BIRTH_DATE_DIFFERS');
      }),
    );
  });

  it.each([
    ['0000000000000000', 'REPEATED_DIGIT'],
    ['3333333333333333', 'REPEATED_DIGIT'],
    ['333333333333333', 'MALFORMED'],
    ['', 'MALFORMED'],
    ['3174070101900001 ', 'MALFORMED'],
    ['317407010190000A', 'MALFORMED'],
    ['3174073202900001', 'MALFORMED'],
    ['3174073002900001', 'MALFORMED'],
    ['3174070113900001', 'MALFORMED'],
    ['3174070101900000', 'MALFORMED'],
    ['9974070101900001', 'MALFORMED'],
    ['3174070101900001', 'VALID'],
    ['3174074101900001', 'SEX_DIFFERS'],
    ['3174070201900001', 'BIRTH_DATE_DIFFERS'],
    ['3174070102900001', 'BIRTH_DATE_DIFFERS'],
    ['3174070101910001', 'BIRTH_DATE_DIFFERS'],
  ])('%s of a man who was born on 1 January 1990 is %s', (nik, state) => {
    expect(nikState({ nik, sex: 'M', birthDate: '1990-01-01' })).toBe(state);
  });

  it('is valid for nobody else than whom the brute-force reading of the rule finds', () => {
    const texts = fc.oneof(
      rows.map(({ nik }) => nik),
      fc.stringMatching(/^[0-9]{14,17}$/),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, sexes, days, (nik, sex, birthDate) => {
        expect(nikState({ nik, sex, birthDate }) === 'VALID').toBe(isOwnNik(nik, { sex, birthDate }));
      }),
      { numRuns: 2_000 },
    );
  });
});
