import { useCallback, useEffect, useRef } from 'react';
import type { OnDenied } from './parts/request-options.tsx';
import type { TokenState } from './use-token.ts';

/** Everything that a request to the graph says beside the operation. */
interface Asking {
  readonly token: TokenState;
  readonly purpose: string;
  readonly isExplained: boolean;
  readonly onDenied: OnDenied;
}

/** Gives the headers to ask with now, once a token that is on its way has come; `undefined` when there is none. */
export type AskingHeaders = () => Promise<Readonly<Record<string, string>> | undefined>;

/** Headers for requests to the graph. The function stays the same while what it gives changes. */
export function useAsking({ token, purpose, isExplained, onDenied }: Asking): AskingHeaders {
  const latest = useRef<Asking>({ token, purpose, isExplained, onDenied });
  const waiting = useRef<(() => void)[]>([]);

  useEffect(() => {
    latest.current = { token, purpose, isExplained, onDenied };
    if (token.kind !== 'asking') for (const goOn of waiting.current.splice(0)) goOn();
  }, [token, purpose, isExplained, onDenied]);

  return useCallback(async () => {
    if (latest.current.token.kind === 'asking') {
      await new Promise<void>((resolve) => waiting.current.push(resolve));
    }
    return headersOf(latest.current);
  }, []);
}

function headersOf({ token, purpose, isExplained, onDenied }: Asking) {
  if (token.kind !== 'held') return undefined;
  return {
    authorization: `Bearer ${token.token}`,
    'x-purpose': purpose,
    'x-on-denied': onDenied,
    ...(isExplained && { 'x-explain': 'true' }),
  };
}
