import type { ErrorKind } from './error-kind.ts';
import { ERRORS, type ErrorCode } from './errors.ts';

/** An error as a client sees it: what GraphQL calls an error, and the HTTP status when nothing else is answered. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  /** `code`, `fault`, `retryable`, the details, `remedy`. */
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly status: number;
}

type HoleOf<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HoleOf<Rest>
  : never;
type HoleOfCode<Code extends ErrorCode> =
  (typeof ERRORS)[Code] extends ErrorKind<infer Message, infer Remedy>
    ? HoleOf<Message> | HoleOf<Remedy>
    : never;
type Details<Hole extends string> = Readonly<Record<Hole, string | number>> &
  Readonly<Record<string, unknown>>;

/** No detail is longer in a message: names that clients chose may be of any length. */
const MAX_DETAIL_CHARACTERS = 200;

/**
 * Makes a problem of the table. Pure.
 *
 * @param details what fills the holes of the code's texts, and whatever else `extensions` shall hold (a
 *   `remedy` among them replaces that of the table). The client sees all of it: names, codes and bounds only,
 *   never a value of a person.
 */
export function createProblem<Code extends ErrorCode>(
  code: Code,
  ...[details = {}]: [HoleOfCode<Code>] extends [never]
    ? [details?: Details<never>]
    : [details: Details<HoleOfCode<Code>>]
): Problem {
  const { message, remedy, fault, isRetryable, status }: ErrorKind = ERRORS[code];
  return {
    code,
    message: fillHoles(message, details),
    extensions: { code, fault, retryable: isRetryable, remedy: fillHoles(remedy, details), ...details },
    status,
  };
}

function fillHoles(text: string, details: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{([A-Za-z]+)\}/g, (_, hole: string) => {
    const detail = Object.hasOwn(details, hole) ? String(details[hole]) : '';
    return detail.length > MAX_DETAIL_CHARACTERS ? `${detail.slice(0, MAX_DETAIL_CHARACTERS)}…` : detail;
  });
}
