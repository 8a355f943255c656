const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers':
    'authorization, content-type, x-purpose, x-on-denied, x-explain, x-request-id',
  'access-control-max-age': '600',
};

/**
 * The headers by which a browser lets pages of an allowed origin read the answer. Pages of any other origin get
 * none, and so do all when none is allowed.
 */
export function createCorsHeaders(
  origin: string | undefined,
  allowed: ReadonlySet<string>,
  isPreflight: boolean,
): Readonly<Record<string, string>> {
  if (allowed.size === 0) return {};
  if (origin === undefined || !allowed.has(origin)) return { vary: 'origin' };
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'x-request-id, retry-after',
    ...(isPreflight ? PREFLIGHT_HEADERS : {}),
  };
}
