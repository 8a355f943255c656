import { HeaderMap } from '@apollo/server';
import type { GatewayExecutionResult, GatewayExecutor } from '@apollo/server-gateway-interface';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import { type AnswerOperation, refuseUnnamed } from './answer-operations.ts';
import type { Inquiry } from './inquiry.ts';
import { headersOf, type OperationAnswer } from './operation-answer.ts';
import type { PlacedProblem } from './program/program-run.ts';

/**
 * Makes the executor that Apollo's server calls with an operation that it has parsed and validated: the way of
 * every operation that is not known yet, and of those that are no operation of the graph at all.
 */
export function createExecutor(answerOperation: AnswerOperation): GatewayExecutor {
  return async ({ context, document, operation, queryHash, request }) => {
    // Apollo's server leaves it out where a document has several and none of them was named.
    const named: OperationDefinitionNode | undefined = operation;
    if (!named) return toResult(refuseUnnamed());
    const asked = {
      query: request.query ?? '',
      variables: request.variables ?? {},
      operationName: request.operationName ?? undefined,
    };
    const valid = { document, operation: named, hash: queryHash };
    return toResult((await answerOperation(context as Inquiry, asked, valid)) ?? refuseUnnamed());
  };
}

/** A refusal has no `data` at all, the HTTP status of its problem, and says when to come again if it knows. */
function toResult(answer: OperationAnswer): GatewayExecutionResult {
  if (answer.kind === 'refused') {
    const { problem, others } = answer;
    const http = { status: problem.status, headers: new HeaderMap(Object.entries(headersOf(problem))) };
    const refusal = new GraphQLError(problem.message, { extensions: { ...problem.extensions, http } });
    return { errors: [refusal, ...others.map(toError)] };
  }
  const { data, problems, extensions } = answer;
  return {
    data: data as Record<string, unknown> | null,
    ...(problems.length > 0 && { errors: problems.map(toError) }),
    ...(extensions && { extensions: { ...extensions } }),
  };
}

function toError({ problem, path }: PlacedProblem): GraphQLError {
  return new GraphQLError(problem.message, {
    extensions: { ...problem.extensions },
    ...(path && { path }),
  });
}
