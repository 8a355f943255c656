import type { Participants } from '../access/agency.ts';
import type { Purpose } from '../access/agreement.ts';
import { createProblem, type Problem } from '../problem.ts';
import { PURPOSE_HEADER, statePurpose } from './state-purpose.ts';
import type { TokenClaims } from './token-claims.ts';
import type { TokenVerdict } from './verify-token.ts';

/** Who asks, and why. The agency takes part, and the unit is one of its own. */
export interface Asker {
  /** Id of the agency. */
  readonly agency: string;
  /** Code of the unit, when the officer asks for one. */
  readonly unit?: string;
  /** The token's `sub`; the id of the person for an agency with subject access; `anonymous` without a token. */
  readonly officer: string;
  readonly purpose: Purpose;
}

/** Somebody whose token is good, whether or not the rest of what they say is. */
export interface Known extends Omit<Asker, 'purpose'> {
  /** Absent when none that counts was stated. */
  readonly purpose?: Purpose;
}

/** Who asks, or why that cannot be told; `known` is there when it is the rest of what they say that is wrong. */
export type Identification =
  | { readonly ok: true; readonly asker: Asker }
  | { readonly ok: false; readonly problem: Problem; readonly known?: Known };

/** `headersDistinct` of a request: names in lower case, every value that was sent. */
export type SentHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/** What identifying is made of. Both functions are asked at each request, so that they may change meanwhile. */
export interface IdentifyOptions {
  readonly verifyToken: (token: string) => Promise<TokenVerdict>;
  readonly participants: () => Participants;
  /** The agency that requests without a token count as; undefined refuses them. */
  readonly anonymousAgency: string | undefined;
}

/** Who asks without a token, where that is allowed. */
export const ANONYMOUS = 'anonymous';

const PERSON_ID = /^[A-Za-z0-9_-]{22}$/;

/** Makes the function that reads from the headers of a request who asks. A bad token is never anonymous. */
export function createIdentify(options: IdentifyOptions): (headers: SentHeaders) => Promise<Identification> {
  const { verifyToken, participants, anonymousAgency } = options;
  return async (headers) => {
    const verdict = await readClaims(headers.authorization, verifyToken, anonymousAgency);
    if (!verdict.ok) return verdict;
    const problem = findStranger(verdict.claims, participants());
    if (problem) return { ok: false, problem };
    const { agency, unit, officer, purpose: granted } = verdict.claims;
    const known = { agency, ...(unit === undefined ? {} : { unit }), officer };
    const stated = statePurpose(headers[PURPOSE_HEADER]?.join(), granted);
    if (!stated.ok) return { ...stated, known };
    return { ok: true, asker: { ...known, purpose: stated.purpose } };
  };
}

async function readClaims(
  authorization: readonly string[] | undefined,
  verifyToken: IdentifyOptions['verifyToken'],
  anonymousAgency: string | undefined,
): Promise<TokenVerdict> {
  if (authorization === undefined) {
    if (anonymousAgency === undefined) return { ok: false, problem: createProblem('TOKEN_MISSING') };
    const claims = { agency: anonymousAgency, unit: undefined, officer: ANONYMOUS, purpose: undefined };
    return { ok: true, claims };
  }
  // Of two tokens, a proxy may have checked the other one.
  const [, token] = (authorization.length === 1 && /^Bearer +(\S+)$/i.exec(authorization[0] ?? '')) || [];
  if (token === undefined) {
    const reason = 'the header Authorization must be sent once, as Bearer and the token';
    return { ok: false, problem: createProblem('TOKEN_INVALID', { reason }) };
  }
  return await verifyToken(token);
}

/** Finds why an agency or unit of a good token is none that takes part. */
function findStranger(claims: TokenClaims, { agencies }: Participants): Problem | undefined {
  const agency = agencies.get(claims.agency);
  if (agency === undefined) return createProblem('AGENCY_UNKNOWN');
  if (claims.unit !== undefined && !agency.units?.codes.includes(claims.unit)) {
    return createProblem('UNIT_UNKNOWN', { agency: agency.id });
  }
  if (agency.isSubjectAccess && !PERSON_ID.test(claims.officer)) {
    return createProblem('TOKEN_INVALID', { reason: 'its "sub" is not the id of a person' });
  }
  return undefined;
}
