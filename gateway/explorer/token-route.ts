import type { Participants } from '../access/agency.ts';
import { createProblemAnswer } from '../http/problem-answer.ts';
import { readJsonBody } from '../http/read-json-body.ts';
import type { Route } from '../http/route.ts';
import type { DevelopmentIdentity } from '../identity/development-tokens.ts';
import { checkOwnPage } from './own-page.ts';
import { readTokenRequest } from './token-request.ts';

/** Signs a token that holds for so many minutes. */
export type SignToken = (identity: DevelopmentIdentity, minutes: number) => Promise<string>;

/** What `POST /explorer/token` answers. */
interface TokenAnswer {
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

/** The longest that a gateway takes. */
const TOKEN_MINUTES = 15;
const MAX_BODY_BYTES = 4096;

/** `POST /explorer/token`: a development token for whomever the explorer's page, on this machine, wants to be. */
export function createTokenRoute(participants: () => Participants, sign: SignToken): Route {
  return {
    path: '/explorer/token',
    methods: ['POST'],
    handle: async ({ request }) => {
      const strayed = checkOwnPage(request.headers);
      if (strayed) return createProblemAnswer(strayed);
      const body = await readJsonBody(request, MAX_BODY_BYTES);
      if (!body.ok) return createProblemAnswer(body.problem);
      const reading = readTokenRequest(body.value, participants());
      if (reading.kind === 'problem') return createProblemAnswer(reading.problem);
      const expiresAt = new Date(Date.now() + TOKEN_MINUTES * 60_000).toISOString();
      const token = await sign(reading.identity, TOKEN_MINUTES);
      return {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
        body: JSON.stringify({ token, expiresAt } satisfies TokenAnswer),
      };
    },
  };
}
