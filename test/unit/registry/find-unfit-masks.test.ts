import { expect, it } from 'vitest';
import { findUnfitMasks } from '../../../gateway/registry/find-unfit-masks.ts';
import { createPolicy } from '../../../gateway/registry/policy.ts';
import { policy } from '../../setup/project-views.ts';
import { agreementOf, type ClauseSketch } from '../../setup/small-graph.ts';

function find(mask: ClauseSketch['mask'] & {}): readonly string[] {
  const agreement = agreementOf([{ mask }], { id: 'A' });
  return findUnfitMasks(createPolicy(policy.graph, policy.participants, [agreement]));
}

it('finds nothing in the agreements of this project', () => {
  expect(findUnfitMasks(policy)).toEqual([]);
});

it('finds a mask of texts on what is no text', () => {
  expect(find({ Worker: { status: 'last3', familyContact: 'last3' } })).toEqual([
    'A, clause c1: the mask last3 does not fit Worker.status. It gives nothing; correct the mask.',
  ]);
});

it('finds a mask for which there is no reduced field', () => {
  expect(find({ Citizen: { birthDate: 'year', fullName: 'year' } })).toEqual([
    'A, clause c1: the mask year does not fit Citizen.fullName. It gives nothing; correct the mask.',
  ]);
});

it('leaves a field that the graph does not have to who looks for those', () => {
  expect(find({ Worker: { statsu: 'year' } })).toEqual([]);
});
