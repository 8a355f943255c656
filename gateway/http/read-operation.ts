import { createProblem, type Problem } from '../problem.ts';

/** What a client asks, as the body of its request says it. */
export interface SentOperation {
  /** The text of the document. */
  readonly query: string;
  /** Names are chosen by the client: ask with `Object.hasOwn`. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** An operation, or why the body holds none. */
export type OperationReading =
  | { readonly ok: true; readonly operation: SentOperation }
  | { readonly ok: false; readonly problem: Problem };

const OPERATION_NAME = /^[_A-Za-z][_0-9A-Za-z]{0,127}$/;

/**
 * Reads the JSON of a request as one operation. Pure.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters
 */
export function readOperation(body: unknown): OperationReading {
  if (Array.isArray(body)) return expect('one operation, not a list of them');
  if (!isRecord(body)) return expect('a JSON object');
  const { query, variables, operationName, extensions } = body;
  if (typeof query !== 'string' || query === '') return expect('an object with the text "query"');
  if (!isAbsent(variables) && !isRecord(variables)) return expect('an object whose "variables" is an object');
  if (!isAbsent(extensions) && !isRecord(extensions))
    return expect('an object whose "extensions" is an object');
  if (isAbsent(operationName)) return accept(query, variables, undefined);
  if (typeof operationName === 'string' && OPERATION_NAME.test(operationName)) {
    return accept(query, variables, operationName);
  }
  return expect('an object whose "operationName" is a name of GraphQL with at most 128 characters');
}

function accept(query: string, variables: unknown, operationName: string | undefined): OperationReading {
  return { ok: true, operation: { query, variables: isRecord(variables) ? variables : {}, operationName } };
}

function expect(expected: string): OperationReading {
  return { ok: false, problem: createProblem('BAD_REQUEST_BODY', { expected }) };
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
