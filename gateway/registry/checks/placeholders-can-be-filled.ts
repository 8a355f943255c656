import type { Agency } from '../../access/agency.ts';
import type { Clause, RowCondition } from '../../access/agreement.ts';
import { describeValue } from '../file-problem.ts';
import { type AgreementCheck, agenciesNamed } from './agreement-check.ts';

/**
 * Every placeholder of a row filter has a value for whoever may use the clause. One that has none leaves no rows,
 * which looks like an empty register and not like a mistake.
 */
export const placeholdersCanBeFilled: AgreementCheck = ({ consumer, clauses }, { participants }) => {
  const consumers = agenciesNamed(participants, consumer);
  return clauses.flatMap((clause, index) =>
    [...clause.rows].flatMap(([type, rule]) =>
      rule === 'all'
        ? []
        : rule.flatMap((condition, position) =>
            unfillable(condition, clause, consumers).map(({ placeholder, need }) => ({
              path: `clauses[${index}].rows.${type}[${position}].value`,
              expected: need,
              came: describeValue(placeholder),
              remedy: 'Use a placeholder that has a value for this consumer and holder.',
            })),
          ),
    ),
  );
};

function unfillable(condition: RowCondition, { holder }: Clause, consumers: readonly Agency[]) {
  const texts = typeof condition.value === 'string' ? [condition.value] : condition.value;
  const placeholders = texts.flatMap((text) => text.match(/\$[A-Za-z]*/g) ?? []);
  return placeholders.flatMap((placeholder) => {
    const need = missingFor(placeholder);
    return need === undefined ? [] : [{ placeholder, need }];
  });

  function missingFor(placeholder: string): string | undefined {
    switch (placeholder) {
      case '$consumer':
        return undefined;
      case '$unit':
        return holder === 'unit' ? undefined : '$unit only in a clause whose holder is "unit"';
      case '$subject':
        return consumers.every(({ isSubjectAccess }) => isSubjectAccess)
          ? undefined
          : '$subject only for the agency through which persons ask about themselves';
      case '$regions':
        if (condition.value !== '$regions') return '$regions alone, as the whole value';
        return consumers.every(({ regions }) => regions)
          ? undefined
          : '$regions only for agencies with regions';
      default:
        return '$consumer, $unit, $subject or $regions';
    }
  }
}
