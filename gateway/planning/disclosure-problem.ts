import type { Cause } from '../access/find-causes.ts';
import type { View } from '../access/view.ts';
import { createProblem, type Problem } from '../problem.ts';

/** Makes the error that tells a client of a field that went for the sake of a disclosure. It says nothing of values. */
export function createDisclosureProblem({ field, undisclosed }: Cause, view: View): Problem {
  const { coordinate, provider, recipient, decision } = undisclosed;
  return createProblem('DISCLOSURE_NOT_AGREED', {
    coordinate,
    field,
    provider,
    recipient,
    purpose: view.question.purpose,
    ...(decision.agreement && { agreement: decision.agreement }),
    ...(decision.clause && { clause: decision.clause }),
    reason: decision.reason,
    remedy: decision.remedy,
  });
}
