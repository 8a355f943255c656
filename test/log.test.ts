import { describe, expect, test } from 'vitest';
import { createLogger } from '../gateway/http/log.ts';

const SECRET = '3174999912345678';

function createLogOf(level: 'debug' | 'info' = 'debug') {
  const lines: string[] = [];
  return { logger: createLogger(level, { write: (line) => lines.push(line) }), lines };
}

describe('a log line', () => {
  test('tells its weight, time, event and the fields that it may have', () => {
    const { logger, lines } = createLogOf();
    logger.info(
      {
        requestId: 'abcdefgh',
        agency: 'dki-jakarta',
        unit: '990501',
        codes: ['INTERNAL'],
        status: 500,
        durationMs: 1.5,
      },
      'request answered',
    );
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      requestId: 'abcdefgh',
      agency: 'dki-jakarta',
      unit: '990501',
      codes: ['INTERNAL'],
      status: 500,
      durationMs: 1.5,
      event: 'request answered',
    });
  });

  test('tells an error by its name, code and place, and its cause alike', () => {
    const { logger, lines } = createLogOf();
    const cause = Object.assign(new RangeError(SECRET), { code: 'ECONNREFUSED' });
    logger.error(
      { err: new TypeError(`no cast for ${SECRET}\n    at ${SECRET}`, { cause }) },
      'request failed',
    );
    const { err } = JSON.parse(lines[0] ?? '');
    expect(err).toMatchObject({ name: 'TypeError', cause: { name: 'RangeError', code: 'ECONNREFUSED' } });
    expect(err.at[0]).toContain('log.test.ts');
    expect(lines.join()).not.toContain(SECRET);
  });

  test.each<[string, (logger: ReturnType<typeof createLogger>) => void]>([
    ['a field that is not on the list', (logger) => logger.info({ variables: { nik: SECRET } }, 'asked')],
    ['a field of a field', (logger) => logger.info({ agency: { nik: SECRET } }, 'asked')],
    ['a code that is none', (logger) => logger.info({ codes: [SECRET], code: SECRET }, 'asked')],
    [
      'an operation that is named after a person',
      (logger) => logger.info({ operationName: `q${SECRET}` }, 'asked'),
    ],
    ['a detail that quotes', (logger) => logger.info({ detail: `status 500 for ${SECRET}` }, 'asked')],
    ['an error in place of fields', (logger) => logger.error(new Error(SECRET))],
    ['an error that is thrown as a text', (logger) => logger.error({ err: SECRET }, 'failed')],
    ['an error without an event', (logger) => logger.error({ err: new Error(SECRET) })],
    [
      'an error named after a value',
      (logger) => logger.error({ err: Object.assign(new Error(), { name: SECRET, code: SECRET }) }, 'x'),
    ],
    ['an event that is put together', (logger) => logger.warn(`nobody has the number ${SECRET}`)],
    ['a value to be put into an event', (logger) => logger.warn({}, 'nobody has %s', SECRET)],
    [
      'a child of the log',
      (logger) => logger.child({ from: 'apollo' }).error({ query: SECRET }, `failed: ${SECRET}`),
    ],
  ])('withholds %s', (_, write) => {
    const { logger, lines } = createLogOf();
    write(logger);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain(SECRET);
    expect(JSON.parse(lines[0] ?? '')).toHaveProperty('event');
  });

  test('is written at once, whatever stands in the message of an error', () => {
    const { logger, lines } = createLogOf();
    const startedAt = performance.now();
    logger.error({ err: new Error(`\n    at ${'/:1'.repeat(200_000)}!`) }, 'failed');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(lines).toHaveLength(1);
  });

  test('is not written below the level', () => {
    const { logger, lines } = createLogOf('info');
    logger.debug('asked');
    expect(lines).toEqual([]);
  });
});
