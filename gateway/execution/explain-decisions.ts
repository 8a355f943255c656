import type { Denial } from '../access/cut-operation.ts';
import type { Decision } from '../access/decision.ts';
import type { View } from '../access/view.ts';
import { createProblem, type Problem } from '../problem.ts';

/** Makes the error that tells a client of one denied coordinate. It says nothing of rows or values. */
export function createDenialProblem({ coordinate, decision }: Denial, view: View): Problem {
  const { provider, agreement, clause, reason, reduced, remedy } = decision;
  const purpose = view.question.purpose;
  const details = {
    coordinate,
    provider,
    purpose,
    ...(agreement && { agreement }),
    ...(clause && { clause }),
  };
  if (reduced) return createProblem('FIELD_REDUCED', { ...details, reason, reduced, remedy });
  const isInput = coordinate.includes('(') || view.graph.inputSources.has(coordinate.split('.')[0] ?? '');
  return createProblem(isInput ? 'INPUT_NOT_AGREED' : 'FIELD_NOT_AGREED', { ...details, reason, remedy });
}

/** Lists every decision of an operation, as `X-Explain: true` shows them. */
export function explainDecisions(
  view: View,
  decisions: ReadonlyMap<string, Decision>,
): Record<string, unknown> {
  const { consumer, holder, purpose, today } = view.question;
  return {
    consumer: consumer.id,
    holder,
    purpose,
    today,
    agreementsVersion: view.key.split('|').at(-1),
    decisions: [...decisions].map(([coordinate, { kind, ...decision }]) => ({
      coordinate,
      decision: kind,
      ...decision,
    })),
  };
}
