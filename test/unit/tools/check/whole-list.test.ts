import { describe, expect, it } from 'vitest';
import type { Committee } from '../../../../tools/check/graph.ts';
import { writeOperations } from '../../../../tools/check/operations.ts';
import { RULES } from '../../../../tools/check/rules/rules.ts';
import type { CheckRun } from '../../../../tools/check/run/check-run.ts';
import { examineCommittee } from '../../../../tools/check/run/run-committees.ts';

const asking = RULES.filter((rule) => rule.about === 'VOTER' && /\bsame[A-Z]/.test(rule.voter));
const committee: Committee = {
  code: '990501',
  name: 'PPLN Kuala Lumpur',
  city: 'Kuala Lumpur',
  country: { code: 'MY' },
  methods: [],
};
const notGiven = (points: readonly { readonly code: string }[] | null) =>
  examineCommittee({ rules: asking } as unknown as CheckRun, committee, {
    code: committee.code,
    pollingPoints: points,
  }).notGiven;

describe('rules that ask in what rows are alike', () => {
  it('cannot tell for who may not see the whole list, to whom no row is like any other', () => {
    expect(asking.map(({ code }) => code)).toEqual(['B03', 'B04', 'B05', 'B13']);
    expect(notGiven(null)).toEqual(['B03', 'B04', 'B05', 'B13']);
    expect(notGiven([])).toEqual([]);
  });

  it('ask of each committee whether the whole list is seen', () => {
    for (const rule of asking) expect(writeOperations([rule]).committee).toContain('pollingPoints');
  });
});
