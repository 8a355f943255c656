import type { AgreementCheck } from './agreement-check.ts';

/** A clause gives a field whole or masked, never both: whole would win, which a mask beside it cannot have meant. */
export const fieldsAreNamedOnce: AgreementCheck = ({ clauses }) =>
  clauses.flatMap(({ allow, mask }, index) =>
    [...mask].flatMap(([type, masks]) =>
      [...masks.keys()].flatMap((field) => {
        if (!allow.get(type)?.includes(field)) return [];
        return [
          {
            path: `clauses[${index}].mask.${type}.${field}`,
            expected: 'a field that the clause does not allow',
            came: `${type}.${field}, which stands under "allow" too`,
            remedy: 'Take it out of one of the two.',
          },
        ];
      }),
    ),
  );
