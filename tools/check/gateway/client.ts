import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { type Answer, readAnswer } from './answer.ts';
import type { TokenSource } from './token-source.ts';

/** Asks the gateway as Bawaslu. */
export interface GatewayClient {
  /**
   * Asks until there is an answer that will not change by asking again: while the gateway or a subgraph is away it is
   * tried for minutes. Rejects when it stays away, or when the check is stopped.
   */
  readonly ask: <Data>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<SettledAnswer<Data>>;
  /** Milliseconds that were waited for answers, of all requests together, and how many there were. */
  readonly spent: () => { readonly ms: number; readonly requests: number };
  readonly close: () => Promise<void>;
}

/** An answer that asking again does not change. */
export type SettledAnswer<Data> = Exclude<Answer<Data>, { readonly kind: 'token-expired' | 'for-now' }>;

/** How a client waits, in milliseconds. */
export interface Patience {
  /** How long the gateway or a subgraph may be away. Default: 10 minutes. */
  readonly awayMs?: number;
  /** Longest pause between two tries. Default: 5 s. */
  readonly pauseMs?: number;
}

const FIRST_PAUSE_MS = 200;
const [AWAY_MS, PAUSE_MS] = [600_000, 5_000];
/** How long a gateway may be away that has never answered: most likely it does not run. */
const START_MS = 5_000;
/** The gateway gives up an operation well before. */
const ANSWER_TIMEOUT_MS = 120_000;
/** Tries of what may come from a process that is being replaced, and may be for good. */
const MOST_DOUBTS = 4;

/**
 * Opens a client with kept connections.
 *
 * @param say takes a line when the gateway goes away, and when it is back
 */
export function openGatewayClient(
  gateway: URL,
  tokens: TokenSource,
  connections: number,
  say: (line: string) => void,
  signal: AbortSignal,
  { awayMs = AWAY_MS, pauseMs = PAUSE_MS }: Patience = {},
): GatewayClient {
  const pool = new Pool(gateway.origin, {
    connections,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });
  const path = `${gateway.pathname.replace(/\/$/, '')}/graphql`;
  let [ms, requests] = [0, 0];
  let isAway = false;
  let hasAnswered = false;

  const send = async <Data>(body: string, token: string): Promise<Answer<Data>> => {
    try {
      const response = await pool.request({
        path,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'x-purpose': 'VOTER_LIST_OVERSIGHT',
          'x-on-denied': 'reject',
        },
        body,
        signal,
      });
      hasAnswered = true;
      const retryAfter = response.headers['retry-after'];
      return readAnswer(await response.body.json(), typeof retryAfter === 'string' ? retryAfter : undefined);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SyntaxError) return readAnswer(undefined);
      return { kind: 'for-now', reason: `The gateway at ${gateway.origin} does not answer.` };
    }
  };

  const sendInTime = async <Data>(body: string, token: string): Promise<Answer<Data>> => {
    const began = performance.now();
    const answer = await send<Data>(body, token);
    ms += performance.now() - began;
    requests += 1;
    return answer;
  };

  return {
    ask: async <Data>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
      const body = JSON.stringify({ query, variables });
      const began = Date.now();
      let [pause, doubts, renewals] = [FIRST_PAUSE_MS, 0, 0];
      let token = await tokens.token();
      for (;;) {
        const answer = await sendInTime<Data>(body, token);
        if (answer.kind === 'token-expired') {
          if (renewals++ > 0) throw new Error('The gateway calls every token of Bawaslu too old: renew it.');
          token = await tokens.renew();
          continue;
        }
        const isInDoubt = answer.kind === 'failed' && answer.mayBePassing && ++doubts < MOST_DOUBTS;
        if (answer.kind !== 'for-now' && !isInDoubt) {
          if (isAway) say('The gateway answers again.');
          isAway = false;
          return answer as SettledAnswer<Data>;
        }
        const reason = answer.kind === 'for-now' ? answer.reason : (answer.errors[0]?.message ?? '');
        if (!hasAnswered && Date.now() - began > START_MS) {
          throw new Error(`${reason} Run npm start in another terminal, or set GATEWAY to where it is.`);
        }
        const minutes = Math.round(awayMs / 60_000);
        if (Date.now() - began > awayMs) throw new Error(`${reason} It was tried for ${minutes} minutes.`);
        if (!isAway && hasAnswered) say(`${reason} It is tried again, for ${minutes} minutes.`);
        isAway ||= hasAnswered;
        const wished = answer.kind === 'for-now' ? (answer.waitSeconds ?? 0) * 1000 : 0;
        await sleep(Math.max(pause, Math.min(wished, pauseMs)), undefined, { signal });
        pause = Math.min(2 * pause, pauseMs);
        renewals = 0;
        token = await tokens.token();
      }
    },
    spent: () => ({ ms, requests }),
    close: () => pool.destroy(),
  };
}
