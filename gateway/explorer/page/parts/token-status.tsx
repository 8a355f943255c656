import { useEffect, useState } from 'react';
import type { TokenState } from '../use-token.ts';

/** Says whether there is a token to ask with, and how long it holds. */
export function TokenStatus({ state }: { readonly state: TokenState }) {
  const now = useMinute();
  const { tone, words, title } = describe(state, now);
  return (
    <span className="token-status" data-tone={tone} role="status" title={title}>
      {words}
    </span>
  );
}

interface Description {
  readonly tone: 'good' | 'waiting' | 'bad';
  readonly words: string;
  readonly title: string;
}

function describe(state: TokenState, now: number): Description {
  switch (state.kind) {
    case 'asking':
      return {
        tone: 'waiting',
        words: 'Getting a token…',
        title: 'Asking the gateway for a development token',
      };
    case 'person-needed':
      return { tone: 'waiting', words: 'Person id needed', title: 'Type the id of the person who asks' };
    case 'paste-needed':
      return { tone: 'waiting', words: 'Token needed', title: 'This gateway hands out no tokens' };
    case 'refused':
      return {
        tone: 'bad',
        words: state.trouble.title,
        title: `${state.trouble.detail} ${state.trouble.remedy}`,
      };
    case 'held': {
      const minutes = Math.ceil((state.expiresAt - now) / 60_000);
      if (minutes <= 0) return { tone: 'bad', words: 'Token ended', title: 'Paste a new token' };
      return state.renewsItself
        ? { tone: 'good', words: 'Development token', title: `Holds ${minutes} min and renews itself` }
        : { tone: 'good', words: `Your token, ${minutes} min`, title: 'Kept in this page only' };
    }
  }
}

/** The time, again every half minute. */
function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
