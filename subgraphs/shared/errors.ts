import { GraphQLError } from 'graphql';

/**
 * Everything that a caller of a subgraph can be told: code, whose fault, whether a second attempt can help,
 * and the message when the place that finds the fault has no better one.
 */
export const SUBGRAPH_ERRORS = {
  GRANT_REQUIRED: {
    fault: 'caller',
    isRetryable: false,
    message: 'This subgraph answers only calls that carry a grant in the header simpul-grant.',
  },
  GRANT_INVALID: {
    fault: 'caller',
    isRetryable: false,
    message: 'The grant of this call is not valid for this subgraph, this moment and this operation.',
  },
  BAD_REQUEST: {
    fault: 'caller',
    isRetryable: false,
    message: 'Expected POST /graphql with a JSON object that holds query, and variables if it has any.',
  },
  OPERATION_REFUSED: {
    fault: 'caller',
    isRetryable: false,
    message: 'The operation is not one that this subgraph answers.',
  },
  TOO_MANY_REPRESENTATIONS: {
    fault: 'caller',
    isRetryable: false,
    message: 'The operation asks for more entities than one call may.',
  },
  BAD_USER_INPUT: { fault: 'caller', isRetryable: false, message: 'An input has not the form it needs.' },
  BAD_CURSOR: {
    fault: 'caller',
    isRetryable: false,
    message: 'The cursor does not belong to this list.',
  },
  FORBIDDEN: { fault: 'caller', isRetryable: false, message: 'This is not open to the agency that asks.' },
  NOT_FOUND: {
    fault: 'caller',
    isRetryable: false,
    message: 'There is no such record among the rows that the agency may see.',
  },
  CONFLICT: {
    fault: 'caller',
    isRetryable: false,
    message: 'The record is not in a state that allows this.',
  },
  UNAVAILABLE: {
    fault: 'subgraph',
    isRetryable: true,
    message: 'The store of this subgraph did not answer in time.',
  },
  INTERNAL: { fault: 'subgraph', isRetryable: false, message: 'The subgraph failed.' },
} as const;
export type SubgraphErrorCode = keyof typeof SUBGRAPH_ERRORS;

/** What an error says besides its code. None of it may hold data of a person or a value that a client sent. */
export interface ErrorDetails {
  readonly message?: string;
  /** The input at fault, as a path: `filter.birthDate.from`. */
  readonly field?: string;
  /** What form the input should have had. */
  readonly expected?: string;
  /** What the caller can do. */
  readonly remedy?: string;
  /** Under which the subgraph logged the cause. */
  readonly correlationId?: string;
}

const ours = new WeakSet<Error>();

/** Makes an error that may reach the caller as it is. */
export function subgraphError(code: SubgraphErrorCode, details: ErrorDetails = {}): GraphQLError {
  const { message, ...rest } = details;
  const error = new GraphQLError(message ?? SUBGRAPH_ERRORS[code].message, { extensions: { code, ...rest } });
  ours.add(error);
  return error;
}

/** Makes the error for an input that has not the form it needs. */
export function badInput(field: string, expected: string, remedy?: string): GraphQLError {
  return subgraphError('BAD_USER_INPUT', {
    message: `${field}: expected ${expected}.`,
    field,
    expected,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

/** Finds the error of {@link subgraphError} in an error that graphql-js or Apollo wrapped; undefined for all others. */
export function findSubgraphError(error: unknown): GraphQLError | undefined {
  let current = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    if (current instanceof GraphQLError && ours.has(current)) return current;
    current = current instanceof GraphQLError ? current.originalError : current.cause;
  }
  return undefined;
}
