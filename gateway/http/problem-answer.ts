import type { Problem } from '../problem.ts';
import type { HttpAnswer } from './route.ts';

/** Seconds after which a client that was turned away may come again. */
const RETRY_AFTER_SECONDS = '1';

/** The whole answer when nothing but a problem can be told: an error of GraphQL without data. Pure. */
export function createProblemAnswer(
  { status, message, extensions }: Problem,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(status === 401 ? { 'www-authenticate': 'Bearer realm="simpul"' } : {}),
      ...(status === 503 || status === 429 ? { 'retry-after': RETRY_AFTER_SECONDS } : {}),
      ...headers,
    },
    body: JSON.stringify({ errors: [{ message, extensions }] }),
  };
}
