import type { AgreementCheck } from './agreement-check.ts';

/** Arguments are granted beside the field that they belong to. */
export const argumentsHaveFields: AgreementCheck = ({ clauses }) =>
  clauses.flatMap(({ allow, mask, inputs }, index) =>
    [...inputs.keys()].flatMap((owner) => {
      const [type = '', field] = owner.split('.');
      if (field === undefined || allow.get(type)?.includes(field) || mask.get(type)?.has(field)) return [];
      return [
        {
          path: `clauses[${index}].inputs["${owner}"]`,
          expected: 'arguments of a field that the clause gives',
          came: `${owner}, which stands neither under "allow" nor under "mask"`,
          remedy: 'Give the field, or take out its arguments.',
        },
      ];
    }),
  );
