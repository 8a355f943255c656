import type { GraphQLFormattedError } from 'graphql';
import { ERRORS } from '../errors.ts';
import { createProblem, type Problem } from '../problem.ts';

/**
 * Translates the errors of Apollo Server's own pipeline into those of the table; everything unknown becomes
 * `INTERNAL`. Those that come from the table already are let through.
 */
export function formatError(error: GraphQLFormattedError): GraphQLFormattedError {
  const extensions = error.extensions ?? {};
  const code = typeof extensions.code === 'string' ? extensions.code : '';
  if (Object.hasOwn(ERRORS, code) && 'fault' in extensions) {
    return { message: error.message, extensions, ...(error.path && { path: error.path }) };
  }
  const problem = translate(code, error);
  return {
    message: problem.message,
    extensions: { ...problem.extensions },
    ...(error.locations && problem.code !== 'INTERNAL' && { locations: error.locations }),
  };
}

function translate(code: string, error: GraphQLFormattedError): Problem {
  switch (code) {
    case 'GRAPHQL_PARSE_FAILED': {
      const { line = 0, column = 0 } = error.locations?.[0] ?? {};
      return createProblem('GRAPHQL_PARSE_FAILED', { line, column });
    }
    case 'GRAPHQL_VALIDATION_FAILED':
      return createProblem('GRAPHQL_VALIDATION_FAILED', { problem: withoutValues(error.message) });
    case 'OPERATION_RESOLUTION_FAILURE':
      return createProblem('OPERATION_NOT_FOUND');
    case 'BAD_REQUEST':
      return createProblem('BAD_REQUEST_BODY', { expected: 'one GraphQL operation as a JSON object' });
    default:
      return createProblem('INTERNAL');
  }
}

/** Validation repeats the literal that does not fit: `Expected value of type "Int", found "...".` */
function withoutValues(message: string): string {
  return message
    .replace(/,? found .*$/s, '.')
    .replace(/^Value ".*" does not exist in/s, 'The value does not exist in')
    .replace(/cannot represent .*$/s, 'cannot represent the value.');
}
