import { describeValue } from '../file-problem.ts';
import type { AgreementCheck } from './agreement-check.ts';

/** A clause is found by its id: denials and the ledger name it. */
export const clauseIdsAreUnique: AgreementCheck = ({ clauses }) =>
  clauses.flatMap(({ id }, index) => {
    const first = clauses.findIndex((clause) => clause.id === id);
    if (first === index) return [];
    const expected = `an id other than that of clauses[${first}]`;
    return [
      { path: `clauses[${index}].id`, expected, came: describeValue(id), remedy: 'Rename one of the two.' },
    ];
  });
