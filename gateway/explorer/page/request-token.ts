import type { Choice } from './choice.ts';
import { postJson } from './gateway-call.ts';
import { describeTrouble, type Trouble } from './trouble.ts';

/** A token and when it ends, in milliseconds since 1970. */
export interface HeldToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** Asks the gateway for a development token. */
export async function requestToken(
  { agency, unit, purpose, person }: Choice,
  signal: AbortSignal,
): Promise<HeldToken | Trouble> {
  const request = { agency, purpose, ...(unit && { unit }), ...(person && { officer: person }) };
  const outcome = await postJson('/explorer/token', request, {}, signal);
  const trouble = describeTrouble(outcome);
  if (trouble) return trouble;
  if (outcome.kind === 'answered') {
    const { token, expiresAt } = outcome.body;
    if (typeof token === 'string' && typeof expiresAt === 'string') {
      return { token, expiresAt: Date.parse(expiresAt) };
    }
  }
  return {
    title: 'No token came',
    detail: 'The gateway answered the request for a development token with something else.',
    remedy: 'Reload the page; it may be older than the gateway.',
  };
}

/** Who a pasted token is for, as its claims say; the gateway alone can tell whether they are true. */
export interface PastedToken extends HeldToken {
  readonly agency: string;
  readonly unit?: string;
  readonly purpose?: string;
}

/** Reads the claims of a pasted token, without verifying them. `undefined` when it is not a token for Simpul. Pure. */
export function readPastedToken(text: string): PastedToken | undefined {
  const token = text.trim().replace(/^Bearer\s+/i, '');
  const claims = decodeClaims(token.split('.')[1] ?? '');
  const { agency, unit, purpose, exp } = claims;
  if (typeof agency !== 'string' || typeof exp !== 'number') return undefined;
  return {
    token,
    expiresAt: exp * 1000,
    agency,
    ...(typeof unit === 'string' && { unit }),
    ...(typeof purpose === 'string' && { purpose }),
  };
}

function decodeClaims(part: string): Readonly<Record<string, unknown>> {
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? Object.fromEntries(Object.entries(claims)) : {};
  } catch {
    return {};
  }
}
