import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Inquiry } from '../../../gateway/execution/inquiry.ts';
import { createRateLimiter } from '../../../gateway/execution/limit-rate.ts';
import { agencyOf } from '../../setup/small-graph.ts';
import { inquiryOf } from './inquiry-of.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const inquiry = (details: Partial<Inquiry> = {}) => inquiryOf([], details);

/** How many of so many requests are let through. */
async function passed(
  limiter: ReturnType<typeof createRateLimiter>,
  count: number,
  limit: number | undefined,
  details: Partial<Inquiry> = {},
) {
  let passes = 0;
  for (let each = 0; each < count; each += 1) {
    if ((await limiter(inquiry(details), limit)) === undefined) passes += 1;
  }
  return passes;
}

describe('requests a minute', () => {
  test('are let through up to the limit, and again after the minute', async () => {
    const limiter = createRateLimiter();
    expect(await passed(limiter, 5, 3)).toBe(3);
    vi.advanceTimersByTime(59_000);
    expect(await passed(limiter, 1, 3)).toBe(0);
    vi.advanceTimersByTime(2_000);
    expect(await passed(limiter, 5, 3)).toBe(3);
  });

  test('are not limited where nothing says so', async () => {
    expect(await passed(createRateLimiter(), 1_000, undefined)).toBe(1_000);
  });

  test('over the limit get the limit and when to come again, and nothing of who asked', async () => {
    const limiter = createRateLimiter();
    await limiter(inquiry({ officer: 'canary' }), 1);
    const problem = await limiter(inquiry({ officer: 'canary' }), 1);
    expect(problem).toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      extensions: { limit: 1, retryable: true },
    });
    expect(problem?.extensions.retryAfterSeconds).toBeGreaterThan(0);
    expect(JSON.stringify(problem)).not.toContain('canary');
  });

  test('are counted by officer, unit, agency and limit', async () => {
    const limiter = createRateLimiter();
    expect(await passed(limiter, 3, 2)).toBe(2);
    expect(await passed(limiter, 3, 2, { officer: 'another' })).toBe(2);
    expect(await passed(limiter, 3, 2, { asker: { agency: agencyOf('kemlu'), unit: 'KBRI-ROMA' } })).toBe(2);
    expect(await passed(limiter, 3, 2, { asker: { agency: agencyOf('kp2mi') } })).toBe(2);
    expect(await passed(limiter, 3, 1)).toBe(1);
    expect(await passed(limiter, 3, 2, { purpose: 'STATISTICS' })).toBe(0);
  });

  test('are not counted together for names that only look alike when joined', async () => {
    const limiter = createRateLimiter();
    const agency = agencyOf('kemlu');
    expect(await passed(limiter, 1, 1, { asker: { agency, unit: 'a' }, officer: 'b,c' })).toBe(1);
    expect(await passed(limiter, 1, 1, { asker: { agency, unit: 'a,b' }, officer: 'c' })).toBe(1);
    expect(await passed(limiter, 1, 1, { asker: { agency, unit: 'a","b' }, officer: 'c' })).toBe(1);
  });
});
