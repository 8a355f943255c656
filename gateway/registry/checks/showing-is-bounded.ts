import { describeValue } from '../file-problem.ts';
import type { AgreementCheck } from './agreement-check.ts';

/** An investigation that nobody has ended after so many years is told to the persons all the same. */
const MOST_YEARS = 5;

/**
 * A clause keeps its use from the persons for a time that has an end: to a day after the clause can first be used, and
 * not more than five years after it can last be.
 */
export const showingIsBounded: AgreementCheck = ({ validFrom, validUntil, clauses }) =>
  clauses.flatMap(({ shownToPersonFrom: day }, index) => {
    if (day === undefined) return [];
    const last = `${Number(validUntil.slice(0, 4)) + MOST_YEARS}${validUntil.slice(4)}`;
    if (day > validFrom && day <= last) return [];
    return [
      {
        path: `clauses[${index}].shownToPersonFrom`,
        expected: `a day after validFrom, ${describeValue(validFrom)}, and not after ${describeValue(last)}, which is ${MOST_YEARS} years after validUntil`,
        came: describeValue(day),
        remedy: 'Correct the day, or take it out: without it persons are shown at once.',
      },
    ];
  });
