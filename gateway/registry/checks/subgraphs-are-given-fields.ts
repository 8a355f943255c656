import type { AgreementCheck } from './agreement-check.ts';

/** A clause for a subgraph says which fields it is sent; the rest is about somebody who asks. */
export const subgraphsAreGivenFields: AgreementCheck = ({ clauses }) =>
  clauses.flatMap(({ holder, mask, inputs, rows, limits, shownToPersonFrom }, index) => {
    if (holder !== 'subgraph') return [];
    const parts = [
      ...(mask.size > 0 ? ['mask'] : []),
      ...(inputs.size > 0 ? ['inputs'] : []),
      ...(rows.size > 0 ? ['rows'] : []),
      ...(limits ? ['limits'] : []),
      ...(shownToPersonFrom === undefined ? [] : ['shownToPersonFrom']),
    ];
    return parts.map((part) => ({
      path: `clauses[${index}].${part}`,
      expected: 'nothing but "allow" in a clause whose holder is "subgraph"',
      came: `"${part}"`,
      remedy:
        'Take it out: a subgraph is sent a value whole, of the rows that the consumer of the answer may have.',
    }));
  });
