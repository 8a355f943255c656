import { WILDCARD } from '../../access/clause-grants.ts';
import type { AgreementCheck } from './agreement-check.ts';

/**
 * `"*": ["*"]` gives every field or every input that the provider has. It is for benchmarks and for audits of
 * foreign graphs; an agreement between agencies names what it gives. It never stands for the fields of one type,
 * for masks or rows: which rows there are only the provider's subgraph knows.
 */
export const wildcardsAreAllowed: AgreementCheck = ({ clauses }, { isWildcardAllowed }) =>
  clauses.flatMap(({ allow, mask, inputs, rows }, index) => {
    const named: readonly (readonly [part: string, owner: string, names: readonly string[]])[] = [
      ...[...allow].map(([type, fields]) => ['allow', type, fields] as const),
      ...[...inputs].map(([owner, names]) => ['inputs', owner, names] as const),
      ...[...mask].map(([type, fields]) => ['mask', type, [...fields.keys()]] as const),
      ...[...rows.keys()].map((type) => ['rows', type, []] as const),
    ];
    return named.flatMap(([part, owner, names]) => {
      if (owner !== WILDCARD && !names.includes(WILDCARD)) return [];
      const isWhole =
        (part === 'allow' || part === 'inputs') &&
        owner === WILDCARD &&
        names.every((name) => name === WILDCARD);
      if (isWildcardAllowed && isWhole) return [];
      return [
        {
          path: `clauses[${index}].${part}["${owner}"]`,
          expected: 'what is given, by name',
          came: 'the wildcard *',
          remedy: isWhole
            ? 'Name every type and field. Only a gateway with ALLOW_WILDCARD_AGREEMENTS=true loads it, for tests and benchmarks.'
            : 'Name every type and field: what is not named is not given.',
        },
      ];
    });
  });
