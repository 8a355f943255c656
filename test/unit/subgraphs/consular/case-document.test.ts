import { describe, expect, it } from 'vitest';
import {
  COARSE_CASE_CATEGORIES,
  CONSULAR_CASE_CATEGORIES,
  coarseCaseCategory,
} from '../../../../subgraphs/consular/case-document.ts';

describe('the coarse category of a case', () => {
  it('follows from its category', () => {
    const categoriesOf = (coarse: string) =>
      CONSULAR_CASE_CATEGORIES.filter((category) => coarseCaseCategory(category) === coarse);
    expect(COARSE_CASE_CATEGORIES.map((coarse) => [coarse, categoriesOf(coarse)])).toEqual([
      ['LEGAL', ['IMMIGRATION_DOCUMENT', 'CRIMINAL', 'CIVIL', 'DEATH_PENALTY', 'DETENTION']],
      ['LABOUR', ['EMPLOYMENT', 'SEAFARER']],
      ['DEATH', ['DEATH']],
      ['EMERGENCY', ['EMERGENCY_EVACUATION', 'HOSTAGE']],
      ['TRAFFICKING', ['TRAFFICKING', 'ONLINE_SCAM']],
      ['OTHER', ['HAJJ_UMRAH', 'OTHER']],
    ]);
  });
});
