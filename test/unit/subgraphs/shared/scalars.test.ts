import { describe, expect, it } from 'vitest';
import { findSubgraphError } from '../../../../subgraphs/shared/errors.ts';
import { SCALARS } from '../../../../subgraphs/shared/scalars/scalars.ts';

const GOOD: Readonly<Record<string, readonly string[]>> = {
  Date: ['2024-02-29', '1945-08-17', '2000-02-29', '0001-01-01', '9999-12-31'],
  DateTime: ['2025-12-02T08:30:00Z', '2025-12-02T08:30:00.5+07:00', '2024-02-29T23:59:59.999-11:30'],
  NIK: ['3509014102859000', '9601017112990001', '1101010101000001', '3171013112859999', '3509012902009000'],
  PassportNumber: ['Z1234567', 'ZC123456', 'A123456'],
  CountryCode: ['MY', 'ID'],
  RegionCode: ['35', '35.09', '96.01'],
};

const BAD: Readonly<Record<string, readonly unknown[]>> = {
  Date: [
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-01',
    '2024-01-00',
    '2024-04-31',
    '24-01-01',
    '2024-1-1',
    ' 2024-01-01',
    '2024-01-01\n',
    20240101,
    null,
    {},
    ['2024-01-01'],
  ],
  DateTime: [
    '2025-12-02',
    '2025-12-02T08:30:00',
    '2025-02-30T08:30:00Z',
    '2025-12-02T24:00:00Z',
    '2025-12-02T08:60:00Z',
    1764664200,
  ],
  NIK: [
    '3509014102850000',
    '2009014102859000',
    '3500014102859000',
    '3509004102859000',
    '3509014002859000',
    '3509017202859000',
    '3509010013859000',
    '3509017102859000',
    '3509013002859000',
    '3509012902859000',
    '1111111111111111',
    '350901410285900',
    '35090141028590000',
    '3509014102859000\n',
    3509014102859000,
  ],
  PassportNumber: ['z1234567', 'ABC12345', 'A12345', 'A12345678', '12345678'],
  CountryCode: ['my', 'MYS', 'M', '458'],
  RegionCode: ['3509', '35.9', '05', '35.09.01', '35.', 35],
};

describe.each(Object.keys(SCALARS))('the scalar %s', (name) => {
  const scalar = SCALARS[name];
  if (!scalar) throw new Error('A scalar is missing.');

  it.each(GOOD[name] ?? [])('takes %j', (text) => {
    const value = scalar.parseValue(text);
    expect(value instanceof Date ? value.getTime() : value).toBe(
      value instanceof Date ? new Date(text).getTime() : text,
    );
  });

  it.each(BAD[name] ?? [])('refuses %j, says what it expected and does not repeat it', (value) => {
    let thrown: unknown;
    try {
      scalar.parseValue(value);
    } catch (error) {
      thrown = error;
    }
    const error = findSubgraphError(thrown);
    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', expected: expect.any(String) });
    if (typeof value !== 'object' && String(value).length > 3)
      expect(error?.message).not.toContain(String(value));
  });
});

it('prints stored texts as they are, however odd, and instants in UTC', () => {
  expect(SCALARS.NIK?.serialize('1111111111111111')).toBe('1111111111111111');
  expect(SCALARS.DateTime?.serialize(new Date('2025-12-02T08:30:00+07:00'))).toBe('2025-12-02T01:30:00.000Z');
  expect(() => SCALARS.NIK?.serialize(3509014102859000)).toThrow('A stored value is not a text.');
});
