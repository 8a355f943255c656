import type { Participants } from '../access/agency.ts';
import { PURPOSES } from '../access/agreement.ts';
import type { DevelopmentIdentity } from '../identity/development-tokens.ts';
import { createProblem, type Problem } from '../problem.ts';

/** What `POST /explorer/token` takes. */
interface TokenRequest {
  readonly agency: string;
  /** Code of a unit of the agency; left out for the agency itself. */
  readonly unit?: string;
  readonly purpose: string;
  /** Who asks, for the `sub` claim; the person's id at an agency with subject access, which must have one. */
  readonly officer?: string;
}

/** What is signed, or why nothing is. */
export type TokenRequestReading =
  | { readonly kind: 'identity'; readonly identity: DevelopmentIdentity }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** The `sub` claim where the page states none. */
const DEFAULT_OFFICER = 'explorer';

const SHAPE = 'a JSON object of the texts agency, purpose and, where needed, unit and officer';
const REMEDY = 'Send what the explorer sends: {"agency": "kp2mi", "purpose": "PLACEMENT_SERVICE"}.';
const REMEDY_FOR_PERSON =
  "Send the person's id as officer, or the agency that knows it so before: dukcapil:<id>.";
/** An id of the person who asks, with the agency whose id it is where that is another. */
const PERSON = /^([a-z][a-z0-9-]*:)?[A-Za-z0-9_-]{22}$/;

/**
 * Reads the body of a request for a development token against who takes part. Pure.
 *
 * The purpose has to be one that exists, not one that the agency's agreements have: to try a purpose without an
 * agreement is part of exploring.
 */
export function readTokenRequest(body: unknown, participants: Participants): TokenRequestReading {
  if (!isTokenRequest(body))
    return refuse(createProblem('BAD_REQUEST_BODY', { expected: SHAPE, remedy: REMEDY }));
  const agency = participants.agencies.get(body.agency);
  if (!agency) return refuse(createProblem('AGENCY_UNKNOWN'));
  const { unit, officer } = body;
  if (unit !== undefined && !agency.units?.codes.includes(unit)) {
    return refuse(createProblem('UNIT_UNKNOWN', { agency: agency.id }));
  }
  const purpose = PURPOSES.find((each) => each === body.purpose);
  if (!purpose) return refuse(createProblem('PURPOSE_UNKNOWN', { purposes: PURPOSES.join(', ') }));
  if (agency.isSubjectAccess && !PERSON.test(officer ?? '')) {
    const expected = `${SHAPE}, of which officer is a person's id of 22 base64url characters`;
    return refuse(createProblem('BAD_REQUEST_BODY', { expected, remedy: REMEDY_FOR_PERSON }));
  }
  if (!agency.isSubjectAccess && officer !== undefined && !/^[\w.@-]{1,64}$/.test(officer)) {
    const expected = `${SHAPE}, of which officer is 1 to 64 letters, digits or . @ _ -`;
    return refuse(createProblem('BAD_REQUEST_BODY', { expected, remedy: REMEDY }));
  }
  return {
    kind: 'identity',
    identity: {
      agency: agency.id,
      purpose,
      officer: officer ?? DEFAULT_OFFICER,
      ...(unit !== undefined && { unit }),
    },
  };
}

function refuse(problem: Problem): TokenRequestReading {
  return { kind: 'problem', problem };
}

function isTokenRequest(value: unknown): value is TokenRequest {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const members = new Map(Object.entries(value));
  const isText = (name: string) => typeof members.get(name) === 'string';
  const isTextOrAbsent = (name: string) => !members.has(name) || isText(name);
  return isText('agency') && isText('purpose') && isTextOrAbsent('unit') && isTextOrAbsent('officer');
}
