import { findTooLargePage } from '../access/operation-limits.ts';
import { findTooManyPersons } from '../access/person-lookups.ts';
import type { PlannedOperation } from '../planning/plan-operation.ts';
import { createProblem, type Problem } from '../problem.ts';
import type { Inquiry } from './inquiry.ts';

/** Why the whole operation is refused, although it is valid. */
export function findRefusal(
  { cut, limits, undisclosed }: PlannedOperation,
  onDenied: Inquiry['onDenied'],
  variables: Readonly<Record<string, unknown>>,
): Problem | undefined {
  if (!cut || !limits) return undefined;
  // A mutation that is answered in part would be half-written.
  const isDeniedInPart = cut.denials.length > 0 || undisclosed.length > 0;
  if (cut.deniesMutation || (isDeniedInPart && onDenied === 'reject'))
    return createProblem('OPERATION_DENIED');
  const lookup = findTooManyPersons(limits.persons, variables);
  if (lookup) {
    const { coordinate, allowed } = lookup;
    return createProblem('LIMIT_EXCEEDED', { coordinate, limit: allowed, counted: 'persons in one request' });
  }
  const page = findTooLargePage(limits, variables);
  return (
    page &&
    createProblem('LIMIT_EXCEEDED', {
      coordinate: page.coordinate,
      limit: page.maxRows,
      counted: 'rows on one page',
    })
  );
}
