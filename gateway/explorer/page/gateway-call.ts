/** What came of a call to the gateway. */
export type CallOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: Readonly<Record<string, unknown>>;
      /** From sending to the last byte. */
      readonly ms: number;
      readonly bytes: number;
    }
  | { readonly kind: 'not-json'; readonly status: number }
  | { readonly kind: 'unreachable' };

/** Calls the gateway that served the page, and no other host. Never throws, unless the signal aborts it. */
export async function callGateway(path: string, init: RequestInit = {}): Promise<CallOutcome> {
  const startedAt = performance.now();
  let status: number;
  let text: string;
  try {
    const response = await fetch(path, {
      ...init,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return { kind: 'unreachable' };
  }
  const ms = performance.now() - startedAt;
  const body = parseObject(text);
  if (!body) return { kind: 'not-json', status };
  return { kind: 'answered', status, body, ms, bytes: new Blob([text]).size };
}

/** Sends a JSON object by POST. */
export function postJson(
  path: string,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<CallOutcome> {
  return callGateway(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
    ...(signal && { signal }),
  });
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}
