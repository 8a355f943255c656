import { expect, test } from 'vitest';
import { failureCodes } from '../../../gateway/execution/error-codes.ts';

test('codes of failures are told once each, and nothing that is no code', () => {
  const coded = (code: unknown) => ({ message: 'canary', extensions: { code } });
  const errors = [coded('INTERNAL'), coded('INTERNAL'), coded('NOT_FOUND'), coded('canary 1'), coded(5)];
  expect(failureCodes({ errors })).toEqual(['INTERNAL', 'UNKNOWN']);
  expect(failureCodes({ errors: [null, 'x', { extensions: null }] })).toEqual(['UNKNOWN']);
});

test('an answer without errors, or without a shape, has none', () => {
  for (const body of [{ data: {} }, { errors: 'canary' }, null, 'canary', [], { errors: [] }]) {
    expect(failureCodes(body)).toEqual([]);
  }
});
