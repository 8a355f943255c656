import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { ERRORS } from '../errors.ts';
import { createProblem } from '../problem.ts';

/**
 * Lets through the errors that the gateway made itself, and turns every other into `INTERNAL`, logged under
 * the request id. What a library says of a failure may hold addresses and values.
 */
export function translateErrors(
  errors: readonly GraphQLError[],
  requestId: string,
  logger: Logger,
): readonly GraphQLError[] {
  return errors.map((error) => {
    // Apollo's gateway hands over errors of its own code as they are, without extensions.
    const { serviceName: _, ...extensions } = (error as Partial<GraphQLError>).extensions ?? {};
    const isOurs =
      typeof extensions.code === 'string' && Object.hasOwn(ERRORS, extensions.code) && 'fault' in extensions;
    if (isOurs)
      return new GraphQLError(error.message, { extensions, ...(error.path && { path: error.path }) });
    logger.error({ requestId, code: extensions.code, err: error.originalError ?? error }, 'the plan failed');
    const problem = createProblem('INTERNAL');
    return new GraphQLError(problem.message, { extensions: { ...problem.extensions } });
  });
}
