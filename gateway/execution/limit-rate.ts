import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { createProblem, type Problem } from '../problem.ts';
import type { Inquiry } from './inquiry.ts';

/** Counts a request against its agreement's limit: a problem when it is over. */
export type RateLimiter = (
  inquiry: Inquiry,
  requestsPerMinute: number | undefined,
) => Promise<Problem | undefined>;

/**
 * Makes the limiter of requests a minute, per officer of an agency and per limit. It counts in this process:
 * with several gateways an officer has the limit at each of them.
 */
export function createRateLimiter(): RateLimiter {
  const limiters = new Map<number, RateLimiterMemory>();
  return async ({ asker, officer }, requestsPerMinute) => {
    if (requestsPerMinute === undefined) return undefined;
    const limiter =
      limiters.get(requestsPerMinute) ?? new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
    limiters.set(requestsPerMinute, limiter);
    try {
      await limiter.consume(JSON.stringify([asker.agency.id, asker.unit, officer]));
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterSeconds = Math.ceil(refusal.msBeforeNext / 1000);
      return createProblem('RATE_LIMITED', { limit: requestsPerMinute, retryAfterSeconds });
    }
  };
}
