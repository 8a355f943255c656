import type { Problem } from '../problem.ts';
import type { PlacedProblem } from './program/program-run.ts';

/** What becomes of one operation: answered, at least in part, or refused as a whole. */
export type OperationAnswer =
  | {
      readonly kind: 'answered';
      readonly data: Readonly<Record<string, unknown>> | null;
      readonly problems: readonly PlacedProblem[];
      readonly extensions?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'refused'; readonly problem: Problem; readonly others: readonly PlacedProblem[] };

/** The header that says after how many seconds a client may come again. */
export const RETRY_AFTER = 'retry-after';

/** The headers that a refusal asks for. */
export function headersOf({ extensions }: Problem): Readonly<Record<string, string>> {
  const { retryAfterSeconds } = extensions;
  return retryAfterSeconds === undefined ? {} : { [RETRY_AFTER]: String(retryAfterSeconds) };
}

/** Every problem of an answer, in its order. */
export function problemsOf(answer: OperationAnswer): readonly PlacedProblem[] {
  return answer.kind === 'answered' ? answer.problems : [{ problem: answer.problem }, ...answer.others];
}
