import { useEffect, useState } from 'react';
import type { Choice } from './choice.ts';
import { type HeldToken, type PastedToken, requestToken } from './request-token.ts';
import type { Trouble } from './trouble.ts';

/** Whether the explorer has a token to ask with. It lives here and nowhere else: not in storage, not in a link. */
export type TokenState =
  | { readonly kind: 'person-needed' }
  | { readonly kind: 'paste-needed' }
  | { readonly kind: 'asking' }
  | ({ readonly kind: 'held'; readonly renewsItself: boolean } & HeldToken)
  | { readonly kind: 'refused'; readonly trouble: Trouble };

/** A token is renewed this long before it ends. */
const RENEWAL_MARGIN_MS = 2 * 60_000;
/** Wait before a renewal that failed is tried again. */
const RETRY_MS = 15_000;

/**
 * Holds the token for a choice: a development token, asked for whenever the choice changes and again before it
 * ends, or, where the gateway gives none, the one that was pasted.
 */
export function useToken(choice: Choice, givesTokens: boolean, pasted: PastedToken | undefined): TokenState {
  const [kept, setKept] = useState<{ readonly choice: Choice; readonly state: TokenState }>();

  useEffect(() => {
    if (!givesTokens || choice.person === '') return;
    return keepToken(choice, (state) => setKept({ choice, state }));
  }, [choice, givesTokens]);

  if (!givesTokens)
    return pasted ? { kind: 'held', renewsItself: false, ...pasted } : { kind: 'paste-needed' };
  if (choice.person === '') return { kind: 'person-needed' };
  // The token of the last choice is not that of this one.
  return kept?.choice === choice ? kept.state : { kind: 'asking' };
}

/** Asks for a token and keeps renewing it. @returns what stops that */
function keepToken(choice: Choice, tell: (state: TokenState) => void): () => void {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let endsAt = 0;

  const ask = async () => {
    const answer = await requestToken(choice, abort.signal).catch(() => undefined);
    if (abort.signal.aborted || !answer) return;
    const isToken = 'token' in answer;
    if (isToken) {
      endsAt = answer.expiresAt;
      tell({ kind: 'held', renewsItself: true, ...answer });
    } else if (Date.now() >= endsAt) {
      tell({ kind: 'refused', trouble: answer });
      if (endsAt === 0) return;
    }
    const waitMs = isToken ? Math.max(answer.expiresAt - Date.now() - RENEWAL_MARGIN_MS, RETRY_MS) : RETRY_MS;
    timer = setTimeout(ask, waitMs);
  };

  void ask();
  return () => {
    abort.abort();
    clearTimeout(timer);
  };
}
