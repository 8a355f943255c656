import { describe, expect, it } from 'vitest';
import { readAccessReport } from '../../../gateway/explorer/page/access-report.ts';

const denial = (coordinate: string, more: object = {}) => ({
  message: `No agreement gives ${coordinate}.`,
  extensions: { code: 'FIELD_NOT_AGREED', fault: 'consumer', coordinate, provider: 'kemlu', ...more },
});

describe('an access report', () => {
  it('tells denials from errors of the request', () => {
    const { denials, otherErrors } = readAccessReport({
      errors: [
        denial('ConsularCase.narrative', { reason: 'NO_AGREEMENT', remedy: 'Ask.' }),
        {
          message: 'Bad.',
          extensions: { code: 'BAD_USER_INPUT', fault: 'client', coordinate: 'Query.workers(first:)' },
        },
      ],
    });
    expect(denials).toEqual([
      {
        coordinate: 'ConsularCase.narrative',
        message: 'No agreement gives ConsularCase.narrative.',
        provider: 'kemlu',
        reason: 'NO_AGREEMENT',
        remedy: 'Ask.',
      },
    ]);
    expect(otherErrors).toEqual([{ code: 'BAD_USER_INPUT', message: 'Bad.' }]);
  });

  it('tells a coordinate once, and no argument of a field that is denied itself', () => {
    const { denials } = readAccessReport({
      errors: [
        denial('Query.workers'),
        denial('Query.workers'),
        denial('Query.workers(first:)'),
        denial('Query.citizen(nik:)'),
      ],
    });
    expect(denials.map(({ coordinate }) => coordinate)).toEqual(['Query.workers', 'Query.citizen(nik:)']);
  });

  it('lists decisions when there are any, and counts a mask that was not applied as withheld', () => {
    const { decisions, agreementsVersion } = readAccessReport({
      errors: [denial('Citizen.nik')],
      extensions: {
        access: {
          agreementsVersion: 'abc',
          decisions: [
            { coordinate: 'Citizen.nik', decision: 'masked', mask: 'nik4' },
            { coordinate: 'Citizen.phone', decision: 'masked', mask: 'last3' },
            { coordinate: 'Citizen.fullName', decision: 'allowed', agreement: 'L1', clause: 'identity' },
            { coordinate: 'PageInfo.endCursor', decision: 'structural' },
          ],
        },
      },
    });
    expect(agreementsVersion).toBe('abc');
    expect(decisions).toEqual([
      { coordinate: 'Citizen.nik', decision: 'denied', mask: 'nik4' },
      { coordinate: 'Citizen.phone', decision: 'masked', mask: 'last3' },
      { coordinate: 'Citizen.fullName', decision: 'allowed', agreement: 'L1', clause: 'identity' },
    ]);
    expect(readAccessReport({ data: {} })).toEqual({ denials: [], otherErrors: [] });
  });

  it.each([[null], ['text'], [{ errors: 'none' }], [{ errors: [null, 1, {}] }], [{ extensions: [] }]])(
    'survives an answer of another shape: %j',
    (body) => {
      expect(readAccessReport(body).denials).toEqual([]);
    },
  );
});
