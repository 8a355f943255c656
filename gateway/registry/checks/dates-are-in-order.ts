import { describeValue } from '../file-problem.ts';
import type { AgreementCheck, Finding } from './agreement-check.ts';

/** Every date is a day of the calendar, none ends before it begins, and no stage leaves the agreement's validity. */
export const datesAreInOrder: AgreementCheck = ({ basis, validFrom, validUntil, clauses }) => {
  const stages = clauses.flatMap((clause, index) =>
    (clause.during ?? []).map((stage, position) => ({
      ...stage,
      path: `clauses[${index}].during[${position}]`,
    })),
  );
  const days: readonly (readonly [path: string, day: string | undefined])[] = [
    ...basis.map(({ date }, index) => [`basis[${index}].date`, date] as const),
    ['validFrom', validFrom],
    ['validUntil', validUntil],
    ...clauses.map(
      ({ shownToPersonFrom }, index) => [`clauses[${index}].shownToPersonFrom`, shownToPersonFrom] as const,
    ),
    ...stages.flatMap(
      ({ path, from, until }) =>
        [
          [`${path}.from`, from],
          [`${path}.until`, until],
        ] as const,
    ),
  ];
  const findings: Finding[] = [];
  for (const [path, day] of days) {
    if (day === undefined || isDay(day)) continue;
    const came = describeValue(day);
    findings.push({ path, expected: 'a day of the calendar', came, remedy: 'Correct the date.' });
  }
  if (findings.length > 0) return findings;

  findings.push(...notBefore('validUntil', validUntil, 'validFrom', validFrom));
  for (const { path, from, until } of stages) {
    findings.push(
      ...notBefore(`${path}.until`, until, `${path}.from`, from),
      ...notBefore(`${path}.from`, from, 'validFrom', validFrom),
      ...notBefore('validUntil', validUntil, `${path}.until`, until),
    );
  }
  return findings;
};

function notBefore(path: string, day: string, otherPath: string, otherDay: string): readonly Finding[] {
  if (day >= otherDay) return [];
  const expected = `a day not before ${otherPath}, ${describeValue(otherDay)}`;
  return [{ path, expected, came: describeValue(day), remedy: 'Correct one of the two dates.' }];
}

function isDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}
