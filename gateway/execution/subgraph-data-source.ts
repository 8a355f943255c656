import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { parse } from 'graphql';
import type { Logger } from 'pino';
import { ERRORS, type ErrorCode } from '../errors.ts';
import { createProblem, type Problem } from '../problem.ts';
import type { CallOutcome, SubgraphCaller } from './call-subgraph.ts';
import type { Inquiry } from './inquiry.ts';
import { pruneAnswer } from './prune-answer.ts';
import { GRANT_HEADER, type GrantSigner } from './sign-grant.ts';

/** What every data source shares. */
export interface SubgraphAccess {
  readonly caller: SubgraphCaller;
  readonly signGrant: GrantSigner;
  readonly logger: Logger;
  /** The agency or group that answers for a subgraph. */
  readonly providerOf: (subgraph: string) => string;
}

/** A client's own input that a subgraph refused says so in at most this many characters. */
const MAX_RELAYED_CHARACTERS = 300;
/** Of one answer: three bytes of a subgraph's JSON become a few hundred of ours. */
const MAX_ERRORS = 20;
const MAX_PATH_STEPS = 50;
/** Rows of any list; a NIK has 16 digits. */
const MAX_ROWS = 100_000;

/**
 * Fetches from one subgraph for Apollo's plan executor. Upstream failures are translated here and nowhere
 * else: neither an address nor a word of a subgraph's own error goes further.
 */
export function createSubgraphDataSource(
  subgraph: string,
  url: string,
  { caller, signGrant, logger, providerOf }: SubgraphAccess,
): GraphQLDataSource {
  const fail = (code: SubgraphCode) => ({
    errors: [toGraphQLError(createProblem(code, { provider: providerOf(subgraph) }))],
  });
  const badAnswer = () =>
    toGraphQLError(createProblem('SUBGRAPH_BAD_ANSWER', { provider: providerOf(subgraph) }));

  return {
    async process(options: GraphQLDataSourceProcessOptions) {
      if (!('incomingRequestContext' in options)) {
        throw new Error(`The subgraph ${subgraph} is called for operations only, not for ${options.kind}.`);
      }
      const { query = '', variables } = options.request;
      const inquiry = options.context as Inquiry;
      const isMutation = query.startsWith('mutation');
      const outcome = await caller.call(
        url,
        JSON.stringify({ query, variables }),
        {
          [GRANT_HEADER]: await signGrant(inquiry, subgraph, query),
          'x-request-id': inquiry.requestId,
        },
        inquiry.signal,
        !isMutation,
      );
      if (outcome.kind !== 'answered') {
        logger.warn(
          { requestId: inquiry.requestId, subgraph, outcome: outcome.kind, detail: outcome.detail },
          'subgraph call failed',
        );
        return fail(CODES[outcome.kind]);
      }
      if (!isAnswer(outcome.body)) return fail('SUBGRAPH_BAD_ANSWER');
      const isEntityFetch = query.includes('_entities');
      const { data = null, errors = [] } = outcome.body;
      const pruned = data
        ? pruneAnswer(
            data,
            options.document ?? parse(query),
            isEntityFetch ? (variables?.representations as readonly unknown[] | undefined) : undefined,
            inquiry.view.graph.apiSchema,
          )
        : { data: undefined, isMisshapen: errors.length === 0 };
      if (!pruned) return fail('SUBGRAPH_BAD_ANSWER');
      const kept = pruned.data && { data: pruned.data };
      if (errors.length === 0 && !pruned.isMisshapen) return { ...kept };
      // Only a fetch without representations has seen nothing but the client's own input, so only its words
      // about that input may be relayed: they cannot repeat another agency's value.
      const told = errors.slice(0, MAX_ERRORS);
      const problems = told.map((error) => ({ error, problem: isEntityFetch ? undefined : relayed(error) }));
      if (pruned.isMisshapen || problems.some(({ problem }) => !problem)) {
        logger.warn(
          { requestId: inquiry.requestId, subgraph, outcome: 'errors', codes: told.map(codeOf) },
          'subgraph answered with errors',
        );
      }
      return {
        ...kept,
        errors: [
          ...problems.map(({ error, problem }) => ({
            ...(problem ? toGraphQLError(problem) : badAnswer()),
            ...(isPathInto(query, error.path) && { path: error.path }),
          })),
          ...(pruned.isMisshapen ? [badAnswer()] : []),
        ],
      };
    },
  };
}

type SubgraphCode = Extract<ErrorCode, `SUBGRAPH_${string}`>;

const CODES: Readonly<Record<Exclude<CallOutcome['kind'], 'answered'>, SubgraphCode>> = {
  unavailable: 'SUBGRAPH_UNAVAILABLE',
  timeout: 'SUBGRAPH_TIMEOUT',
  refused: 'SUBGRAPH_REFUSED',
  'bad-answer': 'SUBGRAPH_BAD_ANSWER',
};

interface SubgraphError {
  readonly message?: unknown;
  readonly path?: unknown;
  readonly extensions?: { readonly code?: unknown; readonly remedy?: unknown };
}

interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly SubgraphError[];
}

function isAnswer(body: unknown): body is SubgraphAnswer {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { data, errors } = body as { readonly data?: unknown; readonly errors?: unknown };
  const hasData = typeof data === 'object' && !Array.isArray(data);
  const hasErrors =
    Array.isArray(errors) && errors.every((error) => typeof error === 'object' && error !== null);
  return (hasData || data === undefined) && (hasErrors || errors === undefined) && (hasData || hasErrors);
}

/** What a subgraph may say of a client's own input, and as what it reaches the client. */
const RELAYED: ReadonlyMap<string, ErrorCode> = new Map([
  ['BAD_USER_INPUT', 'BAD_USER_INPUT'],
  ['BAD_CURSOR', 'BAD_CURSOR'],
  ['NOT_FOUND', 'RECORD_NOT_FOUND'],
  ['CONFLICT', 'RECORD_CONFLICT'],
  ['UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE'],
]);

function relayed(error: SubgraphError): Problem | undefined {
  const code = RELAYED.get(codeOf(error));
  if (!code || typeof error.message !== 'string') return undefined;
  const { fault, isRetryable, remedy, status } = ERRORS[code];
  const own = relayedText(error.extensions?.remedy);
  return {
    code,
    message: error.message.slice(0, MAX_RELAYED_CHARACTERS),
    extensions: { code, fault, retryable: isRetryable, remedy: own ?? remedy },
    status,
  };
}

function relayedText(text: unknown): string | undefined {
  return typeof text === 'string' ? text.slice(0, MAX_RELAYED_CHARACTERS) : undefined;
}

function codeOf(error: SubgraphError): string {
  const code = error.extensions?.code;
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'UNKNOWN';
}

/** A path may name only what the query names, and rows that a page can have, so that it carries nothing else. */
function isPathInto(query: string, path: unknown): path is readonly (string | number)[] {
  if (!Array.isArray(path) || path.length > MAX_PATH_STEPS) return false;
  const names = new Set(query.match(/[_A-Za-z][_0-9A-Za-z]*/g));
  return path.every((step) =>
    typeof step === 'number'
      ? Number.isInteger(step) && step >= 0 && step < MAX_ROWS
      : typeof step === 'string' && names.has(step),
  );
}

function toGraphQLError(problem: Problem): {
  readonly message: string;
  readonly extensions: Record<string, unknown>;
} {
  return { message: problem.message, extensions: { ...problem.extensions } };
}
