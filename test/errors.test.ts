import { describe, expect, test } from 'vitest';
import type { ErrorKind } from '../gateway/error-kind.ts';
import { ERRORS } from '../gateway/errors.ts';
import { createProblem } from '../gateway/problem.ts';
import { readGatewaySources } from './gateway-sources.ts';
import { readReadmeSection, renderTable } from './readme-table.ts';

const kinds = Object.entries<ErrorKind>(ERRORS);

describe('the table of errors', () => {
  test('is the table of the README, code for code', () => {
    const rows = kinds.map(([code, kind]) => [
      `\`${code}\``,
      String(kind.status),
      kind.fault,
      kind.isRetryable ? 'yes' : 'no',
      kind.message,
      kind.remedy,
    ]);
    const header = ['Code', 'Status', 'Whose fault', 'Again later', 'Message', 'What to do'];
    expect(readReadmeSection('errors')).toBe(renderTable(header, rows));
  });

  test('has no code that nothing says', () => {
    const sources = readGatewaySources({ without: ['errors.ts'] });
    const unsaid = kinds.map(([code]) => code).filter((code) => !sources.includes(`'${code}'`));
    expect(unsaid).toEqual([]);
  });

  test('blames nobody else for a status of the gateway, and nobody for a status of the client', () => {
    for (const [code, { fault, status }] of kinds) {
      const isTheirs = fault === 'client' || fault === 'consumer';
      expect(isTheirs, code).toBe(status < 500);
    }
  });

  test('says of every code in whole sentences what was expected and what to do', () => {
    for (const [code, { message, remedy }] of kinds) {
      expect(message, code).toMatch(/^[A-Z{].*(\.|: \{problem\}|\})$/);
      expect(remedy, code).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('a problem', () => {
  test('has the holes of its texts filled and carries its details', () => {
    const problem = createProblem('FIELD_NOT_AGREED', {
      coordinate: 'Citizen.nik',
      purpose: 'STATISTICS',
      provider: 'dukcapil',
    });
    expect(problem.message).toBe('No agreement gives Citizen.nik for the purpose STATISTICS.');
    expect(problem.status).toBe(403);
    expect(problem.extensions).toMatchObject({
      code: 'FIELD_NOT_AGREED',
      fault: 'consumer',
      retryable: false,
      coordinate: 'Citizen.nik',
      provider: 'dukcapil',
    });
  });

  test('takes a better remedy from its details', () => {
    const problem = createProblem('LIMIT_EXCEEDED', { limit: 5, counted: 'persons', remedy: 'Ask for 5.' });
    expect(problem.extensions.remedy).toBe('Ask for 5.');
  });

  test('fills a hole with a name of any length, cut short, and takes nothing in it for a hole', () => {
    const { message } = createProblem('BAD_USER_INPUT', {
      coordinate: 'x'.repeat(10_000),
      expected: '{coordinate} $&',
    });
    expect(message.length).toBeLessThan(300);
    expect(message.endsWith(' must be {coordinate} $&.')).toBe(true);
  });
});
