import { describe, expect, it } from 'vitest';
import { ERRORS, type ErrorCode } from '../../../../gateway/errors.ts';
import { readAnswer } from '../../../../tools/check/gateway/answer.ts';

const data = { voters: { nodes: [] } };

function errorOf(code: ErrorCode) {
  const { fault, isRetryable } = ERRORS[code];
  return { message: code, extensions: { code, fault, retryable: isRetryable } };
}

/** What a check does about each error that the gateway can give. */
const EXPECTED: Readonly<Record<string, readonly ErrorCode[]>> = {
  'token-expired': ['TOKEN_EXPIRED'],
  'bad-cursor': ['BAD_CURSOR'],
  denied: Object.keys(ERRORS).filter((code) => ERRORS[code as ErrorCode].fault === 'consumer') as ErrorCode[],
  'for-now': Object.keys(ERRORS).filter((code) => ERRORS[code as ErrorCode].isRetryable) as ErrorCode[],
};

describe('an answer', () => {
  it('is data where nothing stands beside it', () => {
    expect(readAnswer({ data })).toEqual({ kind: 'data', data });
    expect(readAnswer({ data, extensions: {} })).toEqual({ kind: 'data', data });
  });

  it.each(Object.entries(EXPECTED).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const)))(
    'with %s is %s',
    (code, kind) => {
      expect(readAnswer({ errors: [errorOf(code)] }).kind).toBe(kind);
    },
  );

  it.each(Object.keys(ERRORS) as ErrorCode[])('with %s beside data is never data', (code) => {
    expect(readAnswer({ data, errors: [errorOf(code)] }).kind).not.toBe('data');
    expect(
      readAnswer({ data: { voters: null }, errors: [errorOf('SUBGRAPH_TIMEOUT'), errorOf(code)] }).kind,
    ).not.toBe('data');
  });

  it('that fails in one place for good, and in another for now, has failed', () => {
    const errors = [errorOf('SUBGRAPH_TIMEOUT'), errorOf('BAD_USER_INPUT')];
    expect(readAnswer({ errors })).toEqual({ kind: 'failed', errors, mayBePassing: false });
  });

  it('that may come from a process that is being replaced is asked for again', () => {
    expect(readAnswer({ errors: [errorOf('INTERNAL')] })).toMatchObject({
      kind: 'failed',
      mayBePassing: true,
    });
  });

  it('says after how many seconds it is to be asked for again', () => {
    expect(readAnswer({ errors: [errorOf('RATE_LIMITED')] }, '7')).toMatchObject({ waitSeconds: 7 });
    expect(readAnswer({ errors: [errorOf('RATE_LIMITED')] })).not.toHaveProperty('waitSeconds');
  });

  it.each([[undefined], [null], ['<html>'], [[]], [{}], [{ errors: {} }]])('that is %j is none', (body) => {
    expect(readAnswer(body)).toMatchObject({ kind: 'failed', mayBePassing: true });
  });

  it('with null for data and no error is none either', () => {
    expect(readAnswer({ data: null }).kind).not.toBe('data');
  });
});
