import { randomUUID } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError, Kind } from 'graphql';
import { MongooseError } from 'mongoose';
import type { Logger } from 'pino';
import { describeFailure } from './describe-failure.ts';
import { findSubgraphError, subgraphError } from './errors.ts';

/** Errors of the driver that mean that the store was not there or too slow: another attempt can help. */
const UNAVAILABLE_NAMES = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoPoolClearedError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
]);
/** `MaxTimeMSExpired`. @see https://www.mongodb.com/docs/manual/reference/error-codes/ */
const MAX_TIME_EXPIRED = 50;

/**
 * Makes the one place where errors are put into the form that leaves a subgraph. Ours leave as they are; a faulty
 * operation leaves without the values that it held; all others are logged without their messages and leave as
 * `INTERNAL` or `UNAVAILABLE` with a correlation id.
 */
export function createErrorFormatter(
  logger: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const { path, locations } = formatted;
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    const known = findSubgraphError(error) ?? operationError(error);
    if (known) return { message: known.message, ...place, extensions: { ...known.extensions } };
    const correlationId = randomUUID();
    const cause = rootCause(error);
    const code = isUnavailable(cause) ? 'UNAVAILABLE' : 'INTERNAL';
    logger.error({ correlationId, code, failure: describeFailure(cause) }, 'a request failed');
    const failure = subgraphError(code, { correlationId });
    return { message: failure.message, ...place, extensions: { ...failure.extensions } };
  };
}

/** Gives an error for what graphql-js or Apollo refuse before a resolver runs; undefined for other errors. */
function operationError(error: unknown): GraphQLError | undefined {
  if (!(error instanceof GraphQLError)) return undefined;
  switch (error.extensions.code) {
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
    case 'OPERATION_RESOLUTION_FAILURE':
      return subgraphError('OPERATION_REFUSED', holdsValue(error) ? {} : { message: error.message });
    case 'BAD_USER_INPUT':
    case 'BAD_REQUEST':
      return subgraphError(error.extensions.code);
    default:
      return undefined;
  }
}

/** Whether the message may repeat a value: syntax errors quote the text, and some rules print literals. */
function holdsValue(error: GraphQLError): boolean {
  if (error.extensions.code !== 'GRAPHQL_VALIDATION_FAILED') return true;
  const names: readonly string[] = [Kind.FIELD, Kind.ARGUMENT, Kind.NAMED_TYPE, Kind.FRAGMENT_SPREAD];
  return !error.nodes?.every((node) => names.includes(node.kind));
}

function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isNotConnected =
    error instanceof MongooseError && /initial connection is complete/.test(error.message);
  return (
    UNAVAILABLE_NAMES.has(error.name) ||
    isNotConnected ||
    ('code' in error && error.code === MAX_TIME_EXPIRED)
  );
}
