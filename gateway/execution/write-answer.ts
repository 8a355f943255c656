import { headersOf, type OperationAnswer, problemsOf } from './operation-answer.ts';
import type { PlacedProblem } from './program/program-run.ts';

/** What is answered to one operation. */
export interface GraphQLAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

/** Writes an answer as Apollo Server writes it, byte for byte. Pure. */
export function writeAnswer(answer: OperationAnswer): GraphQLAnswer {
  const problems = problemsOf(answer);
  const body = JSON.stringify({
    errors: problems.length > 0 ? problems.map(writeProblem) : undefined,
    ...(answer.kind === 'answered' && { data: answer.data, extensions: answer.extensions }),
  });
  if (answer.kind === 'answered') return { status: 200, body: `${body}\n` };
  const headers = headersOf(answer.problem);
  return {
    status: answer.problem.status,
    body: `${body}\n`,
    ...(Object.keys(headers).length > 0 && { headers }),
  };
}

function writeProblem({ problem, path }: PlacedProblem): object {
  return { message: problem.message, extensions: problem.extensions, ...(path && { path }) };
}
